/** The page that explains a check, in the documents of this package. */
export function pageOf(id: string): string {
  return `docs/checks/${id}.md`;
}
