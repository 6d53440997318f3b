/** The script build: makes `ld.card`, with the settings of its element. It stands after `ld.js`. */
import { connect } from './companion.js';

if (window.ld) connect(window.ld, ((document.currentScript || {}) as HTMLElement).dataset || {});
else console.error('ld.card.js: load ld.js first');
