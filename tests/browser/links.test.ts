import * as assert from 'uvu/assert';
import { carried, page, startCard } from './card.js';
import { eachEngine } from './engines/index.js';

eachEngine('links', (test) => {
  test('a link of the card carries the parameter, and its attribute is as it was', async ({ page: tab }) => {
    const site = await startCard({ '/': page('<a href="next?a=1#part">next</a>'), '/next': page('<p>next') });
    try {
      const card = await site.open(tab);
      await card.click('a');
      const { url } = await site.card.received('/next');
      assert.is(url, `/next?a=1&${carried(site.host)}`);
      await card.waitFor(() => location.pathname === '/next');
      assert.is(await card.evaluate('location.hash'), '#part');
      await card.waitFor('window.ld');
      await card.evaluate('ld.send("hangup")');
      await tab.waitFor('messages.length');
      assert.equal(await tab.evaluate('messages'), [{ data: '{"action":"hangup"}', origin: site.card.origin }]);
    } finally {
      await site.close();
    }
  });

  test('a handler that stops propagation does not stop the parameter', async ({ page: tab }) => {
    const site = await startCard({
      '/': page(`<div><a href="/next"><b>next</b></a></div><script>
        document.querySelector('a').addEventListener('click', function (e) { e.stopPropagation(); window.seen = this.getAttribute('href') });
      </script>`),
      '/next': page('<p>next'),
    });
    try {
      const card = await site.open(tab);
      await card.click('b');
      assert.is((await site.card.received('/next')).url, `/next?${carried(site.host)}`);
    } finally {
      await site.close();
    }
  });

  test('a script navigation, a GET and a POST form', async ({ page: tab, browser }) => {
    const site = await startCard({
      '/': page(`<form id=g action="/get?gone=1"><input name=a value="1"><button>get</button></form>
        <form id=p method=post action="/post?x=1"><input name=a value="1"><button>post</button></form>`),
      '*': page('<p>next'),
    });
    try {
      let card = await site.open(tab);
      await card.click('#g button');
      assert.is((await site.card.received('/get')).url, `/get?a=1&${carried(site.host)}`);
      card = await site.open(tab);
      await card.click('#p button');
      const post = await site.card.received('/post');
      assert.is(post.url, `/post?x=1&${carried(site.host)}`);
      assert.is(post.text, 'a=1');
      card = await site.open(tab);
      await card.evaluate(() => { setTimeout(() => { location.href = '/script' }) });
      assert.is((await site.card.received('/script')).url, browser.name === 'webkit' ? '/script' : `/script?${carried(site.host)}`);
    } finally {
      await site.close();
    }
  });
});
