/** The script build: connects the page at once, as `window.ld`, with the settings of its element. */
import { connect } from './connect.js';
import { ofDocument } from './dom.js';

window.ld = connect(((ofDocument('currentScript') || {}) as HTMLElement).dataset || {});
