/**
 * Cards of the published package: each template, installed, passes its own scripts, its walk in a browser included.
 *
 * @needs chromium, php
 * @slow installs the package
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { installOffline, npm, pack } from '../cli/package.js';
import { cleanEnv, inScratch, root, start } from '../cli/scratch.js';
import { locate } from './engines/install.js';

// The php template looks for PHP where a person would have it: on the PATH.
const php = path.dirname(locate('php'));
const env = cleanEnv({ CARD_BROWSER: locate('chromium'), PATH: `${process.env.PATH}${path.delimiter}${php}` });

for (const template of ['static', 'typescript', 'express', 'php']) {
  test(`${template}: what the package scaffolds can be installed, built, checked, tested and walked through`, () =>
    inScratch(async (folder) => {
      const { tarball } = pack();
      const programs = installOffline(tarball, folder);
      await start(path.join(programs, 'create-leaddesk-card'), ['card', '-t', template], { cwd: folder }).ended;
      const card = path.join(folder, 'card');
      const { dependencies, scripts } = JSON.parse(readFileSync(path.join(card, 'package.json'), 'utf8'));
      // The version that the card depends on is this one, published or not.
      const group = dependencies?.['create-leaddesk-card'] ? 'dependencies' : 'devDependencies';
      npm(['pkg', 'set', `${group}.create-leaddesk-card=file:${tarball}`], card);
      npm(['install', '--prefer-offline', '--no-audit', '--no-fund'], card);
      // With it, the card's own tests walk through the card in a browser.
      symlinkSync(path.join(root, 'node_modules/playwright-core'), path.join(card, 'node_modules/playwright-core'));
      for (const script of ['build', 'check', 'test']) {
        if (script === 'build' && !scripts.build) continue;
        const { status, stdout, stderr } = spawnSync('npm', ['run', script], { cwd: card, env, encoding: 'utf8' });
        assert.is(status, 0, `npm run ${script}: ${stdout}${stderr}`);
        if (script === 'test') assert.match(stdout, /^(# |ℹ )skipped 0$/m);
      }
    }));
}

test.run();
