/** Writes the pages about the checks, `docs/checks/*.md`, from the explanations: `tsx scripts/build-checks.ts`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { indexOfPages, pageAbout } from '../cli/commands/check/explanations/index.js';
import { CHECKS } from '../cli/commands/check/rules/index.js';

const folder = path.resolve(import.meta.dirname, '../docs/checks');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
for (const check of CHECKS) writeFileSync(path.join(folder, `${check.id}.md`), pageAbout(check));
writeFileSync(path.join(folder, 'README.md'), indexOfPages());
