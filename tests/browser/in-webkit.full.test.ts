/**
 * What runs in other engines each time, and in WebKit when there is time.
 *
 * @needs webkit
 */
import './agents-day.test.js';
import './card-call.test.js';
import './card-commands.test.js';
import './card-drafts.test.js';
import './debug-panel.test.js';
import './debug.test.js';
import './differential-libraries.test.js';
import './differential.test.js';
