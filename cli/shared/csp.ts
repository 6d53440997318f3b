/** Content Security Policies, as headers and meta elements write them. */

/** A Content Security Policy: directives and their sources, as written. The first of a name counts. */
export type ContentPolicy = Map<string, string[]>;

/** @param text of a header, which may hold several, or of a meta element. */
export function parsePolicies(text: string | null): ContentPolicy[] {
  return (text ?? '')
    .split(',')
    .filter((part) => part.trim())
    .map((part) => {
      const policy: ContentPolicy = new Map();
      for (const directive of part.split(';')) {
        const [name = '', ...sources] = directive.trim().split(/\s+/);
        if (name && !policy.has(name.toLowerCase())) policy.set(name.toLowerCase(), sources);
      }
      return policy;
    });
}
