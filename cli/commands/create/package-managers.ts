/** Package managers: which one called, and how each of them spells what a person does next. */

export const packageManagers = ['npm', 'pnpm', 'yarn', 'bun'] as const;
export type PackageManager = (typeof packageManagers)[number];

/** The package manager that runs this program, and its version, from the name that it gives itself. */
export function callingManager(userAgent = ''): { name: PackageManager; version: string } | undefined {
  const [name, version = ''] = userAgent.split(' ')[0]!.split('/');
  const known = packageManagers.find((manager) => manager === name);
  return known && { name: known, version };
}

/** The command that installs a project's dependencies. */
export function installCommand(manager: PackageManager): string[] {
  return [manager, 'install'];
}

/** The command that runs a script of a project's. */
export function runCommand(manager: PackageManager, script: string): string[] {
  return manager === 'yarn' || manager === 'pnpm' ? [manager, script] : [manager, 'run', script];
}

/**
 * The command that runs a program straight from the registry, up to its arguments. Yarn 1 has none for a version, but
 * comes with npm.
 */
export function executeCommand(caller: { name: PackageManager; version: string } | undefined, spec: string): string[] {
  if (caller?.name === 'pnpm') return ['pnpm', 'dlx', spec];
  if (caller?.name === 'bun') return ['bunx', spec];
  if (caller?.name === 'yarn' && !/^[01]\./.test(caller.version)) return ['yarn', 'dlx', spec];
  return ['npx', spec];
}
