/** The call bar: the line and its time, the recordings and theirs, and what agent and customer can do now. */
import type { AgentAction } from '../agent.js';
import { elapsed, type HostState, lineOf, type Timer } from '../state.js';
import type { Report, View } from '../wire.js';
import { byId, setText } from './dom.js';

const LINE = { idle: 'Idle', ringing: 'Ringing', on: 'On the line' };

/** What can be done in a state. The server says the last word; this only hides buttons. */
function possible(state: HostState): Record<string, boolean> {
  const line = lineOf(state);
  const open = state.card === 'open';
  return {
    dial: line === 'idle' && open,
    ring: line === 'idle' && open,
    answer: line === 'ringing',
    noAnswer: line === 'ringing',
    hangUp: line !== 'idle',
    customerHangsUp: line !== 'idle',
    pauseRecording: state.recording === 'on',
    continueRecording: state.recording === 'paused',
    startReceipt: line === 'on' && state.receipt === null,
    stopReceipt: state.receipt !== null,
    cancelReceipt: state.receipt !== null,
    open: true,
  } satisfies Partial<Record<AgentAction, boolean>>;
}

/** What comes next, as a rule. */
function likely(state: HostState): AgentAction[] {
  const line = lineOf(state);
  if (line === 'idle') return ['dial'];
  if (line === 'ringing') return ['answer'];
  return state.receipt === null ? ['hangUp'] : ['hangUp', 'stopReceipt'];
}

export function createCallBar(report: (report: Report) => void) {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('button[data-agent]')];
  const times: [string, keyof HostState][] = [
    ['line-time', 'lineTimer'],
    ['recording-time', 'recordingTimer'],
    ['receipt-time', 'receiptTimer'],
  ];
  let state: HostState | undefined;

  for (const button of buttons) {
    button.addEventListener('click', () => report({ kind: 'agent', action: button.dataset.agent as AgentAction }));
  }

  function showTimes() {
    if (!state) return;
    for (const [id, timer] of times) {
      const ms = elapsed(state[timer] as Timer, Date.now());
      const running = (state[timer] as Timer).since !== null;
      setText(byId(id), running || ms ? clock(ms) : '');
    }
  }
  setInterval(showTimes, 200);

  return {
    show(view: View) {
      state = view.state;
      const line = lineOf(state);
      document.body.dataset.line = line;
      setText(byId('line-state'), LINE[line]);
      setText(byId('party'), line === 'idle' ? '' : `with ${state.party}`);
      byId('recording').dataset.state = state.recording;
      byId('receipt').dataset.state = state.receipt === null ? 'off' : 'on';
      const can = possible(state);
      const next: string[] = likely(state);
      const focused = document.activeElement;
      for (const button of buttons) {
        const action = button.dataset.agent!;
        button.hidden = button.disabled = !can[action];
        button.classList.toggle('loud', next.includes(action));
      }
      // Who pressed a button by keyboard stays in the bar when it goes.
      if (focused?.matches('[data-agent]:disabled'))
        document.querySelector<HTMLElement>('#call button.loud:enabled')?.focus();
      showTimes();
    },
  };
}

/** `m:ss`, as call timers show it. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
