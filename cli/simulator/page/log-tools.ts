/** What can be done with the log: filter, clear, copy, export and replay it. */
import type { Entry } from '../log.js';
import type { LogFile } from '../log-file.js';
import type { Report, View } from '../wire.js';
import { byId, make, setText, toast } from './dom.js';
import type { LogView } from './log-view.js';

export function createLogTools(log: LogView, report: (report: Report) => void) {
  const text = byId<HTMLInputElement>('log-text');
  const kind = byId<HTMLSelectElement>('log-kind');
  const file = byId<HTMLInputElement>('log-file');
  const menu = byId<HTMLDetailsElement>('log-replay');
  let view: View | undefined;

  const fits = (entry: Entry) => fitsKind(entry, kind.value) && fitsText(entry, text.value);
  text.oninput = kind.onchange = () => log.filter(fits);

  byId('log-clear').onclick = () => report({ kind: 'clear' });
  byId('log-copy').onclick = async () => {
    const shown = log.entries.filter(fits);
    await navigator.clipboard.writeText(asJson(shown)).then(
      () => toast(`Copied ${shown.length} entries as JSON.`),
      () => toast('The browser does not let this page copy.'),
    );
  };
  byId('log-export').onclick = () => {
    const href = URL.createObjectURL(new Blob([asJson(log.entries.filter(fits))], { type: 'application/json' }));
    make('a', { href, download: `leaddesk-card-log-${new Date().toISOString().replace(/[:.]/g, '-')}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(href));
  };
  byId('log-replay-this').onclick = () => {
    menu.open = false;
    report({ kind: 'replay' });
  };
  byId('log-replay-file').onclick = () => {
    menu.open = false;
    file.click();
  };
  byId('log-replay-stop').onclick = () => report({ kind: 'stop-replay' });
  file.onchange = async () => {
    const chosen = file.files?.[0];
    file.value = '';
    if (!chosen) return;
    try {
      report({ kind: 'replay', file: JSON.parse(await chosen.text()) });
    } catch {
      toast(`${chosen.name} is no JSON file.`);
    }
  };

  function asJson(entries: readonly Entry[]): string {
    const file: LogFile = {
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
    return JSON.stringify(file, null, 2);
  }

  return {
    show(shown: View) {
      view = shown;
      const { replay } = view;
      menu.hidden = replay !== null;
      byId('log-replay-now').hidden = replay === null;
      setText(byId('log-replay-progress'), replay ? `Replaying ${replay.done} of ${replay.total}` : '');
    },
  };
}

function fitsKind(entry: Entry, kind: string): boolean {
  if (kind === 'problem') return entry.verdict.kind !== 'valid' && entry.verdict.kind !== 'note';
  return kind === 'all' || entry.kind === kind;
}

function fitsText(entry: Entry, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const content = [entry.name, entry.page, entry.payload, entry.verdict.kind, entry.verdict.text]
    .join(' ')
    .toLowerCase();
  return words.every((word) => content.includes(word));
}
