/** `trigger`: has the simulated LeadDesk of a running `dev` say an event, or its agent do something. */
import { readArguments } from '../../shared/args.js';
import type { Command } from '../../shared/command.js';
import { UserError } from '../../shared/errors.js';
import { type AgentAction, agentActions } from '../../simulator/agent.js';
import { askDev } from '../../simulator/card/dev-client.js';

const USAGE = 'create-leaddesk-card trigger';
const VERBS = Object.keys(agentActions) as AgentAction[];

const HELP = `Usage: ${USAGE} <event> [json]
       ${USAGE} --agent <verb> [id]

Has the simulated LeadDesk of the dev that runs in this folder say an event to the card,
whatever the state is. Without data: what belongs to the event.

  ${USAGE} callLineOn
  ${USAGE} callLineOn '{"call_log_id":5}'

  --agent <verb>  what the agent or the customer does instead:
                  ${VERBS.slice(0, 6).join(', ')},
                  ${VERBS.slice(6, 11).join(', ')},
                  ${VERBS.slice(11).join(', ')}
  -h, --help      show this
`;

/** Prints what happened. Status 1: no dev runs, no card is open, or it is not possible now. */
export const trigger: Command = async (argv) => {
  const options = { agent: { type: 'string', choices: VERBS }, help: { type: 'boolean', short: 'h' } } as const;
  const { values, positionals } = readArguments(argv, options, USAGE);
  if (values.help) return void process.stdout.write(HELP);
  const response = await (values.agent === undefined ? fire(positionals) : act(values.agent, positionals));
  const { text } = (await response.json()) as { text: string };
  process.stdout.write(`${text}\n`);
};

function fire([type, json, ...rest]: string[]): Promise<Response> {
  if (type === undefined) throw new UserError(`Which event? For example: ${USAGE} callLineOn`);
  if (rest.length) throw new UserError(`${type} takes one JSON value, in quotes: '{"call_log_id":5}'.`);
  if (json === undefined) return askDev('/api/trigger', { type });
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (error) {
    throw new UserError(`${json} is no JSON (${(error as Error).message}). Write it in quotes: '{"call_log_id":5}'.`);
  }
  return askDev('/api/trigger', { type, data });
}

function act(action: AgentAction, [id, ...rest]: string[]): Promise<Response> {
  if (rest.length) throw new UserError(`${action} takes one id at most. See ${USAGE} --help.`);
  if (action === 'selectReason' && id === undefined)
    throw new UserError('selectReason needs the id of a reason, such as 5.');
  if (action !== 'selectReason' && id !== undefined) throw new UserError(`${action} takes no id; selectReason does.`);
  return askDev('/api/agent', { action, ...(id !== undefined && { id }) });
}
