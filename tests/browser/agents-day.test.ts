/**
 * A card as it is made, in use: every page of it reaches LeadDesk.
 *
 * @needs chromium
 * @slow
 */
import path from 'node:path';
import * as assert from 'uvu/assert';
import { startHost } from '../../cli/testing/index.js';
import { cli, inScratch } from '../cli/scratch.js';
import { contact, walkThrough } from './agents-day.js';
import { eachEngine } from './engines/index.js';

eachEngine("the agent's day", (test) => {
  test('a scaffolded card reaches LeadDesk from each of its pages', ({ page }) =>
    inScratch(async (folder) => {
      const { status, stderr } = await cli(['card', '--template', 'static', '--yes'], { cwd: folder });
      assert.is(status, 0, stderr);
      const host = await startHost({ card: path.join(folder, 'card'), contact });
      try {
        await walkThrough(page, host);
      } finally {
        await host.close();
      }
    }));
});
