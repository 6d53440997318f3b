/**
 * The questions, at a real terminal: what is asked, what each key does, and every way of saying no.
 *
 * @needs script
 * @on linux
 */
import { existsSync, readdirSync, readFileSync, watch } from 'node:fs';
import path from 'node:path';
import prompts from 'prompts';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ask } from '../../cli/commands/create/prompts.js';
import { within } from '../browser/until.js';
import { inScratch, plant, program, tree } from './scratch.js';
import { Terminal, word } from './terminal.js';

const ENTER = '\r';
const DOWN = '\x1b[B';
const CTRL_C = '\x03';
const CTRL_D = '\x04';
const ESCAPE = '\x1b';

const node = word(process.execPath);

/** The built command line in its own terminal. */
function open(cwd: string, args = '', env: NodeJS.ProcessEnv = {}): Terminal {
  return new Terminal(`exec ${node} ${word(program)} ${args}`, { cwd, env });
}

test('asks for everything that no option says, and Enter takes the defaults', () =>
  inScratch(async (cwd) => {
    const terminal = open(cwd);
    await terminal.until(/Folder for the new card: › my-card/);
    terminal.type(ENTER);
    await terminal.until(/Template:[^]*static - HTML[^]*typescript[^]*express[^]*php/);
    terminal.type(ENTER);
    await terminal.until(/Language of the card's texts:[^]*English[^]*suomi[^]*svenska/);
    terminal.type(ENTER);
    await terminal.until(/Install the dependencies with npm now\?.*\(y\/N\)/);
    terminal.type(ENTER);
    await terminal.until(/Make it a git repository\?.*\(y\/N\)/);
    terminal.type(ENTER);
    await terminal.until(/Made a card of the template static in my-card/);
    assert.is(await terminal.status, 0);
    assert.ok(terminal.cursorIsVisible);
    assert.equal(readdirSync(cwd), ['my-card']);
    assert.not(existsSync(path.join(cwd, 'my-card/node_modules')));
    assert.not(existsSync(path.join(cwd, 'my-card/.git')));
  }));

test('asks for nothing that an option says', () =>
  inScratch(async (cwd) => {
    const terminal = open(cwd, 'my-card --template static --no-install --no-git');
    assert.is(await terminal.status, 0);
    assert.not.match(terminal.output, '?');
  }));

for (const [what, args, env] of [
  ['--yes', 'my-card --yes', {}],
  ['CI', 'my-card', { CI: 'true' }],
] as const) {
  test(`asks for nothing with ${what}`, () =>
    inScratch(async (cwd) => {
      const terminal = open(cwd, args, env);
      assert.is(await terminal.status, 0);
      assert.not.match(terminal.output, '?');
      assert.equal(readdirSync(cwd), ['my-card']);
    }));
}

test('asks for nothing when its output is not a terminal', () =>
  inScratch(async (cwd) => {
    const terminal = new Terminal(`${node} ${word(program)} | cat`, { cwd });
    await terminal.until(/Made a card of the template static in my-card/);
    await terminal.status;
    assert.not.match(terminal.output, '?');
  }));

test('asks for nothing when its input is not a terminal', () =>
  inScratch(async (cwd) => {
    const terminal = new Terminal(`${node} ${word(program)} < /dev/null`, { cwd });
    assert.is(await terminal.status, 0);
    assert.not.match(terminal.output, '?');
  }));

test('takes what is typed and chosen', () =>
  inScratch(async (cwd) => {
    const terminal = open(cwd);
    await terminal.until(/Folder/);
    terminal.type(`  My typed card ${ENTER}`);
    await terminal.until(/Template:/);
    terminal.type(DOWN + ENTER);
    await terminal.until(/Language/);
    terminal.type(DOWN + ENTER);
    await terminal.until(/Install/);
    terminal.type('n');
    await terminal.until(/git/);
    terminal.type('y');
    assert.is(await terminal.status, 0);
    assert.match(terminal.text, /Made a card of the template typescript in My typed card/);
    assert.match(terminal.text, /'My typed card' --template typescript --lang fi --yes --git/);
    assert.ok(existsSync(path.join(cwd, 'My typed card/.git/HEAD')));
  }));

test('asks again for a folder that cannot be one', () =>
  inScratch(async (cwd) => {
    plant(cwd, { notes: 'mine' });
    const terminal = open(cwd, '-t static --no-install --no-git');
    await terminal.until(/Folder/);
    terminal.type(`notes${ENTER}`);
    await terminal.until(/notes is a file, not a folder/);
    terminal.type(`2${ENTER}`);
    assert.is(await terminal.status, 0);
    assert.equal(readdirSync(cwd).sort(), ['notes', 'notes2']);
  }));

test('does not ask for a git repository inside of one', () =>
  inScratch(async (cwd) => {
    plant(cwd, { '.git/HEAD': 'ref: refs/heads/main\n' });
    const terminal = open(cwd, 'my-card -t static --no-install');
    assert.is(await terminal.status, 0);
    assert.not.match(terminal.text, /git repository/);
  }));

test('keys typed ahead wait for their question', () =>
  inScratch(async (cwd) => {
    const terminal = open(cwd);
    await terminal.until(/Folder/);
    terminal.type(`ahead${ENTER}${ENTER}${ENTER}nn`);
    assert.is(await terminal.status, 0);
    assert.equal(readdirSync(cwd), ['ahead']);
  }));

test('a bracketed paste is its text, and its line breaks are no Enter', () =>
  inScratch(async (cwd) => {
    const terminal = open(cwd, '-t static --no-install --no-git');
    await terminal.until(/Folder/);
    terminal.type('\x1b[200~pasted\r\n name\n\x1b[201~');
    await terminal.until(/pasted name/);
    terminal.type(ENTER);
    assert.is(await terminal.status, 0);
    assert.equal(readdirSync(cwd), ['pasted name']);
  }));

test('a bracketed paste may arrive in pieces', () =>
  inScratch(async (cwd) => {
    const terminal = open(cwd, '-t static --no-install --no-git');
    await terminal.until(/Folder/);
    terminal.type('\x1b[200~one');
    await terminal.until(/one/);
    terminal.type('\rtwo');
    await terminal.until(/onetwo/);
    terminal.type('\x1b[201~');
    terminal.type(ENTER);
    assert.is(await terminal.status, 0);
    assert.equal(readdirSync(cwd), ['onetwo']);
  }));

test('keys that nothing knows type nothing, and break nothing', () =>
  inScratch(async (cwd) => {
    const unknown = '\x1bOP\x1b[15~\x1b[1;5C\x15\x0b\x1b[<0;1;1M';
    const terminal = open(cwd);
    await terminal.until(/Folder/);
    terminal.type(`${unknown}a${unknown}b${ENTER}`);
    await terminal.until(/Template:/);
    terminal.type(unknown + ENTER);
    await terminal.until(/Language/);
    terminal.type(unknown + ENTER);
    await terminal.until(/Install/);
    terminal.type(unknown + ENTER);
    await terminal.until(/git/);
    terminal.type(unknown + ENTER);
    assert.is(await terminal.status, 0);
    assert.equal(readdirSync(cwd), ['ab']);
  }));

test('characters beyond the basic plane stay whole', () =>
  inScratch(async (cwd) => {
    const terminal = open(cwd, '-t static --no-install --no-git');
    await terminal.until(/Folder/);
    terminal.type(`😀 日本語 é${ENTER}`);
    assert.is(await terminal.status, 0);
    assert.equal(readdirSync(cwd), ['😀 日本語 é']);
  }));

const questions: [name: RegExp, args: string, before: Record<string, string>][] = [
  [/Folder/, '', {}],
  [/Template:/, 'my-card', {}],
  [/my-card is not empty \(notes\.txt\)/, 'my-card -t static', { 'my-card/notes.txt': 'mine' }],
  [/Install/, 'my-card -t static', {}],
  [/git/, 'my-card -t static --no-install', {}],
];

for (const [question, args, before] of questions) {
  for (const [key, keys] of Object.entries({ CTRL_C, CTRL_D, ESCAPE })) {
    test(`${key} at the question ${question} is one line, status 130, and a cursor to go on with`, () =>
      inScratch(async (cwd) => {
        plant(cwd, before);
        const planted = tree(cwd);
        const terminal = open(cwd, args);
        await terminal.until(question);
        terminal.type(keys);
        await terminal.until(/\r\nCancelled: nothing was changed\.\r\n$/);
        assert.is(await terminal.status, 130);
        assert.is(terminal.text.match(/Cancelled/g)!.length, 1);
        assert.ok(terminal.cursorIsVisible);
        assert.equal(tree(cwd), planted);
      }));
  }
}

test('Ctrl-C after some answers leaves nothing of them', () =>
  inScratch(async (cwd) => {
    const terminal = open(cwd);
    await terminal.until(/Folder/);
    terminal.type(`half${ENTER}`);
    await terminal.until(/Template:/);
    terminal.type(ENTER);
    await terminal.until(/Language/);
    terminal.type(ENTER);
    await terminal.until(/Install/);
    terminal.type(CTRL_C);
    assert.is(await terminal.status, 130);
    assert.equal(tree(cwd), {});
  }));

test('a folder that is not empty: Enter cancels', () =>
  inScratch(async (cwd) => {
    plant(cwd, { 'my-card/notes.txt': 'mine' });
    const terminal = open(cwd, 'my-card -t static');
    await terminal.until(/my-card is not empty \(notes\.txt\)/);
    terminal.type(ENTER);
    await terminal.until(/Cancelled: nothing was changed\./);
    assert.is(await terminal.status, 130);
    assert.ok(terminal.cursorIsVisible);
    assert.equal(tree(cwd), { 'my-card': '/', 'my-card/notes.txt': 'mine' });
  }));

test('a folder that is not empty: going on names what is replaced, and keeps the rest', () =>
  inScratch(async (cwd) => {
    plant(cwd, { 'my-card/notes.txt': 'mine', 'my-card/index.html': 'old' });
    const terminal = open(cwd, 'my-card -t static --no-install --no-git');
    await terminal.until(/Cancel/);
    terminal.type(DOWN);
    await terminal.until(/Go on - replaces index\.html, keeps everything else/);
    terminal.type(ENTER);
    assert.is(await terminal.status, 0);
    assert.is(readFileSync(path.join(cwd, 'my-card/notes.txt'), 'utf8'), 'mine');
    assert.not.match(readFileSync(path.join(cwd, 'my-card/index.html'), 'utf8'), 'old');
  }));

for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
  test(`nothing is coloured with ${JSON.stringify(env)}`, () =>
    inScratch(async (cwd) => {
      const terminal = open(cwd, '', env);
      await terminal.until(/Folder/);
      terminal.type(ENTER.repeat(5));
      assert.is(await terminal.status, 0);
      assert.not.match(terminal.output, /\x1b\[[\d;]*m/);
    }));
}

test('without NO_COLOR the questions are coloured', () =>
  inScratch(async (cwd) => {
    const terminal = open(cwd, '-t static');
    await terminal.until(/Folder/);
    terminal.type(CTRL_C);
    await terminal.status;
    assert.match(terminal.output, /\x1b\[36m\?/);
  }));

test('when the terminal goes away during a question, the program ends, cancelled', () =>
  inScratch(async (cwd) => {
    // The shell tells how the program ended, since the terminal cannot any more.
    const terminal = new Terminal(
      `trap '' HUP; ${node} ${word(program)} my-card; echo $? > status.tmp; mv status.tmp status`,
      { cwd },
    );
    await terminal.until(/Template:/);
    const told = new Promise<void>((resolve) => {
      const watcher = watch(cwd, () => {
        if (!existsSync(path.join(cwd, 'status'))) return;
        watcher.close();
        resolve();
      });
    });
    terminal.close();
    await within(told, 'the end of the program');
    assert.equal(tree(cwd), { status: '130\n' });
  }));

for (const [signal, status] of [
  ['INT', 130],
  ['TERM', 143],
  ['HUP', 129],
] as const) {
  test(`SIG${signal} during a question shows the cursor and gives status ${status}`, () =>
    inScratch(async (cwd) => {
      const terminal = new Terminal(`echo pid $$; exec ${node} ${word(program)} my-card`, { cwd });
      await terminal.until(/pid \d+/);
      const pid = Number(/pid (\d+)/.exec(terminal.text)![1]);
      await terminal.until(/Template:/);
      process.kill(pid, `SIG${signal}`);
      assert.is(await terminal.status, status);
      assert.match(terminal.text, /Cancelled: nothing was changed\.\r\n$/);
      assert.ok(terminal.cursorIsVisible);
      assert.equal(tree(cwd), {});
    }));
}

test('an answer that gets past the prompt unchecked is checked all the same', async () => {
  prompts.inject(['bad', 'good']);
  const question = {
    type: 'text',
    message: 'x',
    fault: (answer: string) => (answer === 'bad' ? 'not that' : undefined),
  } as const;
  try {
    await ask(question);
    assert.unreachable('took an answer that its check refuses');
  } catch (error) {
    assert.is((error as Error).message, 'not that');
  }
  assert.is(await ask(question), 'good');
});

test.run();
