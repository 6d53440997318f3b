/** Takes in changed style sheets without loading the page again: what the agent has typed stays. */

/** @returns whether that was all there was to do: every changed file is a style sheet that the page links. */
export function swapStyles(files: readonly string[]): boolean {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel~="stylesheet"][href]')];
  const changed = files.map((file) =>
    links.filter((link) => decodeURI(new URL(link.href).pathname).endsWith(`/${file}`)),
  );
  if (!files.length || changed.some((found) => !found.length)) return false;
  new Set(changed.flat()).forEach(swap);
  return true;
}

/** The old sheet stays until the new one is there, so that the page is never bare. */
function swap(link: HTMLLinkElement) {
  const address = new URL(link.href);
  address.searchParams.set('ld-dev', String(Date.now()));
  const fresh = link.cloneNode() as HTMLLinkElement;
  fresh.href = address.href;
  fresh.onload = fresh.onerror = () => link.remove();
  link.after(fresh);
}
