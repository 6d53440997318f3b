/** The scaffolding as a process: every option, every error, what it prints and what it leaves. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cli, inScratch, plant, program, root, tree } from './scratch.js';
import { templateCard } from './template-card.js';

const VERSION: string = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;

/** The files that a card of the static template has, read from the template itself. */
function staticFiles(): string[] {
  return Object.keys(tree(templateCard('static')));
}

/** The lines below a heading of the output. */
function below(heading: string, stdout: string): string[] {
  const lines = stdout.split('\n');
  const first = lines.indexOf(heading) + 1;
  return lines.slice(first, lines.indexOf('', first)).map((line) => line.trim());
}

/** Runs with arguments that must fail, and asserts that nothing but one line on stderr comes of it. */
async function refuses(folder: string, args: string[], line: RegExp, status = 1): Promise<void> {
  const before = tree(folder);
  const result = await cli(args, { cwd: folder });
  assert.is(result.status, status);
  assert.is(result.stdout, '');
  assert.match(result.stderr, /^error [^\n]+\n$/);
  assert.match(result.stderr, line);
  assert.equal(tree(folder), before);
}

test('makes a card of the template', () =>
  inScratch(async (folder) => {
    const { status, stdout, stderr } = await cli(['my-card', '--template', 'static'], { cwd: folder });
    assert.is(status, 0);
    assert.is(stderr, '');
    assert.match(stdout, /^✔ Made a card of the template static in my-card: \d+ files\.\n/);
    assert.equal(readdirSync(folder), ['my-card']);
    assert.equal(Object.keys(tree(path.join(folder, 'my-card'))), staticFiles());
  }));

test('brings the files as they are in the template, and the runtime as it was built', () =>
  inScratch(async (folder) => {
    await cli(['my-card', '-t', 'static'], { cwd: folder });
    const card = tree(path.join(folder, 'my-card'));
    const template = tree(path.join(root, 'templates/static'));
    for (const [name, content] of Object.entries(template)) {
      // The head goes into each page.
      if (name !== 'package.json' && name !== '_head.html')
        assert.is(card[name === '_gitignore' ? '.gitignore' : name], content, name);
    }
    assert.is(card['card.css'], readFileSync(path.join(root, 'templates/_shared/card.css'), 'latin1'));
    assert.is(card['ld.js'], readFileSync(path.join(root, 'dist/ld.js'), 'latin1'));
  }));

test('--lang chooses the language, and one that is not there is refused', () =>
  inScratch(async (folder) => {
    const { stdout } = await cli(['kortti', '-t', 'static', '--lang', 'fi'], { cwd: folder });
    const card = tree(path.join(folder, 'kortti'));
    for (const name of Object.keys(card).filter((file) => file.endsWith('.html'))) {
      assert.match(card[name]!, '<html lang="fi">');
      assert.match(card[name]!, '<script src="texts/fi.js">');
    }
    assert.ok(card['texts/en.js'] && card['texts/sv.js']);
    assert.match(stdout, /--template static --lang fi --yes/);
    await cli(['php', '-t', 'php', '--lang', 'sv'], { cwd: folder });
    assert.match(tree(path.join(folder, 'php'))['src/texts.php']!, "const LANGUAGE = 'sv';");
    await refuses(folder, ['other', '--lang', 'klingon'], /Unknown lang "klingon"\. Choose en, fi or sv\./);
  }));

test('names the package, and has it depend on the checkout that made it', () =>
  inScratch(async (folder) => {
    await cli(['My Card', '-t', 'static'], { cwd: folder });
    const manifest = JSON.parse(readFileSync(path.join(folder, 'My Card/package.json'), 'utf8'));
    assert.is(manifest.name, 'my-card');
    assert.is(manifest.devDependencies['create-leaddesk-card'], `file:${root}`);
  }));

test('without a terminal asks nothing and takes the defaults, whatever is piped in', () =>
  inScratch(async (folder) => {
    for (const args of [[], ['--yes'], ['-y']]) {
      await inScratch(async (scratch) => {
        const { status, stderr } = await cli(args, { cwd: scratch });
        assert.is(status, 0);
        assert.is(stderr, '');
        assert.equal(Object.keys(tree(path.join(scratch, 'my-card'))), staticFiles());
      });
    }
    assert.equal(tree(folder), {});
  }));

test('a silent open pipe for stdin does not make it wait', () =>
  inScratch(async (folder) => {
    const { status } = await cli(['my-card'], { cwd: folder, stdin: 'silent' });
    assert.is(status, 0);
    assert.ok(existsSync(path.join(folder, 'my-card/index.html')));
  }));

test('a silent open pipe for stdin does not make it wait at a folder that is not empty', () =>
  inScratch(async (folder) => {
    plant(folder, { 'my-card/notes.txt': 'mine' });
    const { status, stderr } = await cli(['my-card'], { cwd: folder, stdin: 'silent' });
    assert.is(status, 1);
    assert.match(stderr, /^error my-card is not empty: notes\.txt\./);
  }));

for (const template of ['static', 'typescript', 'express', 'php']) {
  test(`makes a card of the template ${template}`, () =>
    inScratch(async (folder) => {
      const { status, stderr } = await cli(['card', `--template=${template}`], { cwd: folder });
      assert.is(stderr, '');
      assert.is(status, 0);
      const card = tree(path.join(folder, 'card'));
      assert.is(JSON.parse(card['package.json']!).name, 'card');
      assert.ok(card['.gitignore']);
      assert.not(card._gitignore);
      assert.not(Object.keys(card).some((name) => name.includes('node_modules')));
    }));
}

test('into the current folder, and then says nothing of changing to it', () =>
  inScratch(async (folder) => {
    mkdirSync(path.join(folder, 'My Dir'));
    const { status, stdout } = await cli(['.', '-t', 'static'], { cwd: path.join(folder, 'My Dir') });
    assert.is(status, 0);
    assert.match(stdout, /in the current folder/);
    assert.equal(below('Next', stdout), ['npm install', 'npm run dev']);
    assert.is(JSON.parse(readFileSync(path.join(folder, 'My Dir/package.json'), 'utf8')).name, 'my-dir');
  }));

test('into a folder inside folders that are not there yet', () =>
  inScratch(async (folder) => {
    const { status, stdout } = await cli(['a/b/my-card', '-t', 'static'], { cwd: folder });
    assert.is(status, 0);
    assert.equal(below('Next', stdout)[0], 'cd a/b/my-card');
    assert.ok(existsSync(path.join(folder, 'a/b/my-card/index.html')));
  }));

test('into a folder by its absolute path, called by the shorter of its names', () =>
  inScratch(async (folder) => {
    const near = await cli([path.join(folder, 'my-card')], { cwd: folder });
    assert.equal(below('Next', near.stdout)[0], 'cd my-card');
    const far = await cli([path.join(folder, 'x')], { cwd: path.join(root, 'templates/static') });
    assert.equal(below('Next', far.stdout)[0], `cd ${path.join(folder, 'x')}`);
  }));

test('a folder with a scope gives a package with a scope', () =>
  inScratch(async (folder) => {
    assert.is((await cli(['@scope/name', '-t', 'static'], { cwd: folder })).status, 0);
    assert.is(JSON.parse(readFileSync(path.join(folder, '@scope/name/package.json'), 'utf8')).name, '@scope/name');
  }));

test('a folder called like a command, or like an option', () =>
  inScratch(async (folder) => {
    assert.is((await cli(['./dev', '-t', 'static'], { cwd: folder })).status, 0);
    const { status, stdout } = await cli(['-t', 'static', '--', '--yes'], { cwd: folder });
    assert.is(status, 0);
    assert.is(below('Next', stdout)[0], 'cd ./--yes');
    assert.equal(readdirSync(folder).sort(), ['--yes', 'dev']);
  }));

for (const [agent, steps] of [
  ['npm/11.1.0 node/v20.20.2 linux x64', ['cd my-card', 'npm install', 'npm run dev']],
  ['pnpm/9.0.0 npm/? node/v20.20.2 linux x64', ['cd my-card', 'pnpm install', 'pnpm dev']],
  ['yarn/1.22.22 npm/? node/v20.20.2 linux x64', ['cd my-card', 'yarn install', 'yarn dev']],
  ['bun/1.1.0 npm/? node/v22.0.0 linux x64', ['cd my-card', 'bun install', 'bun run dev']],
] as const) {
  test(`the next steps are those of the package manager that called: ${agent.split('/')[0]}`, () =>
    inScratch(async (folder) => {
      const { stdout } = await cli(['my-card'], { cwd: folder, env: { npm_config_user_agent: agent } });
      assert.equal(below('Next', stdout), [...steps]);
    }));
}

test('--package-manager overrules the package manager that called', () =>
  inScratch(async (folder) => {
    const env = { npm_config_user_agent: 'yarn/1.22.22 npm/? node/v20.20.2 linux x64' };
    const { stdout } = await cli(['my-card', '--package-manager', 'pnpm'], { cwd: folder, env });
    assert.equal(below('Next', stdout), ['cd my-card', 'pnpm install', 'pnpm dev']);
    assert.match(stdout, /--package-manager pnpm\n$/);
  }));

test('ends with the command that repeats the run', () =>
  inScratch(async (folder) => {
    const { stdout } = await cli(['my-card', '-t', 'static'], { cwd: folder });
    assert.equal(below('The same again, without questions', stdout), [
      `node ${program} my-card --template static --yes`,
    ]);
  }));

for (const option of ['--help', '-h']) {
  test(`${option} prints the help, whatever else is there`, () =>
    inScratch(async (folder) => {
      const { status, stdout, stderr } = await cli(['my-card', option, '-t', 'php'], { cwd: folder });
      assert.is(status, 0);
      assert.is(stderr, '');
      for (const name of [
        'template',
        'yes',
        'overwrite',
        'install',
        'no-install',
        'git',
        'no-git',
        'package-manager',
        'help',
        'version',
      ]) {
        assert.match(stdout, `--${name}`);
      }
      assert.match(stdout, /\nExamples\n/);
      assert.ok(stdout.split('\n').every((line) => line.length <= 80));
      assert.equal(tree(folder), {});
    }));
}

for (const option of ['--version', '-v']) {
  test(`${option} prints the version`, () =>
    inScratch(async (folder) => {
      assert.equal(await cli([option], { cwd: folder }), { status: 0, stdout: `${VERSION}\n`, stderr: '' });
      assert.equal(tree(folder), {});
    }));
}

for (const [args, line] of [
  [['--bogus'], /Unknown option --bogus\./],
  [['my-card', '--tempalte', 'php'], /Did you mean --template\?/],
  [['my-card', '--template', 'svelte'], /Unknown template "svelte"\. Choose static, typescript, express or php\./],
  [['my-card', '--template'], /--template needs a value: static, typescript, express or php\./],
  [['my-card', '-t', '--yes'], /-t needs a value/],
  [['my-card', '--package-manager', 'cargo'], /Unknown package manager "cargo"\. Choose npm, pnpm, yarn or bun\./],
  [['my-card', '--package-manager'], /--package-manager needs a value/],
  [['my-card', '--yes=1'], /--yes takes no value/],
  [['one', 'two'], /One folder at a time, not 2: one, two\./],
  [[''], /The folder's name is empty\./],
  [['two\nlines\x1b[31m', 'x'], /two\\u000alines\\u001b\[31m/],
  [['x'.repeat(300)], /Cannot use x+: the name is too long/],
] as [string[], RegExp][]) {
  test(`refuses ${JSON.stringify(args).slice(0, 60)}`, () => inScratch((folder) => refuses(folder, args, line)));
}

test('refuses a target that is a file, or below one', () =>
  inScratch(async (folder) => {
    plant(folder, { notes: 'mine' });
    await refuses(folder, ['notes'], /notes is a file, not a folder\. Choose another folder\./);
    await refuses(folder, ['notes/card'], /notes\/card: a part of the path is a file/);
  }));

test('refuses a target that is a symbolic link to nothing', () =>
  inScratch(async (folder) => {
    symlinkSync('nowhere', path.join(folder, 'link'));
    await refuses(folder, ['link'], /link is a symbolic link that leads nowhere/);
  }));

test('says how to pass options through npm, when npm has kept them', () =>
  inScratch(async (folder) => {
    const { status, stdout, stderr } = await cli(['my-card', 'php'], {
      cwd: folder,
      env: { npm_config_template: 'true' },
    });
    assert.is(status, 1);
    assert.is(stdout, '');
    assert.is(
      stderr,
      'error npm kept --template for itself. Put -- before the options: npm create leaddesk-card my-card -- --template php\n',
    );
    assert.equal(tree(folder), {});
  }));

test('colours nothing that goes into a pipe, unless it is told to', () =>
  inScratch(async (folder) => {
    const plain = await cli(['--help'], { cwd: folder });
    assert.not.match(plain.stdout, '\x1b');
    const coloured = await cli(['--help'], { cwd: folder, env: { FORCE_COLOR: '1' } });
    assert.match(coloured.stdout, '\x1b[1m');
  }));

for (const word of ['help', 'version', 'devv', 'chekc', 'new']) {
  test(`"${word}" is no folder: it says what was meant, and makes nothing`, () =>
    inScratch(async (cwd) => {
      const { status, stdout, stderr } = await cli([word, '--yes'], { cwd });
      assert.is(status, 1);
      assert.is(stdout, '');
      assert.match(stderr, new RegExp(`^error [^\\n]*"${word}"[^\\n]*create-leaddesk-card [^\\n]*\\n$`));
      assert.equal(tree(cwd), {});
    }));
}

test.run();
