/**
 * `check` as a process.
 *
 * @needs git
 * @on linux, darwin
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from '../../cli/commands/check/index.js';
import { freePort } from '../browser/free-port.js';
import { serve } from '../browser/serve.js';
import { call } from './in-process.js';
import { runAsNobody } from './installed.js';
import { cli, inScratch, plant, root, start, tree } from './scratch.js';

const page = (body: string) =>
  `<!doctype html>\n<html><head><script src="ld.js"></script></head>\n<body>\n${body}\n</body></html>\n`;
const bad = {
  'card/index.html': page('<a href="b.html" target="_top">B</a>\n<button onclick="location=\'b.html\'">B</button>'),
};

test('what it finds it tells with place, effect and fix, and ends with status 1 for an error', () =>
  inScratch(async (cwd) => {
    plant(cwd, bad);
    const { status, stdout, stderr } = await cli(['check', 'card'], { cwd });
    assert.is(status, 1);
    assert.is(stderr, '');
    assert.match(
      stdout,
      /^index\.html\n {2}4:18 +error +leaves-frame\n +It loads .*\n +Stay in .*\n {2}5:9 +warning +script-navigation\n/,
    );
    assert.match(stdout, /1 error, 1 warning in 1 page and 1 script\n/);
    assert.match(stdout, /explain leaves-frame \(or script-navigation\)\n$/);
  }));

test('warnings alone are status 0', () =>
  inScratch(async (cwd) => {
    plant(cwd, { 'index.html': page('<button onclick="location=\'b.html\'">B</button>') });
    const { status, stdout } = await call(check, [], cwd);
    assert.is(status, 0);
    assert.match(stdout, /1 warning/);
  }));

test('a sound card is told to be one', () =>
  inScratch(async (cwd) => {
    plant(cwd, { 'index.html': page('') });
    assert.equal(await call(check, ['.'], cwd), {
      status: 0,
      stdout: '✔ Nothing found in 1 page and 0 scripts\n',
      stderr: '',
    });
  }));

test('as JSON it is all there, and nothing else', () =>
  inScratch(async (cwd) => {
    plant(cwd, bad);
    const { status, stdout } = await call(check, ['card', '--format', 'json'], cwd);
    assert.is(status, 1);
    const { findings, ...rest } = JSON.parse(stdout);
    assert.equal(rest, { errors: 1, warnings: 1, infos: 0, pages: 1, scripts: 1, notes: [] });
    const { effect, fix, docs, ...first } = findings[0];
    assert.equal(first, { id: 'leaves-frame', severity: 'error', file: 'index.html', line: 4, column: 18 });
    assert.type(effect, 'string');
    assert.type(fix, 'string');
  }));

test('for GitHub it is annotations of files, from the folder of the workflow', () =>
  inScratch(async (cwd) => {
    plant(cwd, { 'card/a,b:%.html': bad['card/index.html'] });
    const { stdout } = await call(check, ['card', '--format=github'], cwd);
    const [first, second, end] = stdout.split('\n');
    assert.match(first!, /^::error file=card\/a%2Cb%3A%25\.html,line=4,col=18,title=leaves-frame::It loads /);
    assert.match(second!, /^::warning file=.*,line=5,col=9,title=script-navigation::/);
    assert.is(end, '');
  }));

const choices: [args: string[], ids: string[], status: number][] = [
  [['--only', 'script-navigation'], ['script-navigation'], 0],
  [['--ignore', 'leaves-frame, no-runtime'], ['script-navigation'], 0],
  [['--only=leaves-frame,script-navigation', '--ignore=script-navigation'], ['leaves-frame'], 1],
];
for (const [args, ids, expected] of choices) {
  test(`${args.join(' ')} chooses checks`, () =>
    inScratch(async (cwd) => {
      plant(cwd, bad);
      const { status, stdout } = await call(check, ['card', '--format', 'json', ...args], cwd);
      assert.equal(
        JSON.parse(stdout).findings.map(({ id }: { id: string }) => id),
        ids,
      );
      assert.is(status, expected);
    }));
}

test('files that git, package.json or --exclude leave out are not checked; --max-warnings 0 fails for a warning', () =>
  inScratch(async (cwd) => {
    const warned = page('<button onclick="location=\'b.html\'">B</button>');
    plant(cwd, {
      'index.html': warned,
      'gen/a.html': bad['card/index.html'],
      'old/a.html': bad['card/index.html'],
      'legacy/a.html': bad['card/index.html'],
      '.gitignore': 'gen/',
      'package.json': '{"leaddesk-card":{"check":{"exclude":["old"],"maxWarnings":0}}}',
    });
    const { status, stdout } = await call(check, ['--format', 'json', '--exclude', 'legacy/**'], cwd);
    const { warnings, errors, pages } = JSON.parse(stdout);
    assert.equal([warnings, errors, pages, status], [1, 0, 1, 1]);
    assert.is((await call(check, ['--exclude', 'legacy', '--max-warnings', '1'], cwd)).status, 0);
  }));

test('--run starts the server, checks the address, and ends the server; its output is not in the report', () =>
  inScratch(async (cwd) => {
    const port = await freePort();
    plant(cwd, {
      'server.cjs': `console.log('listening'); require('http').createServer((request, response) => response.writeHead(200, {
        'content-type': 'text/html', 'x-frame-options': 'DENY' }).end('<!doctype html><p>A')).listen(${port}, '127.0.0.1')`,
    });
    const address = `http://127.0.0.1:${port}/`;
    const { status, stdout, stderr } = await cli(['check', '--run', 'node server.cjs', address, '--format', 'json'], {
      cwd,
    });
    assert.is(status, 1, stderr);
    assert.ok(JSON.parse(stdout).findings.some(({ id }: { id: string }) => id === 'frame-options'));
    assert.match(stderr, 'listening');
    await fetch(address).then(
      () => assert.unreachable('the server still answers'),
      () => {},
    );
  }));

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'core.autocrlf=false', ...args], {
    cwd,
  });

/** A card with a link out of the frame, in an encoding. */
const linking = (attribute: string, encoding: BufferEncoding) =>
  Buffer.from(
    `${encoding === 'utf16le' ? '\ufeff' : ''}${page(`<p>\xe4</p>\r\n<a href="b.html"${attribute}>B</a>`)}`,
    encoding,
  );

test('--fix mends what is committed, byte for byte, and ends with the status of what is left', () =>
  inScratch(async (cwd) => {
    plant(cwd, { 'ld.js': 'window.ld="ld_referrer"' });
    const files = [
      ['latin1.html', 'latin1'],
      ['utf8.html', 'utf8'],
      ['utf16.html', 'utf16le'],
    ] as const;
    for (const [name, encoding] of files) writeFileSync(path.join(cwd, name), linking(' target="_top"', encoding));
    const before = tree(cwd);
    const outside = await call(check, ['--fix=links'], cwd);
    assert.equal([outside.status, outside.stdout], [2, '']);
    assert.match(outside.stderr, /not in a git repository.*--force/);
    const dry = await call(check, ['--fix=links', '--dry-run'], cwd);
    assert.match(dry.stdout, /^--- a\/latin1\.html\n\+\+\+ b\/latin1\.html\n@@/);
    assert.match(dry.stdout, /\nWould mend 3 findings in 3 files\n/);
    assert.equal(tree(cwd), before);
    git(cwd, 'init', '-q');
    const dirty = await call(check, ['--fix=links'], cwd);
    assert.is(dirty.status, 2);
    assert.match(dirty.stderr, /not committed \(4 files\).*--force/);
    git(cwd, 'add', '-A');
    git(cwd, 'commit', '-qm', 'A');
    const { status, stdout } = await call(check, ['--fix=links'], cwd);
    assert.is(status, 0, stdout);
    assert.match(stdout, /^✔ Mended 3 findings in 3 files: latin1\.html, utf16\.html, utf8\.html\n/);
    for (const [name, encoding] of files) assert.equal(readFileSync(path.join(cwd, name)), linking('', encoding), name);
    const again = await call(check, ['--fix=links', '--force', '--format', 'json'], cwd);
    assert.equal(JSON.parse(again.stdout).mended, { count: 0, files: [] });
  }));

test('--fix writes all files or none', () =>
  inScratch(async (folder) => {
    const cwd = path.join(folder, 'card');
    plant(cwd, { ...bad, 'card/sub/a.html': bad['card/index.html'] });
    chmodSync(path.join(cwd, 'card/sub'), 0o555);
    const { status, stderr } = await runAsNobody(['check', 'card', '--fix=links', '--force'], cwd);
    assert.is(status, 2);
    assert.match(stderr, /Cannot write in .*permission denied/);
    for (const name of ['card/index.html', 'card/sub/a.html'])
      assert.is(readFileSync(path.join(cwd, name), 'utf8'), bad['card/index.html']);
    chmodSync(path.join(cwd, 'card/sub'), 0o755);
  }));

test('an address is walked, and its findings have addresses', () =>
  inScratch(async (cwd) => {
    const site = await serve({
      '/': { headers: { 'x-frame-options': 'DENY' }, body: page('<a href="/b">B</a>') },
      '/ld.js': { headers: { 'content-type': 'text/javascript' }, body: 'window.ld="ld_referrer"' },
    });
    const { status, stdout, stderr } = await call(check, [`${site.origin}/?phone={phone}`, '--format', 'json'], cwd);
    await site.close();
    assert.is(stderr, '');
    assert.is(status, 1);
    assert.equal(
      JSON.parse(stdout).findings.map(({ id, file }: { id: string; file: string }) => [
        id,
        file.replace(site.origin, ''),
      ]),
      [
        ['frame-options', '/?phone=%2B46313900601'],
        ['no-answer', '/b'],
      ],
    );
  }));

const wrong: [args: string[], message: RegExp][] = [
  [['none'], /Cannot read none/],
  [['empty'], /no pages and no scripts/],
  [['card/index.html'], /is a file/],
  [['a', 'b'], /one folder or address/],
  [['ftp://a.example/'], /not a web address/],
  [['http://127.0.0.1:1/'], /can not be reached/],
  [['--formt', 'json'], /Unknown option --formt/],
  [['--format'], /--format needs a value/],
  [['--format', 'xml'], /pretty, json, github or sarif/],
  [['--max-warnings', 'x'], /takes a number/],
  [['card', '--run', 'node server.js'], /needs the address/],
  [['--fix', 'http://127.0.0.1:1/'], /files of a folder/],
  [['--fix=all'], /Choose links/],
  [['--force'], /belongs to --fix/],
  [['http://me:s3cret@127.0.0.1:1/'], /^error http:\/\/127\.0\.0\.1:1\/ can not be reached/],
  [['--only', 'leave-frame'], /no check "leave-frame".*leaves-frame/],
];
for (const [args, message] of wrong) {
  test(`check ${args.join(' ')} is one line and status 2`, () =>
    inScratch(async (cwd) => {
      plant(cwd, { ...bad, 'empty/a.txt': '' });
      const { status, stdout, stderr } = await call(check, [...args], cwd);
      assert.is(status, 2);
      assert.is(stdout, '');
      assert.match(stderr, message);
      assert.is(stderr.trimEnd().split('\n').length, 1);
    }));
}

test('a file that can not be read is one line and status 2', () =>
  inScratch(async (folder) => {
    const cwd = path.join(folder, 'cwd');
    plant(cwd, { 'index.html': page('') });
    chmodSync(`${cwd}/index.html`, 0o000);
    const { status, stderr } = await runAsNobody(['check'], cwd);
    assert.is(status, 2);
    assert.match(stderr, /Cannot read index\.html: permission denied/);
  }));

test('--browser without playwright-core is one line that says what to install, and status 2', () =>
  inScratch(async (cwd) => {
    cpSync(path.join(root, 'dist'), path.join(cwd, 'package/dist'), { recursive: true });
    plant(cwd, { 'package/package.json': '{"version":"1.0.0"}', 'card/index.html': page('') });
    const { status, stdout, stderr } = await start(
      process.execPath,
      [path.join(cwd, 'package/dist/cli.mjs'), 'check', 'card', '--browser'],
      { cwd },
    ).ended;
    assert.equal({ status, stdout }, { status: 2, stdout: '' });
    assert.match(stderr, /needs playwright-core, .* npm install --save-dev playwright-core\n$/);
  }));

test('its help lists every check', () =>
  inScratch(async (cwd) => {
    const { status, stdout } = await call(check, ['--help'], cwd);
    assert.is(status, 0);
    for (const id of ['no-runtime', 'frame-ancestors', 'idle-ends-call'])
      assert.match(stdout, new RegExp(`^  ${id} +\\S`, 'm'));
  }));

test.run();
