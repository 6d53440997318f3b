import { aliasesOf, goesBy } from '../aliases.js';
import type { Check } from '../finding.js';
import { groupOf, valueIn } from '../group.js';
import { offsetOf } from '../script.js';
import { plain } from '../syntax/walk.js';

/** Permissions Policy: what a frame of another origin may do only where the page around it says so, by its method. */
const GUARDED: [method: string, of: RegExp, policy: string][] = [
  ['getUserMedia', /^navigator\.(mediaDevices\.)?getUserMedia$/, 'microphone'],
  ['getDisplayMedia', /^navigator\.mediaDevices\.getDisplayMedia$/, 'display-capture'],
  ['writeText', /^navigator\.clipboard\.writeText$/, 'clipboard-write'],
  ['write', /^navigator\.clipboard\.write$/, 'clipboard-write'],
  ['readText', /^navigator\.clipboard\.readText$/, 'clipboard-read'],
  ['read', /^navigator\.clipboard\.read$/, 'clipboard-read'],
  ['getCurrentPosition', /^navigator\.geolocation\.getCurrentPosition$/, 'geolocation'],
  ['watchPosition', /^navigator\.geolocation\.watchPosition$/, 'geolocation'],
  ['requestPermission', /^Notification\.requestPermission$/, 'notifications'],
  ['requestDevice', /^navigator\.(usb|hid|bluetooth)\.requestDevice$/, 'usb'],
  ['requestPort', /^navigator\.serial\.requestPort$/, 'serial'],
  ['requestMIDIAccess', /^navigator\.requestMIDIAccess$/, 'midi'],
  ['share', /^navigator\.share$/, 'web-share'],
  ['get', /^navigator\.credentials\.get$/, 'publickey-credentials-get'],
  ['create', /^navigator\.credentials\.create$/, 'publickey-credentials-create'],
  ['PaymentRequest', /^PaymentRequest$/, 'payment'],
  ['SpeechRecognition', /^SpeechRecognition$/, 'microphone'],
  ['webkitSpeechRecognition', /^webkitSpeechRecognition$/, 'microphone'],
];

const MAX_LOOKED_AT = 200;

export const permissions: Check = {
  id: 'permissions',
  severity: 'warning',
  title: 'a browser feature that LeadDesk’s frame may not have: microphone, clipboard and the like',
  *script(script) {
    const group = groupOf(script);
    for (const [method, of, policy] of GUARDED)
      for (const node of (script.syntax.calls.get(method) ?? []).slice(0, MAX_LOOKED_AT)) {
        // `clipboard` of `navigator.clipboard.read`: other things have such methods, too.
        const [holder] = /\w+(?=\\\.\w+\$$)/.exec(of.source) ?? [];
        const { object } = plain(node.callee);
        if (holder && object && !/[)?]/.test(of.source) && !goesBy(aliasesOf(group, holder), object)) continue;
        const isIt = valueIn(script, node.callee).some(
          (shape) => shape.kind === 'global' && !shape.site && of.test(shape.name),
        );
        if (isIt)
          yield {
            at: offsetOf(script, node),
            effect: `A frame of another site has ${policy} only where the page around it allows that, so this may fail for the agent within LeadDesk.`,
            fix: `Handle its failure and offer another way, or ask LeadDesk whether its frame has allow="${policy}".`,
          };
      }
  },
  *page(page) {
    for (const element of page.all('input[capture]'))
      yield {
        at: page.at(element, 'capture'),
        effect:
          'A frame of another site has the camera or microphone only where the page around it allows that, so this may fail for the agent within LeadDesk.',
        fix: 'Leave capture out: the agent can choose a file.',
      };
  },
};
