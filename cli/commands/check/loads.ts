/** What scripts load by themselves: requests, sockets, workers. */
import type { Script } from './script.js';
import { globalName, type Node, plain } from './syntax/walk.js';

export interface Load {
  node: Node;
  address: Node;
}

const JQUERY = /^(\$|jQuery|axios)\./;

export function loadsOf({ syntax }: Script): Load[] {
  const found: { node: Node; address: Node | undefined }[] = [];
  const calls = (name: string) => syntax.calls.get(name) ?? [];
  for (const node of calls('fetch'))
    if (globalName(node.callee) === 'fetch') found.push({ node, address: node.arguments[0] });
  for (const node of calls('sendBeacon')) found.push({ node, address: node.arguments[0] });
  for (const node of calls('open'))
    if (
      plain(node.callee).type === 'MemberExpression' &&
      node.arguments.length > 1 &&
      globalName(node.callee) !== 'open'
    )
      found.push({ node, address: node.arguments[1] });
  for (const name of ['WebSocket', 'EventSource', 'Worker'])
    for (const node of calls(name)) if (node.type === 'NewExpression') found.push({ node, address: node.arguments[0] });
  for (const name of ['get', 'post', 'put', 'ajax', 'getJSON', 'getScript', 'load'])
    for (const node of calls(name))
      if (JQUERY.test(globalName(node.callee) ?? '')) found.push({ node, address: urlOf(node.arguments[0]) });
  return found.flatMap(({ node, address }) => (address ? [{ node, address }] : []));
}

/** `$.ajax({ url: … })` */
function urlOf(given: Node | undefined): Node | undefined {
  if (given?.type !== 'ObjectExpression') return given;
  return (given.properties as Node[]).find(({ key }) => key?.name === 'url')?.value;
}
