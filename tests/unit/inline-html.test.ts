import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mask, PUT_OUT } from '../../cli/shared/html/templating.js';
import { startTags } from '../../cli/shared/html/tokens.js';

const tags = (html: string) =>
  [...startTags(html)].map(
    ({ name, start, attributes }) =>
      `${start} ${name}${attributes.map((attribute) => ` ${attribute.name}=${attribute.value}@${attribute.start}`).join('')}`,
  );

const tokens: [html: string, tags: string[]][] = [
  ['<a href="x">', ['0 a href=x@3']],
  ["<A\n HREF = 'a>b' b>", ['0 a href=a>b@4 b=@17']],
  ['<a href=x/><b/>', ['0 a href=x/@3', '11 b']],
  ['<a a="1"b="2">', ['0 a a=1@3 b=2@8']],
  ['<a =x>', ['0 a =x=@3']],
  ['</a><!a><?a><1><a', ['15 a']],
  ['<!-- <a> --><b><!--><c><!---><d>', ['12 b', '20 c', '29 d']],
  ['<script>"<a>"</script ><b>', ['0 script', '23 b']],
  ['<script><!--<script></script>--></script><b>', ['0 script', '41 b']],
  ['<textarea><a></textarea><title><b></title><noscript><c></noscript>', ['0 textarea', '24 title', '42 noscript']],
  ['<plaintext><a>', ['0 plaintext']],
  ['1 < 2 <a', ['6 a']],
];
for (const [html, expected] of tokens) {
  test(`start tags of ${JSON.stringify(html)}`, () => assert.equal(tags(html), expected));
}

const masks: [file: string, text: string, masked: string][] = [
  ['a.php', "a<?= '?>' ?>b", 'a###########b'],
  ['a.php', 'a<?php /* ?> */ if (1): ?>b', `a${' '.repeat(25)}b`],
  ['a.php', 'a<?php // ?>b', 'a           b'],
  ['a.php', 'a<?php echo 1', 'a############'],
  ['a.php', 'a<?php $a = <<<X\n?>\nX; ?>b', `a${' '.repeat(24)}b`],
  ['a.ejs', 'a<%= b %>c<% d %>e<%# f %><%%g', 'a########c       e        <%%g'],
  ['a.twig', 'a{{ b }}{% c %}{# d #}e', 'a#######              e'],
  ['a.hbs', 'a{{#if b}}{{{c}}}{{/if}}{{> d}}', 'a         #######              '],
  ['a.blade.php', '{{-- {{ a }} --}}{!! b !!}{{ $c }}', `${' '.repeat(17)}${'#'.repeat(17)}`],
  ['a.cshtml', '@(a(")"))b>@Model.C["d"].E() f@g @* h *@', '#########b>################# f@g        '],
  ['a.jsp', '<%-- <%= a --%>${b}\\${c}', `${' '.repeat(15)}####\\\${c}`],
  ['a.js', '<?= a ?>{{ b }}', '<?= a ?>{{ b }}'],
];
for (const [file, text, masked] of masks) {
  test(`of ${JSON.stringify(text)} in ${file} its template's tags are masked`, () =>
    assert.is(mask(text, file).replaceAll(PUT_OUT, '#'), masked));
}

const piece = fc.oneof(
  fc.constantFrom(
    '<',
    '>',
    '/',
    '=',
    '"',
    "'",
    '!--',
    '--',
    '<script',
    '</script>',
    '<a ',
    '<?php',
    '?>',
    '<%',
    '%>',
    '{{',
    '}}',
    '@',
    '(',
    ')',
    ' ',
    '\n',
    PUT_OUT,
  ),
  fc.string({ maxLength: 3 }),
);
const soup = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

test('whatever a source contains, masks keep its length, and tags are in order and inside', () => {
  fc.assert(
    fc.property(
      soup,
      fc.constantFrom('a.php', 'a.ejs', 'a.jsp', 'a.cshtml', 'a.blade.php', 'a.twig', 'a.html'),
      (text, file) => {
        const masked = mask(text, file);
        assert.is(masked.length, text.length);
        let end = 0;
        for (const tag of startTags(masked)) {
          assert.ok(tag.start >= end && tag.end > tag.start && tag.end <= text.length);
          for (const attribute of tag.attributes)
            assert.ok(attribute.start < attribute.end && attribute.valueStart <= attribute.end);
          end = tag.text?.end ?? tag.end;
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test.run();
