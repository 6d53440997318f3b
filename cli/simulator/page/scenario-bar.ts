/** The scenario bar: records what is done, plays a scenario's file with a row a step, and replays a log. */
import { scenarioFromLog } from '../scenario/from-log.js';
import type { BarAct, ListedScenario, Playback, PlayedStep, Report, View } from '../wire.js';
import { clock } from './call-bar.js';
import { byId, make, saveJson, setText, toast } from './dom.js';
import type { LogView } from './log-view.js';

const MARKS: Record<PlayedStep['state'], [mark: string, word: string]> = {
  waiting: ['·', ''],
  running: ['▸', 'running'],
  done: ['✓', 'done'],
  failed: ['✗', 'failed'],
};

export function createScenarioBar(log: LogView, report: (report: Report) => void) {
  let view: View | undefined;
  let playback: Playback | null = null;
  /** The last entry before a scenario is recorded; `null`: none is. */
  let recordFrom: number | null = null;
  let recordingSince = 0;

  const record = byId('log-record');
  const ask = (act: BarAct, file?: string) =>
    report(file === undefined ? { kind: 'scenario', act } : { kind: 'scenario', act, file });

  const playMenu = menuOf('scenario-files');
  playMenu.ontoggle = () => playMenu.open && ask('list');
  byId('scenario-play').onclick = () => ask(playback?.state === 'running' ? 'pause' : 'play');
  byId('scenario-step').onclick = () => ask('step');
  byId('scenario-close').onclick = () => ask('close');

  // What has the focus in the card keeps it: the next step may press a key there.
  byId('playback').onmousedown = (event) => event.preventDefault();

  record.onclick = () => {
    if (recordFrom === null) {
      recordFrom = log.entries.at(-1)?.id ?? 0;
      recordingSince = Date.now();
      toast('Recording a scenario: use the call bar and the card, then press Stop recording.');
    } else {
      const entries = log.entries.filter(({ id }) => id > recordFrom!);
      recordFrom = null;
      const scenario = scenarioFromLog({ entries, ...(view && { contact: view.state.contact }) }, 'Recorded');
      if (scenario) {
        saveJson('scenario', scenario);
        toast('Saved by your browser. Put the file into scenarios/ of your card: then Play lists it.');
      } else toast('Nothing happened that could be recorded.');
    }
    setText(record, recordFrom === null ? 'Record' : 'Stop recording');
    record.setAttribute('aria-pressed', String(recordFrom !== null));
    showRecordTime();
  };

  function showRecordTime() {
    setText(byId('record-time'), recordFrom === null ? '' : clock(Date.now() - recordingSince));
  }
  setInterval(showRecordTime, 500);

  const replayMenu = menuOf('log-replay');
  const file = byId<HTMLInputElement>('log-file');
  byId('log-replay-this').onclick = () => {
    replayMenu.open = false;
    report({ kind: 'replay' });
  };
  byId('log-replay-file').onclick = () => {
    replayMenu.open = false;
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

  function choose({ file }: ListedScenario) {
    playMenu.open = false;
    ask('choose', file);
  }

  /** Rows stay while only their state changes: a list that is made again would be read out from its beginning. */
  function showSteps({ steps }: Playback) {
    const list = byId('scenario-steps');
    if (list.children.length !== steps.length) list.replaceChildren(...steps.map(() => make('li')));
    for (const [index, step] of steps.entries()) {
      const row = list.children[index] as HTMLElement;
      const key = JSON.stringify(step);
      if (row.dataset.key === key) continue;
      row.dataset.key = key;
      row.dataset.state = step.state;
      row.replaceChildren(...rowOf(step));
      if (step.state !== 'waiting') row.scrollIntoView({ block: 'nearest' });
    }
  }

  return {
    show(shown: View) {
      view = shown;
      const { replay } = view;
      replayMenu.hidden = replay !== null;
      byId('log-replay-now').hidden = replay === null;
      setText(byId('log-replay-progress'), replay ? `Replaying ${replay.done} of ${replay.total}` : '');
    },
    list(scenarios: readonly ListedScenario[]) {
      const list = playMenu.querySelector('div')!;
      list.replaceChildren(
        ...scenarios.map((one) => {
          const small = make('small', {}, one.problem ?? one.file);
          return make(
            'button',
            { type: 'button', disabled: Boolean(one.problem), onclick: () => choose(one) },
            one.name,
            small,
          );
        }),
        ...(scenarios.length ? [] : [make('p', {}, 'There is no scenarios/*.json in the card yet. Record one.')]),
      );
    },
    play(now: Playback | null) {
      playback = now;
      document.body.dataset.playing = now ? 'true' : 'false';
      byId('playback').hidden = now === null;
      if (!now) return;
      const failed = now.steps.findIndex(({ state }) => state === 'failed');
      const done = now.steps.filter(({ state }) => state === 'done').length;
      setText(byId('scenario-name'), now.name);
      byId('scenario-name').title = now.file;
      const result =
        failed >= 0 ? `step ${failed + 1} failed` : now.state === 'over' ? 'passed' : `${done} of ${now.steps.length}`;
      setText(byId('scenario-result'), result);
      byId('playback').dataset.result = failed >= 0 ? 'failed' : now.state;
      const isRunning = now.state === 'running';
      setText(byId('scenario-play'), isRunning ? 'Stop' : now.state === 'over' ? 'Play again' : 'Play');
      byId<HTMLButtonElement>('scenario-step').disabled = isRunning;
      showSteps(now);
    },
  };
}

function rowOf({ text, state, seen }: PlayedStep): HTMLElement[] {
  const [mark, word] = MARKS[state];
  const sign = make('span', { className: 'mark', ...(word && { role: 'img', ariaLabel: word }) }, mark);
  if (seen === undefined) return [sign, make('span', {}, text)];
  return [
    sign,
    make('dl', {}, make('dt', {}, 'Expected'), make('dd', {}, text), make('dt', {}, 'Seen'), make('dd', {}, seen)),
  ];
}

function menuOf(id: string): HTMLDetailsElement {
  return byId<HTMLDetailsElement>(id);
}
