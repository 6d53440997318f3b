/** What a test does with elements of a page, as expressions to evaluate there. */
import type { FrameStep } from './tab.js';

/** An element: a selector, where `>>>` enters an open shadow root, or a function of the page that returns it. */
export type Target = string | (() => Element | null | undefined);

export interface Point {
  x: number;
  y: number;
}

/** The frame element that a step names. */
export function frameElement(step: FrameStep): string {
  const find = (wanted: FrameStep) => {
    const elements = Array.from(document.querySelectorAll<HTMLIFrameElement>('iframe, frame'));
    return typeof wanted === 'number'
      ? elements[wanted]
      : elements.find(({ name, id }) => name === wanted || id === wanted);
  };
  return `(${find})(${JSON.stringify(step)})`;
}

export function find(target: Target): string {
  if (typeof target === 'function') return `(${target})()`;
  const pierce = (selectors: string[]) => {
    let root: ParentNode | null | undefined = document;
    let element: Element | null | undefined;
    for (const selector of selectors) {
      element = root?.querySelector(selector);
      root = element?.shadowRoot;
    }
    return element;
  };
  return `(${pierce})(${JSON.stringify(target.split('>>>'))})`;
}

/** Scrolls an element into view. The point of it, or its middle, in the frame's viewport. */
export function pointOf(element: string, at: Point | undefined): string {
  const locate = (element: Element | null | undefined, at: Point | null) => {
    if (!element) throw new Error('there is no such element');
    // A link over two lines has two boxes, and the middle of both may be outside of it.
    const firstBox = () =>
      [...element.getClientRects(), element.getBoundingClientRect()].find(
        ({ width, height }) => width > 0 && height > 0,
      );
    let box = firstBox();
    if (!box) throw new Error('the element has no box');
    if (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight) {
      element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      box = firstBox()!;
    }
    return { x: box.left + (at ? at.x : box.width / 2), y: box.top + (at ? at.y : box.height / 2) };
  };
  return `(${locate})(${element}, ${JSON.stringify(at ?? null)})`;
}

/** Scrolls a point of a frame's document into view of the document around it. The point in that one's viewport. */
export function pointThrough(step: FrameStep, inside: Point): string {
  const locate = (frame: Element, inside: Point) => {
    const style = getComputedStyle(frame);
    const point = () => {
      const box = frame.getBoundingClientRect();
      return {
        x: box.left + frame.clientLeft + parseFloat(style.paddingLeft) + inside.x,
        y: box.top + frame.clientTop + parseFloat(style.paddingTop) + inside.y,
      };
    };
    const { x, y } = point();
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) {
      scrollBy({ left: x - innerWidth / 2, top: y - innerHeight / 2, behavior: 'instant' });
    }
    return point();
  };
  return `(${locate})(${frameElement(step)}, ${JSON.stringify(inside)})`;
}

export function isUnderPointer(element: string): string {
  const isHovered = (element: Element | null | undefined) =>
    // An image's areas have no box: over one of them, its map has the pointer and the image has not.
    !!element &&
    (element.matches(':hover') || (element.hasAttribute('usemap') && !!document.querySelector('map:hover')));
  return `(${isHovered})(${element})`;
}

/** Focuses an element. Whether it has the focus then, and its frame too. */
export function takeFocus(element: string): string {
  const focus = (element: HTMLElement | null | undefined) => {
    if (!element) throw new Error('there is no such element');
    element.focus();
    return document.hasFocus() && (element.getRootNode() as Document | ShadowRoot).activeElement === element;
  };
  return `(${focus})(${element})`;
}
