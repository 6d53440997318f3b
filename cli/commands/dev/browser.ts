/** Opens an address in the user's browser. */
import { spawn } from 'node:child_process';

const OPENERS: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** @param failed is called when there is no browser to open: the address is printed anyway. */
export function openBrowser(url: string, failed: () => void): void {
  const [program, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', failed);
  child.on('exit', (status) => status && failed());
  child.unref();
}
