/** Which fields belong to which form (HTML, "form owner"). */
import type { PageElement } from '../dom.js';
import type { Page } from '../page.js';

const known = new WeakMap<Page, Map<PageElement, PageElement[]>>();

/** The fields and buttons of a form. A page with many forms is looked through once. */
export function fieldsOf(page: Page, form: PageElement): readonly PageElement[] {
  const forms = known.get(page) ?? byForm(page);
  known.set(page, forms);
  return forms.get(form) ?? [];
}

function byForm(page: Page): Map<PageElement, PageElement[]> {
  const forms = new Map<PageElement, PageElement[]>(page.all('form').map((form) => [form, []]));
  const byId = new Map([...forms.keys()].reverse().map((form) => [form.getAttribute('id'), form]));
  for (const field of page.all('input, button, select, textarea')) {
    const id = field.getAttribute('form');
    const owner = id === null ? field.closest('form') : byId.get(id);
    if (owner) forms.get(owner)?.push(field);
  }
  return forms;
}
