/** Cards of the published package: each template, installed, passes its own scripts straight away. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { installOffline, npm, pack } from './package.js';
import { cleanEnv, inScratch, start } from './scratch.js';

for (const template of ['static', 'typescript', 'express', 'php']) {
  test(`${template}: what the package scaffolds can be installed, built, checked and tested`, () =>
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
      for (const script of ['build', 'check', 'test']) {
        if (script === 'build' && !scripts.build) continue;
        const { status, stdout, stderr } = spawnSync('npm', ['run', script], { cwd: card, env: cleanEnv(), encoding: 'utf8' });
        assert.is(status, 0, `npm run ${script}: ${stdout}${stderr}`);
      }
    }));
}

test.run();
