import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readFolder } from '../../cli/commands/check/folder.js';
import { groupOf } from '../../cli/commands/check/group.js';
import { inspect } from '../../cli/commands/check/inspect.js';
import { CHECKS } from '../../cli/commands/check/rules/index.js';
import { inFolder } from './check/card.js';
import { HARD } from './check/hard.js';

/** Nodes that were looked through, and expressions that were evaluated: what does not depend on the machine. */
function stepsOf(files: Record<string, string>): number {
  return inFolder(files, (folder) => {
    const card = readFolder(folder);
    inspect(card, CHECKS);
    const evaluated = card.scripts[0] ? groupOf(card.scripts[0]).evaluator.steps : 0;
    return card.scripts.reduce((sum, { syntax }) => sum + syntax.steps, evaluated);
  });
}

for (const { name, make } of HARD) {
  test(`twice as many take at most 2.5 times the steps: ${name}`, () => {
    const [once, twice] = [stepsOf(make(40)), stepsOf(make(80))];
    assert.ok(twice <= 2.5 * once + 100, `${once} and ${twice} steps`);
  });
}

test.run();
