import { hashSource } from '../../../shared/runtime-script.js';
import type { Check } from '../finding.js';
import type { Page, ScriptElement } from '../page.js';
import { allowsAddress, allowsInline, contentPolicies } from '../policies.js';
import { hasOutput } from '../runtime-in-page.js';

export const blockedScript: Check = {
  id: 'csp-blocks-script',
  severity: 'error',
  title: 'a Content-Security-Policy that blocks the runtime, or a script that uses it',
  *page(page) {
    const policies = contentPolicies(page);
    for (const scriptElement of policies.length ? page.scripts : []) {
      const { element, src, content, runtime, script } = scriptElement;
      const nonce = element.getAttribute('nonce');
      // What the template puts in is not known here.
      if (hasOutput(nonce ?? '') || (runtime && src === undefined && runtime.text === undefined)) continue;
      if (!runtime && !(script && src === undefined && /\bld\.|postMessage/.test(script.text))) continue;
      if (policies.every((policy) => isAllowed(page, scriptElement, policy))) continue;
      yield {
        at: page.at(element),
        effect: `The browser does not run this ${runtime ? 'runtime' : 'script'}, so the agent’s commands are not sent from this page.`,
        fix:
          src === undefined
            ? `Add ${hashSource(content!.replace(/\r\n?/g, '\n'))} to script-src, or a nonce to both script-src and the element.`
            : `Add ${sourceOf(page, src)} to script-src.`,
      };
    }
  },
};

function isAllowed(
  page: Page,
  { element, src, content }: ScriptElement,
  policy: Parameters<typeof allowsInline>[0],
): boolean {
  const nonce = element.getAttribute('nonce');
  if (src === undefined) return allowsInline(policy, content ?? '', nonce);
  const self = page.exchange?.address;
  if (!self || hasOutput(src) || !URL.canParse(src, self.href)) return true;
  return allowsAddress(policy, new URL(src, self.href), self, nonce);
}

function sourceOf(page: Page, src: string): string {
  const { origin } = new URL(src, page.exchange!.address.href);
  return origin === page.exchange!.address.origin ? "'self'" : origin;
}
