/** What runs in the card's page. */

/** Goes to another page once the driver's call has ended, which would fail with the page. */
export function goTo(_: Element, address: string): void {
  setTimeout(() => {
    location.href = address;
  });
}

/** `*`: the text says nothing, and a sandboxed card may not know the host's origin. */
export function postToHost(_: Element, text: string): void {
  parent.postMessage(text, '*');
}
