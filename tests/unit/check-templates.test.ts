/** What templates put out in scripts and attributes, in each of their languages. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { check, page, script } from './check/card.js';

/** By the end of a file's name: tags that put a value out as it is; and those that put it out as JSON. */
const LANGUAGES: [end: string, asItIs: string[], asJson: string[]][] = [
  [
    'php',
    [
      '<?= $p ?>',
      '<?php echo $phone; ?>',
      '<?php echo htmlspecialchars($p) ?>',
      '<?= $row["phone"] ?>',
      '<? echo $p ?>',
    ],
    ['<?= json_encode($p) ?>', '<?php echo json_encode($phone, JSON_HEX_TAG); ?>', '<?= wp_json_encode($p) ?>'],
  ],
  [
    'blade.php',
    ['{{ $phone }}', '{!! $phone !!}'],
    ['@json($phone)', '{{ Js::from($phone) }}', '{!! json_encode($p) !!}'],
  ],
  ['ejs', ['<%= phone %>', '<%- phone %>'], ['<%- JSON.stringify(phone) %>']],
  ['erb', ['<%= @phone %>'], ['<%= raw @phone.to_json %>', '<%== phone.to_json %>']],
  ['jsp', ['<%= phone %>', '${phone}', '${contact.phone}'], ['<%= gson.toJson(phone) %>']],
  ['twig', ['{{ phone }}', '{{ phone|raw }}'], ['{{ phone|json_encode|raw }}']],
  ['j2', ['{{ phone }}', '{{ contact["phone"] }}'], ['{{ phone|tojson }}', '{{ phone | tojson | safe }}']],
  ['njk', ['{{ phone }}'], ['{{ phone | dump | safe }}']],
  ['hbs', ['{{phone}}', '{{{phone}}}'], ['{{{json phone}}}']],
  ['mustache', ['{{phone}}'], []],
  ['liquid', ['{{ customer.phone }}'], ['{{ customer.phone | json }}']],
  [
    'cshtml',
    ['@Model.Phone', '@(Model.Phone)', '@ViewBag.Phone'],
    ['@Json.Serialize(Model.Phone)', '@Html.Raw(Json.Serialize(Model.Phone))'],
  ],
  ['aspx', ['<%= Phone %>'], ['<%= JsonConvert.SerializeObject(Phone) %>']],
  ['html', ['{{ phone }}', '<?= $phone ?>', '<%= phone %>'], ['{{ .Phone }}', '[[${phone}]]', '{{ phone|tojson }}']],
];

/** Where the number stands. */
const PLACES: ((tag: string) => string)[] = [
  (tag) => script(`ld.send('call', { phone_number: ${tag} })`),
  (tag) => script(`var number = ${tag};\nld.send('call', { phone_number: number, auto_call: true })`),
  (tag) => script(`function dial(n) { ld.send('call', { phone_number: n }) }\ndial(${tag})`),
];
const IN_TEXT: ((tag: string) => string)[] = [
  (tag) =>
    script(`parent.postMessage('{"action":"call","params":{"phone_number":${tag}}}', 'https://login.leaddesk.com')`),
  (tag) => page(`<button data-ld-send="call" data-ld-params='{"phone_number": ${tag}}'>Call</button>`),
];

function found(text: string, end: string): string {
  const ids = check({ [`index.${end}`]: text }).map(({ id }) => id);
  return [...new Set(ids)].join(' ');
}

for (const [end, asItIs, asJson] of LANGUAGES) {
  test(`.${end}: a phone number without quotes is found, in code and in JSON`, () => {
    for (const tag of asItIs)
      for (const place of [...PLACES, ...(tag.includes("'") ? [] : IN_TEXT)])
        assert.is(found(place(tag), end), 'bad-params', place(tag));
  });
  test(`.${end}: one that is put out as JSON, or in quotes, is right`, () => {
    for (const tag of asJson) for (const place of PLACES) assert.is(found(place(tag), end), '', place(tag));
    for (const tag of asItIs) assert.is(found(PLACES[0]!(`"${tag.replaceAll('"', "'")}"`), end), '', tag);
    for (const tag of asItIs) assert.is(found(script(`ld.send('call', { customer_id: ${tag} })`), end), '', tag);
    for (const tag of asItIs) assert.is(found(script(`ld.send('select_reason', { id: ${tag} })`), end), '', tag);
  });
}

test('directives of Blade in a script are no syntax errors', () => {
  const text = script(
    "@if ($a)\nld.send('hangup');\n@else\nld.send('dial');\n@endif\n@foreach ($b as $c) f(@js($c)); @endforeach",
  );
  assert.is(found(text, 'blade.php'), 'unknown-action');
});

for (const [isFound, text] of [
  [true, `parent.postMessage('{"action":"call","params":{"phone_number":' + phone + '}}', host)`],
  [true, 'parent.postMessage(`{"action":"call","params":{"phone_number":${phone}}}`, host)'],
  [
    true,
    `parent.postMessage('{"action":"call","params":{"phone_number":' + new URLSearchParams(location.search).get('p') + '}}', host)`,
  ],
  [false, `parent.postMessage('{"action":"call","params":{"phone_number":' + JSON.stringify(phone) + '}}', host)`],
  [false, `parent.postMessage('{"action":"call","params":{"phone_number":' + quoted(phone) + '}}', host)`],
  [false, `parent.postMessage('{"action":"call","params":{"phone_number":"' + phone + '"}}', host)`],
  [false, `parent.postMessage('{"action":"call","params":{"customer_id":' + id + '}}', host)`],
  [false, `ld.send('call', { phone_number: phone })`],
] as [boolean, string][])
  test(`${text} is ${isFound ? 'bad-params' : 'right'}`, () => {
    assert.is(found(script(text), 'html'), isFound ? 'bad-params' : '');
  });

test.run();
