/**
 * Options that npm took for its own.
 *
 * `npm create leaddesk-card my-card --template php`, without npm's `--` before the options, passes `my-card php` on and
 * puts the rest into the environment. To go on would make another card than the one asked for.
 */
import { UserError } from '../../shared/errors.js';
import { commandLine } from './shell.js';

/** Those of our options that mean nothing to npm itself. */
const NAMES = ['template', 'overwrite', 'install', 'package-manager'] as const;

/** @throws UserError that says how to pass the options, when npm has kept one that the command line does not have. */
export function refuseSwallowed(values: Record<string, unknown>, positionals: string[], env: NodeJS.ProcessEnv): void {
  const [dir = 'my-card', ...rest] = positionals;
  const kept = NAMES.filter((name) => env[`npm_config_${name.replace('-', '_')}`] && values[name] === undefined);
  if (!kept.length) return;
  const options = kept.flatMap((name) => {
    const value = env[`npm_config_${name.replace('-', '_')}`]!;
    if (name === 'overwrite' || name === 'install') return [value === 'false' ? `--no-${name}` : `--${name}`];
    return [`--${name}`, value === 'true' ? (rest.shift() ?? 'static') : value];
  });
  const command = commandLine(['npm', 'create', 'leaddesk-card', dir, '--', ...options]);
  throw new UserError(`npm kept --${kept[0]} for itself. Put -- before the options: ${command}`);
}
