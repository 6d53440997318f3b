/** What engines must be able to do: the floor, and what the documents say of it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Capabilities, floor, missing } from '../browser/engines/capabilities.js';
import { documentOf } from '../readme/documents.js';

const all: Capabilities = {
  navigationApi: true,
  ancestorOrigins: true,
  dispatchedSubmit: true,
  clickOfAnyClass: true,
  imageButtonPosition: true,
  escapesAsWritten: true,
};

test('an engine that cannot do what its version could before is below the floor', () => {
  const cannot = (name: keyof Capabilities): Capabilities => ({ ...all, [name]: false });
  assert.equal(missing('firefox', '153.7.0', all), []);
  assert.equal(missing('firefox', '148.0', cannot('ancestorOrigins')), ['ancestorOrigins']);
  assert.equal(missing('firefox', '147.0.1', cannot('ancestorOrigins')), []);
  assert.equal(missing('firefox', '140.12.0', { ...cannot('ancestorOrigins'), navigationApi: false }), []);
  assert.equal(missing('chromium', '150.0.7871.100', cannot('navigationApi')), ['navigationApi']);
  assert.equal(missing('webkit', '2.50.6', cannot('navigationApi')), []);
  assert.equal(missing('webkit', '2.50.6', cannot('ancestorOrigins')), ['ancestorOrigins']);
});

test('docs/browsers.md has the versions of the floor', () => {
  const rows = Object.fromEntries(
    documentOf('docs/browsers.md').tables[0]!.rows.map(([name, ...cells]) => [name, cells]),
  );
  assert.equal(rows['`location.ancestorOrigins`']!.slice(0, 3), [
    String(floor.chromium.ancestorOrigins),
    String(floor.firefox.ancestorOrigins),
    'always',
  ]);
  assert.equal(rows['`navigation`']!.slice(0, 3), [
    String(floor.chromium.navigationApi),
    String(floor.firefox.navigationApi),
    'not yet',
  ]);
});

test.run();
