import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Card } from '../../cli/commands/add/card.js';
import { forComment, forPhp, forScript } from '../../cli/commands/add/escape.js';
import { addExpressPage } from '../../cli/commands/add/express.js';
import { addHtmlPage } from '../../cli/commands/add/html.js';
import { pageNamed } from '../../cli/commands/add/page.js';
import { addPhpPage } from '../../cli/commands/add/php.js';
import { escapeHtml } from '../../cli/shared/html/escape.js';

function card(files: Record<string, string>): Card {
  return { folder: '/card', read: (file) => files[file], list: () => Object.keys(files) };
}

for (const [name, title, slug] of [
  ['terms', 'Terms', 'terms'],
  ['call-back', 'Call back', 'call-back'],
  ['Call back', 'Call back', 'call-back'],
  ['Käyttöehdot', 'Käyttöehdot', 'kayttoehdot'],
  ['terms.html', 'Terms', 'terms'],
  ['A/B test', 'A/B test', 'a-b-test'],
  ['"><b>', '"><b>', 'b'],
  ['日本語', '日本語', 'page'],
  ['a\nb', 'a b', 'a-b'],
  ['24', '24', 'page-24'],
  ['x'.repeat(300), `X${'x'.repeat(299)}`, 'x'.repeat(60)],
] as const) {
  test(`the name ${JSON.stringify(name).slice(0, 40)} is the title ${title.slice(0, 20)} at ${slug.slice(0, 20)}`, () => {
    assert.equal(pageNamed(name), { title, slug });
  });
}

for (const name of [
  '../x',
  './x',
  'a/../../x',
  'sub/page',
  '/etc/x',
  '~/x',
  '..\\x',
  'C:\\x',
  '..',
  '../my page',
  'a b/..',
]) {
  test(`${JSON.stringify(name)} is a path`, () => assert.throws(() => pageNamed(name), /is no path/));
}

for (const name of ['', ' ', '.html', '---', '?!']) {
  test(`${JSON.stringify(name)} is no name`, () => assert.throws(() => pageNamed(name), /A page needs a name/));
}

test('a text in HTML is read as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'<>&"\'/;#x b`$') }), (text) => {
      const { document } = parseHTML(`<p title="${escapeHtml(text)}">${escapeHtml(text)}</p>`);
      assert.is(document.querySelector('p')!.textContent, text);
      assert.is(document.querySelector('p')!.getAttribute('title'), text);
    }),
  );
});

test('a text in a JavaScript string is read as it is, and begins no tag', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('\\', "'", '"', '`', '$', '{', '<', '/', 'u', '\n', '\r', '\u2028', '0') }),
      (text) => {
        const literal = `'${forScript(text)}'`;
        assert.is(new Function(`return ${literal}`)(), text);
        assert.not.match(literal, '<');
      },
    ),
  );
});

test('a text in a comment does not end it', () => {
  assert.not.match(forComment('a */ b ?> c\nd'), /\*\/|\?>|\n/);
});

const PAGE = `<!doctype html>
<title>Contact</title>
<nav>
  <a href="index.html" aria-current="page">Contact</a>
  <a href="order.html">Order</a>
</nav>
<main>
  <h1>Contact</h1>
  <p data-notice></p>
</main>
`;

const LINKED = (link: string, current = '') => `<nav>
  <a href="index.html"${current}>Contact</a>
  <a href="order.html">Order</a>
  ${link}
</nav>`;

test('a page of HTML is made after index.html, and linked below the last link of each navigation', () => {
  const files = { 'index.html': PAGE, 'plain.html': '<h1>No navigation</h1>', 'card.css': '<nav><a ></a></nav>' };
  const { created, changed } = addHtmlPage(card(files), { title: 'A & b $1', slug: 'a-b' });
  assert.equal(Object.keys(created), ['a-b.html']);
  assert.is(
    created['a-b.html'],
    `<!doctype html>
<title>A &amp; b $1</title>
${LINKED('<a href="a-b.html" aria-current="page">A &amp; b $1</a>')}
<main>
  <h1>A &amp; b $1</h1>
  <section class="panel">
    <p>What this page is for.</p>
  </section>
  <p data-notice></p>
</main>
`,
  );
  assert.equal(changed, {
    'index.html': PAGE.replace(/<nav>[^]*<\/nav>/, () =>
      LINKED('<a href="a-b.html">A &amp; b $1</a>', ' aria-current="page"'),
    ),
  });
});

test('a page of HTML has the line breaks of its model', () => {
  const windows = PAGE.replaceAll('\n', '\r\n');
  const { created, changed } = addHtmlPage(card({ 'index.html': windows }), { title: 'X', slug: 'x' });
  for (const text of [created['x.html']!, changed['index.html']!]) assert.not.match(text, /(?<!\r)\n/);
});

test('a navigation on one line stays correct', () => {
  const inline = PAGE.replace(/<nav>[^]*<\/nav>/, '<nav><a href="a.html">A</a></nav>');
  const { changed } = addHtmlPage(card({ 'index.html': inline }), { title: 'X', slug: 'x' });
  const { document } = parseHTML(changed['index.html']!);
  assert.equal(
    [...document.querySelectorAll('nav a')].map((link) => link.getAttribute('href')),
    ['a.html', 'x.html'],
  );
});

test('an index.html without navigation or main cannot be a model', () => {
  for (const text of ['<main></main>', '<nav><a href="x">x</a></nav>', '<nav></nav><main></main>']) {
    assert.throws(
      () => addHtmlPage(card({ 'index.html': text }), { title: 'X', slug: 'x' }),
      /Copy one of your pages by hand/,
    );
  }
});

const EXPRESS = {
  'pages/index.js': `import * as contact from './contact.js';

export const pages = [
  contact,
];
`,
  'layout.js': `const navigation = [
  { path: './', title: 'Contact', section: 'contact' },
];
`,
};

test('a page of an Express app is a module, registered and linked', () => {
  const { created, changed } = addExpressPage(card(EXPRESS), { title: "It's", slug: 'it-s' });
  assert.match(created['pages/it-s.js']!, `export const path = '/it-s';\nexport const title = 'It\\'s';\n`);
  assert.is(
    changed['pages/index.js'],
    "import * as contact from './contact.js';\nimport * as itS from './it-s.js';\n\nexport const pages = [\n  contact, itS\n];\n",
  );
  assert.match(
    changed['layout.js']!,
    "section: 'contact' },\n  { path: 'it-s', title: 'It\\'s', section: 'it-s' },\n];",
  );
});

for (const [slug, name] of [
  ['call-back', 'callBack'],
  ['delete', 'pageDelete'],
  ['24-hours', 'page24Hours'],
  ['pages', 'pagePages'],
] as const) {
  test(`the module of ${slug} is called ${name}`, () => {
    const { changed } = addExpressPage(card(EXPRESS), { title: 'X', slug });
    assert.match(changed['pages/index.js']!, `import * as ${name} from './${slug}.js';`);
  });
}

test('an Express app that is laid out otherwise is left to its author', () => {
  assert.throws(
    () => addExpressPage(card({ ...EXPRESS, 'layout.js': '' }), { title: 'X', slug: 'x' }),
    /layout\.js has no list/,
  );
  assert.throws(
    () => addExpressPage(card({ ...EXPRESS, 'pages/index.js': '' }), { title: 'X', slug: 'x' }),
    /pages\/index\.js has no list/,
  );
});

test('a text in a PHP string is read as it is', () => {
  assert.is(forPhp('it\'s \\ $x "<b>"'), 'it\\\'s \\\\ $x "<b>"');
});

test('a page of a PHP site is a file in public/, linked in the layout', () => {
  const layout = "<?php\nconst NAVIGATION = [\n    'contact' => ['./', 'Contact']\n];\n";
  const { created, changed } = addPhpPage(card({ 'src/layout.php': layout }), { title: "It's <b>", slug: 'it-s-b' });
  assert.match(created['public/it-s-b.php']!, "openPage('It\\'s <b>', 'it-s-b', customer($contact));");
  assert.match(created['public/it-s-b.php']!, '<h1>It&#39;s &lt;b&gt;</h1>');
  assert.is(
    changed['src/layout.php'],
    "<?php\nconst NAVIGATION = [\n    'contact' => ['./', 'Contact'],\n    'it-s-b' => ['it-s-b.php', 'It\\'s <b>'],\n];\n",
  );
});

test('a second page follows the first, whatever the first is called', () => {
  const layout = "<?php\nconst NAVIGATION = [\n    'contact' => ['./', 'Contact'],\n];\n";
  const first = addPhpPage(card({ 'src/layout.php': layout }), { title: ']; // x', slug: 'x' }).changed;
  const second = addPhpPage(card(first), { title: 'Y', slug: 'y' }).changed;
  assert.match(second['src/layout.php']!, "'x' => ['x.php', ']; // x'],\n    'y' => ['y.php', 'Y'],\n];");
});

test('a PHP site that is laid out otherwise is left to its author', () => {
  assert.throws(
    () => addPhpPage(card({ 'src/layout.php': '<?php\n' }), { title: 'X', slug: 'x' }),
    /src\/layout\.php has no list/,
  );
});

test.run();
