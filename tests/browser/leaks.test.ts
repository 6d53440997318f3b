/** What is queued on the page's nodes to follow an event is taken off again, whoever stops the event. */
import * as assert from 'uvu/assert';
import { page, startCard } from './card.js';
import { eachEngine } from './engines/index.js';

/** The link, its paragraph, body, html, document, window. */
const PATH = 6;

/** Counts the listeners that there are, by what is added and removed. */
const countListeners = (): void => {
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const listeners = new Map<EventTarget, Set<unknown>>();
  const of = (target: EventTarget): Set<unknown> => {
    if (!listeners.has(target)) listeners.set(target, new Set());
    return listeners.get(target)!;
  };
  EventTarget.prototype.addEventListener = function (type: string, listener: any, ...rest: any) {
    of(this ?? window).add(listener);
    return (add as any).call(this, type, listener, ...rest);
  };
  EventTarget.prototype.removeEventListener = function (type: string, listener: any, ...rest: any) {
    of(this ?? window).delete(listener);
    return (remove as any).call(this, type, listener, ...rest);
  };
  (window as any).listeners = () => [...listeners.values()].reduce((sum, { size }) => sum + size, 0);
};

/** Stops every click where it captures it; the click loads nothing. */
const stops = (target: string) =>
  `<script>${target}.addEventListener('click', function (event) { event.stopImmediatePropagation(); event.preventDefault() }, true)</script>`;

eachEngine('leaks', (test) => {
  for (const [target, count] of Object.entries({ window: 200, document: 20_000, 'document.body': 200 })) {
    test(`${count} clicks that ${target} stops leave no listener behind`, async ({ page: tab }) => {
      const site = await startCard(
        { '/': page(`<p><a href="next">x</a></p>${stops(target)}`) },
        { inject: countListeners },
      );
      try {
        const card = await site.open(tab);
        const { before, most, after } = await card.evaluate(async (clicks) => {
          const { listeners } = window as any;
          const link = document.querySelector('a')!;
          const before = listeners();
          let most = 0;
          for (let click = 0; click < clicks; click++) {
            link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));
            most = Math.max(most, listeners());
          }
          await new Promise((resolve) => setTimeout(resolve, 10));
          return { before, most, after: listeners() };
        }, count);
        assert.is(after, before);
        // At most one on each node of one click's path, up and down.
        assert.ok(most <= before + 2 * PATH, `${most} while they are clicked, ${before} before`);
      } finally {
        await site.close();
      }
    });
  }
});
