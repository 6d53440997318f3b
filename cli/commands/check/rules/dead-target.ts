import type { Check } from '../finding.js';
import { eachTarget } from '../messages.js';
import { offsetOf } from '../script.js';
import type { Shape, Value } from '../syntax/values.js';

export const deadTarget: Check = {
  id: 'dead-target',
  severity: 'error',
  title: 'postMessage with a target at which nothing arrives',
  *script(script) {
    for (const { call, target, isOthers } of eachTarget(script)) {
      const why = isOthers ? undefined : faultOf(target);
      if (why === undefined) continue;
      yield {
        at: offsetOf(script, call),
        effect: `The browser delivers this message to no page of LeadDesk, because ${why}: the agent’s command never arrives.`,
        fix: 'Send it with ld.send(action, params), which addresses LeadDesk.',
      };
    }
  },
};

/** Why nothing arrives, whatever of the possible targets it is. */
function faultOf(target: Value | undefined): string | undefined {
  if (target === undefined) return 'it names no target, which stands for the card’s own origin';
  const faults = target.map(faultOfShape);
  return faults.every((fault) => fault !== undefined) ? faults[0] : undefined;
}

/** HTML, "window post message steps". */
function faultOfShape(shape: Shape): string | undefined {
  if (shape.kind === 'location') {
    if (/^(object|href|origin)$/.test(shape.part)) return 'its target is the card’s own origin';
    return `its target is no origin: a ${shape.part} has no scheme`;
  }
  const start = shape.kind === 'text' && typeof shape.parts[0] === 'string' ? shape.parts[0] : undefined;
  if (shape.kind === 'text') {
    if (shape.parts[0] !== undefined && typeof shape.parts[0] !== 'string') return faultOfMade(shape.parts);
    return start && /^[\w-]+(\.[\w-]+)+\//.test(start) ? schemeless(start) : undefined;
  }
  if (shape.kind !== 'constant') return undefined;
  const text = String(shape.value);
  if (text === '*') return undefined;
  if (text === '/') return 'its target is "/", which stands for the card’s own origin';
  if (URL.canParse(text) && /^https?:/i.test(text)) return undefined;
  return /^[\w-]+(\.[\w-]+)+/.test(text) ? schemeless(text) : `${JSON.stringify(text)} is no origin`;
}

/** `location.protocol + '//' + location.host` */
function faultOfMade(parts: readonly (string | Shape)[]): string | undefined {
  const isOwn = parts.every((part) =>
    typeof part === 'string' ? /^(:|\/\/|:\/\/|\/)$/.test(part) : part.kind === 'location',
  );
  return isOwn ? 'its target is the card’s own origin' : undefined;
}

function schemeless(text: string): string {
  return `${JSON.stringify(text)} has no scheme, such as https://`;
}
