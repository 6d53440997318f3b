import { builtinModules } from 'node:module';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { packageNameFor } from '../../cli/commands/create/names.js';

/** npm, "name": lower case, URL-safe, no leading dot, underscore or hyphen, at most 214 characters with its scope. */
const VALID = /^(?=.{1,214}$)(@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/;

const names: [folder: string, expected: string][] = [
  ['/home/me/my-card', 'my-card'],
  ['/home/me/My Dir', 'my-dir'],
  ['/home/me/日本語', 'leaddesk-card'],
  ['/home/me/kortti 日本語 2', 'kortti-2'],
  ['/home/me/Käyttöliittymä', 'kayttoliittyma'],
  ['/home/me/Straße', 'strasse'],
  ['/home/me/Smørrebrød', 'smorrebrod'],
  ['/home/me/Żółć', 'zolc'],
  ['/home/me/ＦＵＬＬ１２', 'full12'],
  ['/home/me/"><b>', 'b'],
  ['/home/me/$(touch x) & co', 'touch-x-co'],
  ["/home/me/it's", 'it-s'],
  ['/home/me/.hidden', 'hidden'],
  ['/home/me/__card__', 'card'],
  ['/home/me/v1.2_beta', 'v1.2_beta'],
  ['/home/me/...', 'leaddesk-card'],
  ['/home/me/~', 'leaddesk-card'],
  ['/home/me/a\nb', 'a-b'],
  ['/', 'leaddesk-card'],
  ['/home/me/@scope/name', '@scope/name'],
  ['/home/me/@My Scope/My Card', '@my-scope/my-card'],
  ['/home/me/@/name', 'name'],
  ['/home/me/@scope/http', '@scope/http'],
  ['/home/me/http', 'http-card'],
  ['/home/me/FS', 'fs-card'],
  ['/home/me/node_modules', 'node_modules-card'],
  ['/home/me/favicon.ico', 'favicon.ico-card'],
  ['/home/me/esbuild', 'esbuild-card'],
  [`/home/me/${'x'.repeat(300)}`, 'x'.repeat(214)],
  [`/home/me/${'x'.repeat(213)}-y`, 'x'.repeat(213)],
  [`/home/me/@${'s'.repeat(100)}/${'x'.repeat(300)}`, `@${'s'.repeat(100)}/${'x'.repeat(112)}`],
  [`/home/me/@${'s'.repeat(250)}/My Card`, 'my-card'],
];

for (const [folder, expected] of names) {
  test(`the folder ${JSON.stringify(folder).slice(0, 60)} gives the package name ${expected.slice(0, 40)}`, () => {
    assert.is(packageNameFor(folder, ['esbuild']), expected);
  });
}

test('the name is valid and none of the taken ones, whatever the folder is called', () => {
  const folder = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom(...builtinModules),
    fc.string({ minLength: 200 }),
  );
  fc.assert(
    fc.property(fc.option(folder, { nil: '' }), folder, (parent, base) => {
      const name = packageNameFor(`/home/${parent.replaceAll('/', '')}/${base.replaceAll('/', '')}`, ['esbuild']);
      assert.match(name, VALID);
      assert.not([...builtinModules, 'esbuild', 'node_modules', 'favicon.ico'].includes(name));
    }),
  );
});

test.run();
