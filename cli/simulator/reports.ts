/** What a host page reports, handed to the session. */
import { agentActions } from './agent.js';
import { isPreset } from './presets.js';
import { isCardAction } from './scenario/format.js';
import type { Session } from './session.js';
import type { Report } from './wire.js';

/**
 * Takes a batch of reports, as JSON. Anything else is ignored, and a report that fails does not stop the others.
 *
 * @param client the page that reports.
 */
export function takeReports(session: Session, text: string, client: string): void {
  let reports: unknown;
  try {
    reports = JSON.parse(text);
  } catch {
    return;
  }
  for (const report of Array.isArray(reports) ? reports : []) {
    try {
      takeReport(session, report, client);
    } catch (error) {
      session.note('report', `The simulator could not take this in: ${(error as Error).message}`, 'problem');
    }
  }
}

function takeReport(session: Session, report: Report, client: string): void {
  switch (report?.kind) {
    case 'message':
      return session.message(String(report.text), report.object === true);
    case 'page':
      return session.pageBegan(String(report.url), String(report.referrer));
    case 'load':
      return session.loaded(client);
    case 'made':
      return session.made(String(report.text));
    case 'saw':
      return session.saw(String(report.name), String(report.text));
    case 'scripts':
      return session.pageScripts({
        hasRuntime: report.scripts.hasRuntime === true,
        addresses: [report.scripts.addresses].flat().map(String),
      });
    case 'did':
      if (isCardAction(report.action)) session.did(report.action);
      return;
    case 'dropped':
      return session.note(
        'flood',
        `${report.count} messages came faster than they can be shown, and were dropped.`,
        'problem',
      );
    case 'posted':
      return session.posted(report.id);
    case 'agent':
      if (Object.hasOwn(agentActions, report.action)) session.agent(report.action, report.id);
      return;
    case 'fire':
      return void session.fire(String(report.type), report.data);
    case 'contact':
      return session.open(texts(report.contact), String(report.address));
    case 'presets':
      return session.setPresets([report.presets].flat().filter(isPreset));
    case 'clear':
      return session.clearLog();
    case 'skipped':
      return session.catchUp(client);
    case 'replay':
      return void session.replay(report.file);
    case 'stop-replay':
      return session.stopReplay();
    case 'scenario':
      return session.scenarios.take(report.act, client, String(report.file));
    case 'acted':
      return session.scenarios.acted(report.id, report.problem === undefined ? undefined : String(report.problem));
  }
}

function texts(values: Readonly<Record<string, unknown>> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, String(value)]));
}
