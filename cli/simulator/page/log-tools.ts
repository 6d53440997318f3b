/** What can be done with the log: filter, clear, copy and export it. */
import type { Entry } from '../log.js';
import type { LogFile } from '../log-file.js';
import type { Report, View } from '../wire.js';
import { byId, saveJson, toast } from './dom.js';
import { isProblem, nameOf } from './log-row.js';
import type { LogView } from './log-view.js';

export function createLogTools(log: LogView, report: (report: Report) => void) {
  const text = byId<HTMLInputElement>('log-text');
  const kind = byId<HTMLSelectElement>('log-kind');
  let view: View | undefined;

  const fits = (entry: Entry) => fitsKind(entry, kind.value) && fitsText(entry, text.value);
  text.oninput = kind.onchange = () => log.filter(fits);

  byId('log-problems').onclick = () => {
    kind.value = kind.value === 'problem' ? 'all' : 'problem';
    log.filter(fits);
  };
  byId('log-clear').onclick = () => report({ kind: 'clear' });
  byId('log-copy').onclick = async () => {
    const shown = log.entries.filter(fits);
    await navigator.clipboard.writeText(JSON.stringify(fileOf(shown), null, 2)).then(
      () => toast(`Copied ${shown.length} entries as JSON.`),
      () => toast('The browser does not let this page copy.'),
    );
  };
  byId('log-export').onclick = () => saveJson('leaddesk-card-log', fileOf(log.entries.filter(fits)));
  function fileOf(entries: readonly Entry[]): LogFile {
    return {
      format: 'leaddesk-card-log',
      version: 2,
      ...(view && {
        contact: view.state.contact,
        address: view.address,
        presets: view.presets,
        hostOrigin: location.origin,
        cardOrigin: new URL(view.filled).origin,
      }),
      entries,
    };
  }

  return {
    show(shown: View) {
      view = shown;
    },
  };
}

function fitsKind(entry: Entry, kind: string): boolean {
  if (kind === 'problem') return isProblem(entry);
  return kind === 'all' || entry.kind === kind;
}

function fitsText(entry: Entry, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const content = [nameOf(entry), entry.name, entry.page, entry.payload, entry.verdict.kind, entry.verdict.text]
    .join(' ')
    .toLowerCase();
  return words.every((word) => content.includes(word));
}
