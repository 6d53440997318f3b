/** An order in steps, on one page: nothing of it is in an address, and nothing gets lost between them. */
import { all, element, find } from './dom';
import { money, type TextName, text } from './texts';

/** Shows the steps of a form one after the other. Its submit event is cancelled on all but the last. */
export function followSteps(form: HTMLFormElement): void {
  const steps = all('[data-step]', form);
  const marks = all('.steps li');
  const last = steps.length - 1;
  const show = (to: number) => {
    for (const [index, step] of steps.entries()) {
      step.hidden = index !== to;
      const mark = marks[index];
      if (!mark) continue;
      mark.className = index < to ? 'done' : '';
      mark.ariaCurrent = index === to ? 'step' : null;
    }
    if (to === last) showSummary(form);
    find('main').scrollTop = 0;
  };
  /** Goes on to a step, or stops at the first before it that is not filled in. */
  const go = (to: number): boolean => {
    const invalid = steps.slice(0, to).map((step) => step.querySelector<HTMLInputElement>(':invalid:not(fieldset)'));
    const gap = invalid.findIndex(Boolean);
    show(gap < 0 ? to : gap);
    invalid[gap]?.reportValidity();
    return gap < 0;
  };
  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    // Enter goes on to the next step. The last one saves.
    const from = steps.findIndex((step) => !step.hidden);
    if (from < last) event.preventDefault();
    if (!go(Math.min(from + 1, last))) event.preventDefault();
  });
  document.addEventListener('click', ({ target }) => {
    const step = (target as Element).closest<HTMLElement>('[data-go]')?.dataset.go;
    if (step !== undefined) go(Number(step));
  });
  form.addEventListener('change', () => showPayment(form));
  showPayment(form);
  show(0);
}

/** The account is asked for where it is needed. */
function showPayment(form: HTMLFormElement): void {
  const account = find('[data-account]', form);
  account.hidden = !find<HTMLInputElement>('[name=payment][value=debit]', form).checked;
  find<HTMLInputElement>('input', account).disabled = account.hidden;
}

/** What the agent reads aloud. */
function showSummary(form: HTMLFormElement): void {
  const fields = new FormData(form);
  const value = (name: string) => String(fields.get(name) ?? '');
  const chosen = (name: string) => form.querySelector<HTMLInputElement>(`[name=${name}]:checked`);
  const title = (name: string) => chosen(name)?.closest('label')?.querySelector('span')?.textContent ?? '';
  const account = value('account').replaceAll(' ', '');
  const lines: Partial<Record<TextName, string>> = {
    'step.product': title('product'),
    'order.copies': value('quantity'),
    'order.total': money(Number(chosen('product')?.dataset.price) * Number(value('quantity'))),
    'order.name': value('name'),
    'order.address': `${value('street')}, ${value('postcode')} ${value('city')}`,
    'order.email': value('email') || text('none'),
    'order.paid': title('payment') + (value('payment') === 'debit' ? ` •••• ${account.slice(-4)}` : ''),
  };
  const rows = Object.entries(lines).map(([name, line]) => {
    const row = element('div', '');
    row.append(element('dt', text(name as TextName)), element('dd', line));
    return row;
  });
  find('[data-summary]', form).replaceChildren(...rows);
}
