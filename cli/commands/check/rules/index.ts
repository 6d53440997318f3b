/** All checks, in the order in which they are listed: a file each. */
import type { Check } from '../finding.js';
import { badParams } from './bad-params.js';
import { badSetting } from './bad-setting.js';
import { blockedScript } from './blocked-script.js';
import { cardNumber } from './card-number.js';
import { companionMissing } from './companion-missing.js';
import { cookie } from './cookie.js';
import { cookiePartition } from './cookie-partition.js';
import { crossOrigin } from './cross-origin.js';
import { deadTarget } from './dead-target.js';
import { externalLink } from './external-link.js';
import { frameAncestors } from './frame-ancestors.js';
import { frameOptions } from './frame-options.js';
import { idleEndsCall } from './idle-ends-call.js';
import { leavesFrame } from './leaves-frame.js';
import { localNetwork } from './local-network.js';
import { messageObject } from './message-object.js';
import { mixedContent } from './mixed-content.js';
import { nestedFrame } from './nested-frame.js';
import { noAnswer } from './no-answer.js';
import { noArrival } from './no-arrival.js';
import { noHttps } from './no-https.js';
import { noReferrer } from './no-referrer.js';
import { noRuntime } from './no-runtime.js';
import { permissions } from './permissions.js';
import { personalData } from './personal-data.js';
import { redirect } from './redirect.js';
import { referrerLeak } from './referrer-leak.js';
import { referrerTarget } from './referrer-target.js';
import { runtimeLate } from './runtime-late.js';
import { runtimeOld } from './runtime-old.js';
import { runtimeVersions } from './runtime-versions.js';
import { scriptNavigation } from './script-navigation.js';
import { syntaxError } from './syntax-error.js';
import { unknownAction } from './unknown-action.js';
import { unknownEvent } from './unknown-event.js';
import { unreadable } from './unreadable.js';
import { wildcardTarget } from './wildcard-target.js';

export const CHECKS: readonly Check[] = [
  // The runtime
  noRuntime,
  runtimeLate,
  runtimeVersions,
  runtimeOld,
  badSetting,
  companionMissing,
  blockedScript,
  // Scripts
  syntaxError,
  unreadable,
  // Messages
  referrerTarget,
  deadTarget,
  wildcardTarget,
  messageObject,
  unknownAction,
  badParams,
  unknownEvent,
  idleEndsCall,
  nestedFrame,
  // Navigation
  leavesFrame,
  externalLink,
  scriptNavigation,
  redirect,
  noAnswer,
  noArrival,
  // What the browser allows in LeadDesk's frame
  frameOptions,
  frameAncestors,
  noHttps,
  mixedContent,
  localNetwork,
  permissions,
  cookie,
  cookiePartition,
  crossOrigin,
  // Referrers
  noReferrer,
  referrerLeak,
  // Data
  personalData,
  cardNumber,
];
