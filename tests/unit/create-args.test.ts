import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readOptions } from '../../cli/commands/create/options.js';
import { callingManager, executeCommand, runCommand } from '../../cli/commands/create/package-managers.js';
import { type Option, orList, readArguments } from '../../cli/shared/args.js';

const OPTIONS = {
  template: { type: 'string', short: 't', choices: ['static', 'php'] },
  name: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  git: { type: 'boolean', negatable: true },
} as const satisfies Record<string, Option>;

const readings: [argv: string[], values: object, positionals?: string[]][] = [
  [[], {}],
  [['dir'], {}, ['dir']],
  [['--template', 'php', 'dir'], { template: 'php' }, ['dir']],
  [['--template=php'], { template: 'php' }],
  [['-t', 'php'], { template: 'php' }],
  [['-tphp'], { template: 'php' }],
  [['-yt', 'php'], { yes: true, template: 'php' }],
  [['--git'], { git: true }],
  [['--no-git'], { git: false }],
  [['--git', '--no-git'], { git: false }],
  [['--no-git', '--git'], { git: true }],
  [['-t', 'php', '-t', 'static'], { template: 'static' }],
  [['--name=-x'], { name: '-x' }],
  [['--', '--yes'], {}, ['--yes']],
  [['-'], {}, ['-']],
];

for (const [argv, values, positionals = []] of readings) {
  test(`reads ${JSON.stringify(argv)}`, () =>
    assert.equal(readArguments(argv, OPTIONS, 'it'), { values, positionals }));
}

const faults: [argv: string[], message: string][] = [
  [['--bogus'], 'Unknown option --bogus. See it --help.'],
  [['--tempalte', 'php'], 'Unknown option --tempalte. Did you mean --template? See it --help.'],
  [['--no-gti'], 'Unknown option --no-gti. Did you mean --no-git? See it --help.'],
  [['--no-yes'], 'Unknown option --no-yes. See it --help.'],
  [['--constructor'], 'Unknown option --constructor. See it --help.'],
  [['--__proto__'], 'Unknown option --__proto__. See it --help.'],
  [['-x'], 'Unknown option -x. See it --help.'],
  [['-yx'], 'Unknown option -x. See it --help.'],
  [['--template'], '--template needs a value: static or php.'],
  [['--template='], '--template needs a value: static or php.'],
  [['-t', '--yes'], '-t needs a value: static or php.'],
  [['--name'], '--name needs a value.'],
  [['--template', 'svelte'], 'Unknown template "svelte". Choose static or php.'],
  [['--template', 'constructor'], 'Unknown template "constructor". Choose static or php.'],
  [['--yes=no'], '--yes takes no value. See it --help.'],
  [['--no-git=1'], '--no-git takes no value. See it --help.'],
];

for (const [argv, message] of faults) {
  test(`refuses ${JSON.stringify(argv)}`, () => {
    assert.throws(
      () => readArguments(argv, OPTIONS, 'it'),
      (error: Error) => error.name === 'UserError' && error.message === message,
    );
  });
}

test('lists alternatives as a person would', () => {
  assert.equal([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(orList), ['', 'a', 'a or b', 'a, b or c']);
});

for (const [argv, env, options] of [
  [['my-card', 'php'], { npm_config_template: 'true' }, 'my-card -- --template php'],
  [['my-card'], { npm_config_template: 'php' }, 'my-card -- --template php'],
  [
    ['my-card', 'php', 'pnpm'],
    { npm_config_template: 'true', npm_config_package_manager: 'true' },
    'my-card -- --template php --package-manager pnpm',
  ],
  [['my card'], { npm_config_overwrite: 'true' }, "'my card' -- --overwrite"],
  [[], { npm_config_install: 'false' }, 'my-card -- --no-install'],
] as [string[], NodeJS.ProcessEnv, string][]) {
  test(`says how to pass options that npm has kept for itself: ${options}`, () => {
    assert.throws(
      () => readOptions(argv, [], env),
      (error: Error) => error.message.endsWith(`: npm create leaddesk-card ${options}`),
    );
  });
}

test('an option on the command line is none that npm has kept', () => {
  const env = { npm_config_template: 'php', npm_config_yes: 'true', npm_config_git: 'git' };
  assert.equal(readOptions(['my-card', '-t', 'static'], [], env), { dir: 'my-card', template: 'static' });
});

test('knows the package manager that calls by the name it gives itself', () => {
  const agents: [string | undefined, ReturnType<typeof callingManager>][] = [
    ['npm/11.1.0 node/v20.20.2 linux x64 workspaces/false', { name: 'npm', version: '11.1.0' }],
    ['pnpm/9.0.0 npm/? node/v20.20.2 linux x64', { name: 'pnpm', version: '9.0.0' }],
    ['yarn/1.22.22 npm/? node/v20.20.2 linux x64', { name: 'yarn', version: '1.22.22' }],
    ['bun/1.1.0 npm/? node/v22.0.0 linux x64', { name: 'bun', version: '1.1.0' }],
    ['npminstall/7.0.0 npm/? node/v20.20.2 linux x64', undefined],
    ['', undefined],
    [undefined, undefined],
  ];
  for (const [agent, manager] of agents) assert.equal(callingManager(agent), manager);
});

test('spells commands as each package manager does', () => {
  assert.equal(runCommand('npm', 'dev'), ['npm', 'run', 'dev']);
  assert.equal(runCommand('bun', 'dev'), ['bun', 'run', 'dev']);
  assert.equal(runCommand('pnpm', 'dev'), ['pnpm', 'dev']);
  assert.equal(runCommand('yarn', 'dev'), ['yarn', 'dev']);
  assert.equal(executeCommand(undefined, 'x@1'), ['npx', 'x@1']);
  assert.equal(executeCommand({ name: 'npm', version: '11.0.0' }, 'x@1'), ['npx', 'x@1']);
  assert.equal(executeCommand({ name: 'pnpm', version: '9.0.0' }, 'x@1'), ['pnpm', 'dlx', 'x@1']);
  assert.equal(executeCommand({ name: 'yarn', version: '1.22.22' }, 'x@1'), ['npx', 'x@1']);
  assert.equal(executeCommand({ name: 'yarn', version: '4.0.0' }, 'x@1'), ['yarn', 'dlx', 'x@1']);
  assert.equal(executeCommand({ name: 'bun', version: '1.1.0' }, 'x@1'), ['bunx', 'x@1']);
});

test.run();
