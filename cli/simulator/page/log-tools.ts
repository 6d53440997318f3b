/** What can be done with the log: filter, clear, copy, export and replay it. */
import type { Entry } from '../log.js';
import type { LogFile } from '../log-file.js';
import { scenarioFromLog } from '../scenario/from-log.js';
import type { Report, View } from '../wire.js';
import { clock } from './call-bar.js';
import { byId, make, setText, toast } from './dom.js';
import { isProblem, nameOf } from './log-row.js';
import type { LogView } from './log-view.js';

export function createLogTools(log: LogView, report: (report: Report) => void) {
  const text = byId<HTMLInputElement>('log-text');
  const kind = byId<HTMLSelectElement>('log-kind');
  const file = byId<HTMLInputElement>('log-file');
  const menu = byId<HTMLDetailsElement>('log-replay');
  const record = byId('log-record');
  let view: View | undefined;
  /** The last entry before a scenario is recorded; `null`: none is. */
  let recordFrom: number | null = null;
  let recordingSince = 0;

  function showRecording() {
    setText(record, recordFrom === null ? 'Record' : 'Stop recording');
    record.setAttribute('aria-pressed', String(recordFrom !== null));
    showRecordTime();
  }

  function showRecordTime() {
    const time = byId('record-time');
    setText(time, recordFrom === null ? '' : clock(Date.now() - recordingSince));
  }
  setInterval(showRecordTime, 500);

  const fits = (entry: Entry) => fitsKind(entry, kind.value) && fitsText(entry, text.value);
  text.oninput = kind.onchange = () => log.filter(fits);

  byId('log-problems').onclick = () => {
    kind.value = kind.value === 'problem' ? 'all' : 'problem';
    log.filter(fits);
  };
  byId('log-clear').onclick = () => report({ kind: 'clear' });
  byId('log-copy').onclick = async () => {
    const shown = log.entries.filter(fits);
    await navigator.clipboard.writeText(asJson(shown)).then(
      () => toast(`Copied ${shown.length} entries as JSON.`),
      () => toast('The browser does not let this page copy.'),
    );
  };
  byId('log-export').onclick = () => save('leaddesk-card-log', asJson(log.entries.filter(fits)));
  byId('log-record').onclick = () => {
    if (recordFrom === null) {
      recordFrom = log.entries.at(-1)?.id ?? 0;
      recordingSince = Date.now();
      toast('Recording a scenario: use the call bar and the card, then press Stop recording.');
    } else {
      const entries = log.entries.filter(({ id }) => id > recordFrom!);
      recordFrom = null;
      const scenario = scenarioFromLog({ entries, ...(view && { contact: view.state.contact }) }, 'Recorded');
      if (scenario) save('scenario', JSON.stringify(scenario, null, 2));
      else toast('Nothing happened that could be recorded.');
    }
    showRecording();
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

/** Has the browser save a JSON file, with the time in its name. */
function save(name: string, json: string) {
  const href = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  make('a', { href, download: `${name}-${new Date().toISOString().replace(/[:.]/g, '-')}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(href));
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
