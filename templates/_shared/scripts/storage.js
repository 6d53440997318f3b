/**
 * The browser's storage. In a frame of another site the browser may refuse it, even to be touched; a cookie of just this
 * card in just this host ("partitioned") is then still allowed. The web host sees it, so it is only second best.
 */

/** What a cookie may take. All of them go into every request, and servers stop at 8 KB or so. */
const COOKIE_LIMIT = 2000;

/** @param area `'sessionStorage'` for this tab, `'localStorage'` for this browser. */
export function read(area, key) {
  try {
    return JSON.parse(globalThis[area].getItem(key));
  } catch {
    return readCookie(key);
  }
}

/** @returns whether it is stored. */
export function write(area, key, value) {
  try {
    globalThis[area].setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return writeCookie(key, value);
  }
}

function readCookie(key) {
  try {
    const pair = document.cookie.split('; ').find((cookie) => cookie.startsWith(`${key}=`));
    return pair ? JSON.parse(decodeURIComponent(pair.slice(key.length + 1))) : null;
  } catch {
    return null;
  }
}

function writeCookie(key, value) {
  try {
    const text = encodeURIComponent(JSON.stringify(value));
    if (text.length > COOKIE_LIMIT) return false;
    document.cookie = `${key}=${text}; Path=/; SameSite=None; Secure; Partitioned`;
    return document.cookie.split('; ').includes(`${key}=${text}`);
  } catch {
    return false;
  }
}
