/** What runs in a test's window. The build puts it into the modules that import `runtime:code`, as text. */
export { createCard } from '../../runtime/card/index.js';
export { createLd } from '../../runtime/index.js';
