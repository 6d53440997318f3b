/**
 * What runs in other engines each time, and in WebKit when there is time.
 *
 * @needs webkit
 */
import './agents-day.test.js';
import './differential-libraries.test.js';
import './differential.test.js';
