import { decodeHTMLAttribute } from 'entities';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PageDocument } from '../../cli/commands/check/dom.js';
import { startTags, tagsOf } from '../../cli/shared/html/tokens.js';

const names = (html: string, selector: string) =>
  new PageDocument(html).all(selector).map(({ localName }) => localName);

test('selectors find elements by name and attribute, in the order of the source', () => {
  const html = '<form action=a><input name=b><A HREF="c">D</A><area href=e></form><a name=f>';
  assert.equal(names(html, 'a[href], area[href], form'), ['form', 'a', 'area']);
  assert.equal(names(html, '[name]'), ['input', 'a']);
  assert.equal(names(html, 'video[src], audio[src]'), []);
  assert.equal(names('<form role="Search"><input></form>', '[role=search]'), ['form']);
  assert.throws(() => names(html, 'a > b'), /not known/);
});

test('attributes are read as HTML reads them', () => {
  const [a] = new PageDocument('<a href="?a=1&amp;b=2&copy=3&#x41;" title=\'&quot;\' hidden>').all('a');
  assert.is(a!.getAttribute('href'), '?a=1&b=2&copy=3A');
  assert.is(a!.getAttribute('title'), '"');
  assert.is(a!.getAttribute('hidden'), '');
  assert.is(a!.getAttribute('id'), null);
});

for (const text of [
  'Bestellung l&ouml;schen, &Ouml;ffnen, gel&OUML;scht',
  'Cerrar sesi&oacute;n &copy &copy=1 &copyx; &euro1',
  'javascript&colon;go&lpar;&apos;x&apos;&rpar;&semi;&NewLine;&Tab;',
  '&#146;hangup&#x92; &#39;&#39 &#x2019;',
  '?a=1&lt=2&amp=3&para=4&order=5&amp;amp;',
  'no reference: & &; &#; &unknown; &x',
])
  test(`character references are those of HTML: ${text}`, () => {
    const [a] = new PageDocument(`<a title="${text}">`).all('a');
    assert.is(a!.getAttribute('title'), decodeHTMLAttribute(text));
  });

test('elements are in each other as their tags say, and as HTML ends them', () => {
  const { elements, all } = new PageDocument(
    '<form id=a><p>One<p><input name=b></form><input name=c><ul><li>A<li><select name=d><option>E<option value=f>F</select></ul>',
  );
  const document = { elements, all };
  assert.is(
    document.elements
      .find(({ localName }) => localName === 'input')!
      .closest('form')!
      .getAttribute('id'),
    'a',
  );
  assert.is(document.elements.filter(({ localName }) => localName === 'input')[1]!.closest('form'), null);
  const select = elements.find(({ localName }) => localName === 'select')!;
  assert.equal(
    select.querySelectorAll('option').map(({ textContent }) => textContent),
    ['E', 'F'],
  );
  assert.equal(names('<p>a<p id=b>c<div>d', 'p, div'), ['p']);
});

const scripts: [html: string, text: string][] = [
  ['<script>a</script>b', 'a'],
  ['<script>"</scripts>"</script >b', '"</scripts>"'],
  ['<script><!-- a </script>b', '<!-- a '],
  ['<script><!-- <script> </script> --></script>b', '<!-- <script> </script> -->'],
  ['<script><!-- <script> --></script>b', '<!-- <script> -->'],
  ['<script><!--<script ', '<!--<script '],
];
for (const [html, text] of scripts) {
  test(`the script in ${html} is ${text}`, () => {
    const [tag] = startTags(html);
    assert.is(html.slice(tag!.text!.start, tag!.text!.end), text);
  });
}

test('tags that end nothing, and elements that never end, cost one step each', () => {
  const html = `${'<div>'.repeat(20_000)}${'</span>'.repeat(20_000)}${'<script><!--<script '.repeat(20_000)}`;
  assert.is(new PageDocument(html).all('script').length, 1);
  assert.is([...tagsOf(html)].length, 40_001);
});

test.run();
