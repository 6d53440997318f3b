/**
 * A few sequences each time; many of them, in each engine, in the `.full` file.
 *
 * @needs chromium
 * @slow
 */
import { trySequences } from './card-sequences.js';

trySequences(4);
