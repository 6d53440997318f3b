/** Adds a frame to the host's page. */
export function addFrame(url: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.src = url;
  return document.body.appendChild(frame);
}
