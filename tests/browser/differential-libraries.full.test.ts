/**
 * The same cases in the other engines.
 *
 * @needs firefox, webkit
 */
import './differential-libraries.test.js';
