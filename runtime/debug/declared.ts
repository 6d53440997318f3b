/** Commands declared by `data-ld-send`: params that are no JSON, and clicks that do not send. */
import { acts } from '../acts.js';
import { page } from '../page.js';
import { attribute } from '../rewrite.js';
import { explain } from './explain.js';
import { inspect } from './sends.js';

/** Has the clicks of the page explained. */
export function watchDeclared(): void {
  var act = acts.click!;
  acts.click = function (event, path) {
    var element = declaring(path);
    var record: (() => void) | undefined;
    if (element) {
      try {
        record = inspect(attribute(element, 'data-ld-send')!, paramsOf(element), true);
      } catch (_) {
        explainMalformed(element);
      }
    }
    try {
      act(event, path);
    } catch (error) {
      // The same fault once more, after all else that the click does.
      if (!element || record) throw error;
    }
    if (record) record();
  };
  page.addEventListener('click', explainCancelled, true);
}

/** The element of a click's path whose command it sends. */
function declaring(path: EventTarget[]): Element | undefined {
  return path.filter(function (node) {
    return attribute(node, 'data-ld-send');
  })[0] as Element | undefined;
}

function paramsOf(element: Element): unknown {
  return JSON.parse(attribute(element, 'data-ld-params')!);
}

function explainMalformed(element: Element): void {
  explain({
    level: 'error',
    text:
      'not sent: data-ld-params of ' +
      inWords(element) +
      ' is not JSON: ' +
      attribute(element, 'data-ld-params') +
      '. Write the names and strings in double quotes: data-ld-params=\'{"id":5}\'.',
  });
}

function explainCancelled(event: MouseEvent): void {
  var element = declaring(event.composedPath ? event.composedPath() : [event.target!]);
  // A task later: every listener has had its say, and the event keeps the last word.
  setTimeout(function () {
    if (element && event.defaultPrevented) {
      explain({
        level: 'warn',
        text:
          'not sent: a handler of the page cancelled the click on ' +
          inWords(element) +
          '. Leave out its preventDefault(),' +
          ' or have it call ld.send("' +
          attribute(element, 'data-ld-send') +
          '", \u2026) itself.',
      });
    }
  });
}

/** An element as its start tag, so far as it tells it from others. */
function inWords(element: Element): string {
  var id = attribute(element, 'id');
  return (
    '<' +
    element.localName +
    (id ? ' id="' + id + '"' : '') +
    ' data-ld-send="' +
    attribute(element, 'data-ld-send') +
    '">'
  );
}
