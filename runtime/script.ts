/** The script build: connects the page at once, as `window.ld`, with the settings of its own element. */
import { connect } from './connect.js';
import { document, page } from './page.js';

page.ld = connect(((document.currentScript || 0) as HTMLElement).dataset || 0);
