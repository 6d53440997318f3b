/**
 * The host's page: an agent's desktop around a framed card. It shows what the server decides.
 *
 *   connection   to the server            card-frame   the card
 *   call-bar     line and recordings      contact      contact and address
 *   stage        the card's window        presets      conditions
 *   log-view     the log                  log-row      one row of it
 *   log-tools    filter, copy, export     scenario-bar record, play, replay
 *   events       by hand                  panels       folded and resized
 */
import { contactTitle } from '../contacts.js';
import type { Report, ToPage, View } from '../wire.js';
import { createCallBar } from './call-bar.js';
import { createCardFrame } from './card-frame.js';
import { connect } from './connection.js';
import { createContactForm } from './contact.js';
import { byId, setText } from './dom.js';
import { createEventButtons } from './events.js';
import { createLogTools } from './log-tools.js';
import { createLogView } from './log-view.js';
import { createPanels } from './panels.js';
import { createPresetMenu } from './presets-menu.js';
import { createScenarioBar } from './scenario-bar.js';
import { createStage } from './stage.js';

let view: View | undefined;
/** Whether the log has been asked for again and has not come yet. */
let isCatchingUp = false;
/** Whether this page makes place for another one: what it still hears and sees does not count. */
let isLeaving = false;

const connection = connect({ take, connected: showConnection, flooded: stopCard });
const report = (said: Report) => isLeaving || connection.report(said);
const frame = createCardFrame(byId('frame'), (said) => {
  if (said.kind === 'page') stage.showPage(said.url);
  report(said);
});
const contact = createContactForm(report);
const stage = createStage({ report, next: contact.next });
const callBar = createCallBar(report);
const presets = createPresetMenu(report);
const log = createLogView();
const logTools = createLogTools(log, report);
const scenarioBar = createScenarioBar(log, report);
createEventButtons(report);
createPanels();

function take(message: ToPage) {
  if (isLeaving) return;
  switch (message.kind) {
    case 'view':
      // Under another behavior the page itself has another address or policy: it is loaded again.
      if (view && String(view.presets) !== String(message.view.presets)) {
        isLeaving = true;
        return location.assign(message.view.home);
      }
      view = message.view;
      if (view.state.card === 'closed') frame.open('', view);
      frame.showProblem(view.problem);
      log.showContact(contactTitle(view.state.contact));
      for (const part of [contact, stage, callBar, presets, logTools, scenarioBar]) part.show(view);
      return;
    case 'open':
      stage.showPage(view!.filled);
      return frame.open(view!.state.card === 'closed' ? '' : view!.filled, view!);
    case 'scenarios':
      return scenarioBar.list(message.scenarios);
    case 'playback':
      return scenarioBar.play(message.playback);
    case 'act':
      return frame.act(message);
    case 'visit':
      return frame.visit(message.path);
    case 'changed':
      return frame.refresh(message.files);
    case 'post':
      frame.post(message.data);
      return report({ kind: 'posted', id: message.id });
    case 'log':
      return log.add(message.entries);
    case 'skipped':
      if (!isCatchingUp) report({ kind: 'skipped' });
      isCatchingUp = true;
      return;
    case 'cleared':
      isCatchingUp = false;
      return log.clear();
  }
}

/** A card that never stops sending would leave no time for anything else. */
function stopCard() {
  if (view) frame.open('', view);
  stage.showStopped('The card sends faster than its messages can be taken in, and was stopped.');
}

function showConnection(is: boolean) {
  document.body.dataset.connected = String(is);
  setText(byId('connection'), is ? 'connected' : 'the simulator has ended: start dev again');
}
