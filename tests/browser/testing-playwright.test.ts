/**
 * `create-leaddesk-card/testing/playwright`, in a project that has it from the packed package.
 *
 * @needs chromium
 * @slow
 */
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pack } from '../cli/package.js';
import { inScratch, plant, root, start } from '../cli/scratch.js';
import { blocksFor } from '../readme/documents.js';
import { locate } from './engines/install.js';

const config = (format: string) => `${format} {
  testDir: '.', testMatch: /.*\\.spec\\.(ts|mjs)$/, reporter: 'json', workers: 1,
  use: { launchOptions: { executablePath: ${JSON.stringify(locate('chromium'))}, chromiumSandbox: false } },
};`;

const page =
  '<!doctype html><meta charset=utf-8><script src="/ld.js"></script><h1>Contact</h1><a href="next.html">Next</a>';
const buttons = '<button data-ld-send="hangup">Hang up</button>';
const card = {
  'card/index.html': page,
  'one-page/index.html': `<!doctype html><script src="/ld.js"></script>${buttons}`,
  'card/next.html': `<!doctype html><script src="/ld.js"></script>${buttons}`,
};

/** The documents' tests, each in a file. */
const documented = blocksFor('playwright').map(({ text }) => text.replace("ldCard: '.'", "ldCard: 'one-page'"));

/** What else the fixtures offer. */
const spec = `
import { expect, test } from 'create-leaddesk-card/testing/playwright';

test.use({ ldCard: 'card' });

test('the card hangs up from its second page', async ({ host, card }) => {
  await host.agent.dial();
  await card.getByRole('link', { name: 'Next' }).click();
  await card.getByRole('button', { name: 'Hang up' }).click();
  expect((await host.waitFor('hangup')).raw).toBe('{"action":"hangup"}');
});

test.describe('in a wrong UI mode', () => {
  test.use({ ldPreset: 'wrong-mode', ldContact: { phone: '040', call_logs_id: 5 } });
  test('the command is ignored', async ({ host, card }) => {
    expect(host.cardUrl).toContain('phone=040&call_logs_id=5');
    await card.getByRole('link', { name: 'Next' }).click();
    await card.getByRole('button', { name: 'Hang up' }).click();
    expect((await host.waitFor('hangup')).verdict.kind).toBe('ignored');
  });
});

test.describe('by itself', () => {
  test.use({ ldFramed: false });
  test('the card is a page', async ({ card, page, host }) => {
    await expect(card.getByRole('heading', { name: 'Contact' })).toBeVisible();
    expect(page.url()).toBe(host.cardUrl);
    expect(await page.evaluate(() => (window as any).ld.send('hangup'))).toBe(false);
    expect(host.commands()).toEqual([]);
  });
});
`;

async function run(folder: string, files: Record<string, string>): Promise<Record<string, string>> {
  plant(folder, { ...card, ...files });
  mkdirSync(path.join(folder, 'node_modules/@playwright'), { recursive: true });
  for (const name of ['@playwright/test', 'playwright', 'playwright-core'])
    symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name));
  await start('tar', ['-xzf', pack().tarball, '-C', 'node_modules'], { cwd: folder }).ended;
  await start('mv', ['node_modules/package', 'node_modules/create-leaddesk-card'], { cwd: folder }).ended;
  await start('cp', ['node_modules/create-leaddesk-card/dist/ld.js', 'card/'], { cwd: folder }).ended;
  await start('cp', ['node_modules/create-leaddesk-card/dist/ld.js', 'one-page/'], { cwd: folder }).ended;
  const { stdout, stderr } = await start(process.execPath, ['node_modules/@playwright/test/cli.js', 'test'], {
    cwd: folder,
  }).ended;
  assert.ok(stdout.startsWith('{'), stdout + stderr);
  const outcomes: Record<string, string> = {};
  const walk = (suite: any) => {
    for (const one of suite.specs ?? [])
      outcomes[one.title] = one.tests[0].results.at(-1).error?.message ?? one.tests[0].status;
    for (const inner of suite.suites ?? []) walk(inner);
  };
  walk(JSON.parse(stdout));
  return outcomes;
}

const passed = {
  'the card hangs up from its second page': 'expected',
  'the command is ignored': 'expected',
  'the card is a page': 'expected',
};

test('its fixtures frame the card, and open it by itself, in a project of modules', () =>
  inScratch(async (folder) => {
    const files = {
      'package.json': '{"private":true,"type":"module"}',
      'playwright.config.js': config('export default'),
      'card.spec.ts': spec,
      ...Object.fromEntries(documented.map((text, index) => [`documented-${index}.spec.ts`, text])),
    };
    assert.ok(documented.length > 0);
    assert.equal(await run(folder, files), { ...passed, 'the card hangs up': 'expected' });
  }));

test('the same in a project of CommonJS', () =>
  inScratch(async (folder) => {
    const files = {
      'package.json': '{"private":true}',
      'playwright.config.js': config('module.exports ='),
      'card.spec.ts': spec,
    };
    assert.equal(await run(folder, files), passed);
  }));

test.run();
