import { EVENTS } from '../../../runtime/protocol.js';
import type { AgentAction } from '../agent.js';
import type { ToPage, View } from '../wire.js';
import { createCardFrame } from './card-frame.js';
import { connect } from './connection.js';

let view: View;
const connection = connect(take, () => {});
const frame = createCardFrame(document.getElementById('stage')!, connection.report);

function button(text: string, click: () => void) {
  const element = document.createElement('button');
  element.textContent = text;
  element.onclick = click;
  return element;
}
const actions: AgentAction[] = ['dial', 'ring', 'answer', 'noAnswer', 'hangUp', 'customerHangsUp'];
document.getElementById('agent')!.append(...actions.map((action) => button(action, () => connection.report({ kind: 'agent', action }))));
document.getElementById('events')!.append(...Object.keys(EVENTS).map((type) => button(type, () => connection.report({ kind: 'fire', type }))));

function take(message: ToPage) {
  if (message.kind === 'view') view = message.view;
  if (message.kind === 'open') frame.open(view.filled, view.sandbox);
  if (message.kind === 'visit') frame.visit(message.path);
  if (message.kind === 'changed') frame.refresh(message.files);
  if (message.kind === 'problem') frame.showProblem(message.text);
  if (message.kind === 'post') {
    frame.post(message.data);
    connection.report({ kind: 'posted', id: message.id });
  }
  if (message.kind === 'log') {
    for (const entry of message.entries) {
      const item = document.createElement('li');
      item.textContent = `${entry.kind} ${entry.name} ${entry.page} ${entry.payload ?? ''} ${entry.verdict.text}`;
      document.getElementById('log')!.append(item);
    }
  }
}
