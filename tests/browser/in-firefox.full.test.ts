/**
 * What runs in other engines each time, and in Firefox when there is time.
 *
 * @needs firefox
 */
import './agents-day.test.js';
import './card-call.test.js';
import './card-commands.test.js';
import './card-drafts.test.js';
import './debug-panel.test.js';
import './differential-libraries.test.js';
import './differential.test.js';
