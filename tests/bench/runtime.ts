/** The runtime against the bare API and the peers. */
import { contenders } from './contenders/index.js';
import { evaluation } from './evaluation.js';
import type { Bench } from './index.js';
import { messages } from './messages.js';
import { sizes } from './sizes.js';
import type { Section } from './table.js';

export async function runtime(bench: Bench): Promise<Section> {
  return {
    columns: contenders.map(({ title }) => title),
    rows: [...(await sizes(bench)), ...(await messages(bench)), await evaluation(bench)],
  };
}
