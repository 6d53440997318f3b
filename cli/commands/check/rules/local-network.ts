import { isLoopback } from '../../../shared/origins.js';
import { hostOf } from '../addresses.js';
import type { Check } from '../finding.js';
import { valueIn } from '../group.js';
import { loadsOf } from '../loads.js';
import { isLocalNetwork } from '../networks.js';
import { offsetOf } from '../script.js';
import { startOf } from '../syntax/values.js';

/** Elements that load something into the page; a link only leads there. */
const LOADING = [
  'script:src',
  'img:src',
  'iframe:src',
  'frame:src',
  'link:href',
  'audio:src',
  'video:src',
  'source:src',
  'embed:src',
  'object:data',
];

export const localNetwork: Check = {
  id: 'local-network',
  severity: 'warning',
  title: 'an address of the local network, for which browsers ask the agent first',
  *page(page) {
    for (const [name = '', attribute = ''] of LOADING.map((entry) => entry.split(':')))
      for (const element of page.all(`${name}[${attribute}]`)) {
        const host = hostOf(element.getAttribute(attribute)!);
        if (host !== undefined && isLocalNetwork(host)) yield { at: page.at(element, attribute), ...about(host) };
      }
  },
  *script(script) {
    for (const { node, address } of loadsOf(script)) {
      const host = hostOf(startOf(valueIn(script, address)).replace(/^ws/i, 'http'));
      if (host !== undefined && isLocalNetwork(host)) yield { at: offsetOf(script, node), ...about(host) };
    }
  },
  *exchange({ address, from, asked }) {
    if (from !== undefined || asked !== 'page' || isLoopback(address.host) || !isLocalNetwork(address.host)) return;
    yield {
      effect: `The host ${address.host} is in the local network and LeadDesk is not: from Chromium 142 on the browser asks the agent whether LeadDesk’s page may load it, and without a yes the card is blank.`,
      fix: 'Serve the card from a public https address, or have the browsers’ policy LocalNetworkAccessAllowedForUrls allow LeadDesk’s.',
    };
  },
};

function about(host: string) {
  return {
    effect: `The host ${host} is in the local network: from Chromium 142 on the browser asks the agent before a page of the internet may load from there, and a frame may not even ask unless LeadDesk lets it.`,
    fix: 'Load it from the card’s own server, or from a public https address.',
  };
}
