import type { Check, Raised } from '../finding.js';
import { hasOutput } from '../runtime-in-page.js';

export const badSetting: Check = {
  id: 'bad-setting',
  severity: 'error',
  title: 'a setting of the runtime that can not mean anything',
  *page(page) {
    for (const element of page.all('script[data-ld-allow]')) {
      const at = page.at(element, 'data-ld-allow');
      for (const pattern of element.getAttribute('data-ld-allow')!.split(/\s+/).filter(Boolean)) {
        const fault = hasOutput(pattern) ? undefined : faultOf(pattern);
        if (fault !== undefined) yield { at, ...about(`data-ld-allow`, pattern, fault) };
      }
    }
    for (const element of page.all('script[data-ld-keep]')) {
      const value = element.getAttribute('data-ld-keep')!;
      if (!hasOutput(value) && /[,;&?={}]/.test(value))
        yield {
          at: page.at(element, 'data-ld-keep'),
          ...about('data-ld-keep', value, 'it is a list of names with spaces between'),
        };
    }
    for (const element of page.all('script[data-ld-param]')) {
      const value = element.getAttribute('data-ld-param')!;
      if (!hasOutput(value) && /[\s&=?#]/.test(value.trim()))
        yield {
          at: page.at(element, 'data-ld-param'),
          ...about('data-ld-param', value, 'it is the name of one parameter'),
        };
    }
  },
};

/** What keeps a pattern of origins from meaning one. */
function faultOf(pattern: string): string | undefined {
  if (pattern === '*') return undefined;
  if (!/^https?:\/\//i.test(pattern)) return 'it has no scheme: write it as https://…';
  const origin = pattern.replace(/^(https?:\/\/)\*\./i, '$1any.');
  if (!URL.canParse(origin) || /[\s,;*]/.test(origin)) return 'it is no origin';
  const { pathname, search, hash } = new URL(origin);
  return pathname !== '/' || search || hash ? 'an origin has no path' : undefined;
}

function about(name: string, value: string, fault: string): Pick<Raised, 'effect' | 'fix'> {
  return {
    effect: `The runtime can not use ${name}=${JSON.stringify(value)}, so the agent’s commands may not be sent: ${fault}.`,
    fix: `Correct ${name}.`,
  };
}
