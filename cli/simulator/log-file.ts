/** A log as a file: what the simulator exports, and what it and the debug panel have saved. */
import type { Entry } from './log.js';
import { isPreset, type PresetName } from './presets.js';
import type { Contact } from './state.js';

/** An exported log, version 2. Each field but the entries may be absent: the debug panel does not know them all. */
export interface LogFile {
  readonly format: 'leaddesk-card-log';
  readonly version: 2;
  /** The contact for which the card was opened. */
  readonly contact?: Contact;
  /** The card's address with its placeholders. */
  readonly address?: string;
  readonly presets?: readonly PresetName[];
  readonly hostOrigin?: string;
  readonly cardOrigin?: string;
  readonly entries: readonly Entry[];
}

/** @returns the file as a log of version 2, or what is wrong with it, in words. */
export function readLogFile(file: unknown): LogFile | string {
  const log = (typeof file === 'object' && file !== null ? file : {}) as Record<string, unknown>;
  const { format, version, entries } = log;
  if (format !== 'leaddesk-card-log' || !Array.isArray(entries))
    return 'This is not a log that the simulator exported.';
  // Version 1 has entries only.
  if (version !== 1 && version !== 2)
    return `This log has the format's version ${JSON.stringify(version)}, and this simulator reads 1 and 2. Use a newer one.`;
  for (const [index, entry] of entries.entries()) {
    const fault = faultOf(entry);
    if (fault) return `Entry ${index + 1} of this log is damaged: ${fault}.`;
  }
  const { contact, address, presets, hostOrigin, cardOrigin } = log;
  if (contact !== undefined && !isContact(contact))
    return 'The contact of this log is damaged: its fields are no texts.';
  if (presets !== undefined && !Array.isArray(presets)) return 'The presets of this log are damaged: they are no list.';
  return {
    format,
    version: 2,
    ...(contact !== undefined && { contact }),
    ...(typeof address === 'string' && { address }),
    ...(presets !== undefined && { presets: presets.filter((name) => typeof name === 'string' && isPreset(name)) }),
    ...(typeof hostOrigin === 'string' && { hostOrigin }),
    ...(typeof cardOrigin === 'string' && { cardOrigin }),
    entries,
  };
}

function faultOf(entry: Partial<Entry> | null | undefined): string | null {
  if (typeof entry !== 'object' || entry === null) return 'it is no object';
  if (typeof entry.kind !== 'string') return 'it has no kind';
  if (typeof entry.at !== 'number' || !Number.isFinite(entry.at)) return 'it has no time';
  if (typeof entry.name !== 'string') return 'it has no name';
  if (entry.kind === 'event' && entry.payload !== undefined && !eventOf(entry)) return 'its payload is no event';
  return null;
}

/** The event that an entry tells of; `null`: none. */
export function eventOf({ payload }: Pick<Partial<Entry>, 'payload'>): { type: string; data?: unknown } | null {
  try {
    const event = JSON.parse(payload ?? '');
    return typeof event?.type === 'string' ? event : null;
  } catch {
    return null;
  }
}

function isContact(value: unknown): value is Contact {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((text) => typeof text === 'string')
  );
}
