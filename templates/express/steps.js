/** The steps of an order, and where in them the agent is. */
import { html, raw } from './html.js';

const STEPS = [
  { path: 'order', title: 'Product' },
  { path: 'delivery', title: 'Delivery' },
  { path: 'confirmation', title: 'Confirmation' },
];

/** @param current the path of the step. */
export function steps(current) {
  const at = STEPS.findIndex(({ path }) => path === current);
  return html`<ol class="steps" aria-label="Steps of the order">
        ${STEPS.map(({ path, title }, index) =>
          index < at
            ? html`<li class="done"><a href="${path}">${title}</a></li>
        `
            : html`<li${index === at && raw(' aria-current="step"')}>${title}</li>
        `,
        )}
      </ol>`;
}
