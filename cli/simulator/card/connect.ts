/** Connections to the card's own server: kept ones, fresh ones, and patience while it is being restarted. */
import { Agent, type AgentOptions } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import { lookUp } from '../../shared/answers.js';

/** A server that is being restarted comes back; one that has ended does not. */
const CONNECT_TIMEOUT_MS = 5000;
const RETRY_MS = 100;

/**
 * Makes an agent that tries again while its server refuses connections: nothing has been sent by then, so that is safe
 * for every method.
 */
export function patientAgent(isSecure: boolean, options: AgentOptions): Agent {
  const agent: Agent = isSecure ? new HttpsAgent(options) : new Agent(options);
  const create = agent.createConnection.bind(agent);
  agent.createConnection = (target, created) => {
    const deadline = Date.now() + CONNECT_TIMEOUT_MS;
    connect();
    return undefined;

    function connect() {
      // An address of IPv6 comes as it stands in URLs.
      const host = target.host?.replace(/^\[|\]$/g, '');
      const socket = create({ ...target, host, lookup: lookUp } as typeof target) as Socket;
      const succeed = () => {
        socket.off('error', fail);
        created!(null, socket);
      };
      const fail = (error: NodeJS.ErrnoException) => {
        socket.off('connect', succeed);
        if (error.code === 'ECONNREFUSED' && Date.now() < deadline) setTimeout(connect, RETRY_MS);
        else created!(error, undefined as never);
      };
      socket.once('connect', succeed).once('error', fail);
    }
  };
  return agent;
}
