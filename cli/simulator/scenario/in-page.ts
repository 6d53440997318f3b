/** What runs in the card's page, on its way there as text too: each function stands by itself. */

/** Whether a part of an element's accessible name reads so, in whatever case: near enough to "Accessible Name". */
export function isNamed(element: Element, name: string): boolean {
  const ids = element.getAttribute('aria-labelledby')?.split(/\s+/) ?? [];
  const field = element as HTMLInputElement;
  const isButton = element.localName === 'input' && /^(submit|button|reset)$/.test(field.type);
  const texts = [
    ids.map((id) => document.getElementById(id)?.textContent).join(' '),
    element.getAttribute('aria-label'),
    [...(field.labels ?? [])].map((label) => label.textContent).join(' '),
    isButton ? field.value : element.textContent,
    element.getAttribute('alt') ?? element.getAttribute('title') ?? element.getAttribute('placeholder'),
  ].map((text) => (text ?? '').replace(/\s+/g, ' ').trim().toLowerCase());
  return (texts.find(Boolean) ?? '').includes(name.replace(/\s+/g, ' ').trim().toLowerCase());
}
