/** What tests need, where it is, and how it gets here. Nothing is skipped: what is missing stops the tests. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../../cli/shared/errors.js';

interface Program {
  /** Names to look for, in the folders of `PATH` or in those given. */
  files: string[];
  folders?: () => string[];
  /** The environment variable that says where it is instead. */
  variable: string;
  /** The package of Debian that has it. */
  package: string;
  /** Tests run without it too, but slower. */
  isOptional?: boolean;
}

const programs = {
  chromium: { files: ['chromium'], variable: 'CHROMIUM_PATH', package: 'chromium' },
  // The same engine without the windows of a browser, which take half of the time.
  headlessShell: {
    files: ['chromium-headless-shell'],
    variable: 'CHROMIUM_PATH',
    package: 'chromium-headless-shell',
    isOptional: true,
  },
  firefox: { files: ['firefox-esr', 'firefox'], variable: 'FIREFOX_PATH', package: 'firefox-esr' },
  webKitDriver: { files: ['WebKitWebDriver'], variable: 'WEBKIT_DRIVER_PATH', package: 'webkit2gtk-driver' },
  miniBrowser: {
    files: ['MiniBrowser'],
    folders: webKitFolders,
    variable: 'MINIBROWSER_PATH',
    package: 'webkit2gtk-driver',
  },
  xvfb: { files: ['Xvfb'], variable: 'XVFB_PATH', package: 'xvfb' },
  php: { files: ['php'], variable: 'PHP_PATH', package: 'php-cli' },
  git: { files: ['git'], variable: 'GIT_PATH', package: 'git' },
  /** It makes terminals. */
  script: { files: ['script'], variable: 'SCRIPT_PATH', package: 'bsdutils' },
} satisfies Record<string, Program>;

export type ProgramName = keyof typeof programs;

const programsOfEngine = {
  chromium: ['chromium', 'headlessShell'],
  firefox: ['firefox'],
  webkit: ['webKitDriver', 'miniBrowser', 'xvfb'],
} satisfies Record<string, ProgramName[]>;

export type EngineName = keyof typeof programsOfEngine;

/** What a test can declare that it needs. */
export type Need = EngineName | ProgramName;

export const allEngines = Object.keys(programsOfEngine) as EngineName[];

/** The engines to test: all, or those that the environment variable `ENGINES` names. */
export function engines(): EngineName[] {
  const wanted = process.env.ENGINES?.split(',') ?? allEngines;
  const unknown = wanted.find((name) => !allEngines.includes(name as EngineName));
  if (unknown !== undefined) throw new UserError(`ENGINES names "${unknown}": use ${allEngines.join(', ')}.`);
  return allEngines.filter((name) => wanted.includes(name));
}

/** Whether a test can declare this as a need. */
export function isNeed(name: string): name is Need {
  return name in programsOfEngine || name in programs;
}

/** Where a program is. Throws a UserError when it is missing. */
export function locate(name: ProgramName): string {
  const file = search(programs[name]);
  if (file === undefined) throw new UserError(explain([name]));
  return file;
}

/** Where a program is, or what serves as well. Throws a UserError when both are missing. */
export function locateOr(name: ProgramName, instead: ProgramName): string {
  return search(programs[name]) ?? locate(instead);
}

/** Installs what is needed and this machine does not have: on Debian, for root. Elsewhere throws a UserError. */
export function installMissing(needs: Need[], isRoot = process.getuid?.() === 0): void {
  const names = new Set(needs.flatMap((name): ProgramName[] => (isEngine(name) ? programsOfEngine[name] : [name])));
  const missing = (optional: boolean) =>
    [...names].filter((name) => {
      const program: Program = programs[name];
      return (program.isOptional ?? false) === optional && !search(program);
    });
  if (isRoot && onPath('apt-get')) {
    // One after the other: a package that a release does not have takes no other with it.
    for (const optional of [false, true]) {
      const packages = packagesOf(missing(optional));
      if (packages.length > 0) installPackages(packages);
    }
  }
  const lacking = missing(false);
  if (lacking.length > 0) throw new UserError(explain(lacking));
}

function isEngine(name: Need): name is EngineName {
  return name in programsOfEngine;
}

function installPackages(packages: string[]): void {
  console.log(`Installing ${packages.join(', ')}`);
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
  const install = () => apt('install', '-y', '--no-install-recommends', '--no-remove', ...packages);
  let result = install();
  if (result.status !== 0) {
    // The lists of a fresh image are empty or old.
    apt('update');
    result = install();
  }
  if (result.status !== 0) console.error(result.stdout + result.stderr);
}

function explain(names: ProgramName[]): string {
  const variables = names.map((name) => programs[name].variable).join(', ');
  return (
    `Missing for the tests: ${names.join(', ')}. ` +
    `Install them (Debian: apt-get install ${packagesOf(names).join(' ')}), or say where they are in ${variables}.`
  );
}

function packagesOf(names: ProgramName[]): string[] {
  return [...new Set(names.map((name) => programs[name].package))];
}

function search({ files, folders, variable }: Program): string | undefined {
  const told = process.env[variable];
  if (told !== undefined && !isExecutable(told)) throw new UserError(`${variable} is "${told}": there is no program.`);
  return told ?? files.map((file) => onPath(file, folders?.())).find((file) => file !== undefined);
}

function onPath(file: string, folders = (process.env.PATH ?? '').split(path.delimiter)): string | undefined {
  const name = process.platform === 'win32' ? `${file}.exe` : file;
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Each release of WebKitGTK's interface has its folder: in Debian below that of the architecture. */
function webKitFolders(): string[] {
  const within = (folder: string) => {
    try {
      return readdirSync(folder).map((name) => path.join(folder, name));
    } catch {
      return [];
    }
  };
  const below = ['/usr/lib', '/usr/libexec', ...within('/usr/lib').filter((folder) => folder.endsWith('-linux-gnu'))];
  return below
    .flatMap(within)
    .filter((folder) => /webkit2?gtk-[\d.]+$/.test(folder))
    .sort();
}
