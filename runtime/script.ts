/** The script build: connects the page at once, as `window.ld`, with the settings of its own element. */
import { connect } from './connect.js';

window.ld = connect(((document.currentScript || 0) as HTMLElement).dataset || 0);
