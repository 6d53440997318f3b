/** Talks to a running `dev` from another process of the same user. */
import { UserError } from '../../shared/errors.js';
import { readDevFile } from './dev-file.js';

/**
 * Sends a request to the `dev` that was started in this folder or above it.
 *
 * @param path from the simulator's origin on.
 * @param body is sent as JSON, by POST.
 * @throws UserError when no `dev` runs, or when it refuses; its own words then.
 */
export async function askDev(path: string, body?: object): Promise<Response> {
  const file = readDevFile(process.cwd());
  if (!file) throw new UserError('No dev runs in this folder or above it. Start it: leaddesk-card dev');
  const headers = { authorization: `Bearer ${file.token}`, ...(body && { 'content-type': 'application/json' }) };
  let response: Response;
  try {
    response = await fetch(file.url + path, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
  } catch {
    throw new UserError(`The dev at ${file.url} does not answer: it has ended. Start it again: leaddesk-card dev`);
  }
  if (response.ok) return response;
  const { error } = (await response.json().catch(() => ({}))) as { error?: string };
  throw new UserError(error ?? `The dev at ${file.url} answers with ${response.status}.`);
}
