/** Inputs whose cost must grow no faster than their size. */

export interface Hard {
  name: string;
  /** How many times something is repeated. */
  count: number;
  make(count: number): Record<string, string>;
}

const inPage = (text: string) => ({ 'index.html': `<!doctype html><script src="ld.js"></script>${text}` });
const inScript = (text: string) => inPage(`<script>${text}</script>`);
const inFile = (text: string) => ({ ...inPage('<script src="a.js"></script>'), 'a.js': text });
const hard = (name: string, count: number, make: (count: number) => Record<string, string>): Hard => ({
  name,
  count,
  make,
});

export const HARD: Hard[] = [
  hard('markup written again and again', 2000, (count) =>
    inScript('el.innerHTML += \'<a href="b.html">B</a>\';'.repeat(count)),
  ),
  hard('markup put together', 2000, (count) =>
    inScript(`var h = '';${'h += \'<a href="b.html">\';'.repeat(count)}el.innerHTML = h`),
  ),
  hard('elements written by document.write', 2000, (count) =>
    inScript(`document.write('<a href="b.html">B</a>');`.repeat(count)),
  ),
  hard('elements of JSX', 2000, (count) => ({ 'a.jsx': `<p>${'<a href="b.html">B</a>'.repeat(count)}</p>` })),
  hard('what is pushed to a list', 2000, (count) =>
    inScript(`var q = [];${'q.push(document.referrer);'.repeat(count)}parent.postMessage(q[0], q[1])`),
  ),
  hard('lists that things are pushed to', 1000, (count) =>
    inScript(repeat(count, (at) => `var q${at} = []; q${at}.push(q${at - 1}); parent.postMessage(q${at}[0], '*');`)),
  ),
  hard('what is put into storage', 1000, (count) =>
    inScript(repeat(count, (at) => `sessionStorage.setItem('a${at}', sessionStorage.getItem('a${at - 1}'));`)),
  ),
  hard('callbacks in callbacks', 500, (count) =>
    inScript(`${'f(function (a) { a('.repeat(40)}1${') })'.repeat(40)};`.repeat(count / 20)),
  ),
  hard('promises in promises', 500, (count) =>
    inScript(
      `${'new Promise(function (r) { r('.repeat(20)}1${') })'.repeat(20)}.then(function (a) { parent.postMessage(a, a) });`.repeat(
        count / 20,
      ),
    ),
  ),
  hard('code for timers', 2000, (count) => inScript(`setTimeout("location.href = 'b.html'", 1);`.repeat(count))),
  hard('braces that are not closed', 5000, (count) => ({ 'a.svelte': `<a href=${'={'.repeat(count)}` })),
  hard('scripts that are not closed', 5000, (count) => ({ 'a.svelte': '<script ={'.repeat(count) })),
  hard('bound attributes', 2000, (count) => ({
    'a.vue': `<template>${`<a :href="'b'" @click="f()">B</a>`.repeat(count)}</template>`,
  })),
  hard('a chain of calls', 3000, (count) => inScript(`x${'.a()'.repeat(count)}`)),
  hard('a chain of members', 3000, (count) => inScript(`x${'.a'.repeat(count)}.postMessage(1, '*')`)),
  hard('a chain of then', 1000, (count) => inScript(`f()${'.then(function (a) { return a })'.repeat(count)}`)),
  hard('links to other sites', 4000, (count) => inPage('<a href="https://shop.example/">a</a>\n'.repeat(count))),
  hard('links on one line', 4000, (count) => inPage('<a href="https://shop.example/">a</a>'.repeat(count))),
  hard('links with a base', 4000, (count) =>
    inPage(`<base target="_self">${'<a href="https://shop.example/">a</a>\n'.repeat(count)}`),
  ),
  hard('functions of one parameter name', 20_000, (count) => inScript('function f(e){return e}'.repeat(count))),
  hard('functions of many names', 10_000, (count) =>
    inScript(repeat(count, (at) => `function f${at}(e){f${at - 1}(e)}`)),
  ),
  hard('writes to a global', 20_000, (count) => inScript('e=1;'.repeat(count))),
  hard('writes to a member', 20_000, (count) => inScript('a.b=1;'.repeat(count))),
  hard('writes to location', 5000, (count) => inScript("location.href='a.html';".repeat(count))),
  hard('messages', 3000, (count) => inScript("parent.postMessage(JSON.stringify({action:'a'}),host);".repeat(count))),
  hard('messages of a wrapper', 1000, (count) =>
    inScript(`function s(a){parent.postMessage(JSON.stringify({action:a}),h)}${"s('hangup');".repeat(count)}`),
  ),
  hard('wrappers of a wrapper', 1000, (count) =>
    inScript(
      `function s0(a){parent.postMessage(JSON.stringify({action:a}),h)}${repeat(count, (at) => `function s${at + 1}(a){s${at}(a)}`)}s${count}('x')`,
    ),
  ),
  hard('functions that call each other', 500, (count) =>
    inScript(
      `${repeat(count, (at) => `function f${at}(a){return f${(at * 7) % count}(a)+f${(at * 3) % count}(a)}`)}parent.postMessage(f1(1),f2(2))`,
    ),
  ),
  hard('values one after the other', 3000, (count) =>
    inScript(`var a0='*';${repeat(count, (at) => `var a${at + 1}=a${at};`)}parent.postMessage(m,a${count})`),
  ),
  hard('values that double', 500, (count) =>
    inScript(`var a0='*';${repeat(count, (at) => `var a${at + 1}=a${at}+a${at};`)}parent.postMessage(m,a${count})`),
  ),
  hard('the text of one name, added to', 5000, (count) =>
    inScript(`var s='';${"s+='a';".repeat(count)}parent.postMessage(s,'*')`),
  ),
  hard('a sum of many parts', 2000, (count) => inScript(`parent.postMessage('a'${"+'b'".repeat(count)},'*')`)),
  hard('else after else', 500, (count) => inScript(`if(a){}${"else if(m.type==='callLineOn'){}".repeat(count)}`)),
  hard('nested brackets', 300, (count) => inScript(`x=${'['.repeat(count)}${']'.repeat(count)}`)),
  hard('nested blocks', 300, (count) => inScript(`${'{let a;'.repeat(count)}a${'}'.repeat(count)}`)),
  hard('nested functions', 200, (count) =>
    inScript(`${'(function(a){'.repeat(count)}a.postMessage(1,"*")${'})(parent)'.repeat(count)}`),
  ),
  hard('brackets that are too deep', 20_000, (count) => inScript('['.repeat(count))),
  hard('scripts in comments in scripts', 20_000, (count) => inPage('<script><!--<script '.repeat(count))),
  hard('ends of scripts in comments', 5000, (count) =>
    inPage(`<script><!--<script>${'</script><script>'.repeat(count)}`),
  ),
  hard('elements that never end', 20_000, (count) => inPage('<div><p><span>'.repeat(count))),
  hard('ends without elements', 20_000, (count) => inPage(`${'<div>'.repeat(count)}${'</span>'.repeat(count)}`)),
  hard('fields in nested elements', 3000, (count) => inPage(`<form>${'<div><input name=a>'.repeat(count)}`)),
  hard('attributes of an element', 4000, (count) =>
    inPage(`<a ${repeat(count, (at) => `a${at}=b `)}href="https://a.example/">`),
  ),
  hard('rows of a table', 20_000, (count) =>
    inPage(`<table>${'<tr><td><a href="b.html">b</a><td>c'.repeat(count)}</table>`),
  ),
  hard('comments that never end', 20_000, (count) => inPage('<!-- <a '.repeat(count))),
  hard('handlers', 3000, (count) => inPage('<a onclick="go(1)">a</a>\n'.repeat(count))),
  hard('lines with a silence', 4000, (count) =>
    inPage('<a target="_top">a</a><!-- ld-check-ignore -->\n'.repeat(count)),
  ),
  hard('one long line', 20_000, (count) => inFile(`${'var a = "b";'.repeat(count)}parent.postMessage(a,"*")`)),
  hard('curly quotation marks', 3000, (count) => inScript('f(“a”);'.repeat(count))),
  hard('strings that never end', 5000, (count) => inScript("'a\n".repeat(count))),
  hard('tags of PHP', 4000, (count) => ({
    'index.php': `<!doctype html><script src="ld.js"></script>${'<?php if ($a): ?><a href="<?= $b ?>">a</a><?php endif ?>\n'.repeat(count)}`,
  })),
  hard('PHP strings that never end', 20_000, (count) => ({
    'index.php': `<!doctype html><?php ${"'a\\".repeat(count)}`,
  })),
  hard('braces that never end', 20_000, (count) => ({ 'a.twig': `<!doctype html>${'{{ {% '.repeat(count)}` })),
  hard('percent braces in HTML', 20_000, (count) => inPage('{% '.repeat(count))),
  hard('calls in Razor', 5000, (count) => ({ 'a.cshtml': `<!doctype html>${'@Html.A("b")\n'.repeat(count)}` })),
  hard('Razor brackets that never end', 5000, (count) => ({ 'a.cshtml': `<!doctype html>${'@(a'.repeat(count)}` })),
  hard('imports in a row', 1000, (count) => ({
    ...inPage('<script type="module" src="m0.js"></script>'),
    ...Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`m${at}.js`, `import { a } from './m${at + 1}.js'; export { a };`]),
    ),
  })),
  hard('pages of one script', 500, (count) => ({
    'a.js': 'function s(a){parent.postMessage(JSON.stringify({action:a}),document.referrer)}',
    ...Object.fromEntries(
      Array.from({ length: count }, (_, at) => [
        `p${at}.html`,
        `<!doctype html><script src="ld.js"></script><script src="a.js"></script><a href="p${at + 1}.html">b</a><button onclick="s('hangup')">`,
      ]),
    ),
  })),
  hard('pages without the runtime', 1000, (count) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [
        `p${at}.html`,
        '<!doctype html><html><head></head><a href="https://shop.example/">',
      ]),
    ),
  ),
];

function repeat(count: number, text: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => text(at)).join('');
}
