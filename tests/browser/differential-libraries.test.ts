/**
 * The runtime does no harm to what pages are made with: the real libraries, with it and without it.
 *
 * @needs chromium
 * @slow
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../cli/scratch.js';
import { differences, type Play } from './differential.js';

const library = (file: string, type = 'text/javascript') => ({
  headers: { 'content-type': type },
  body: readFileSync(path.join(root, 'node_modules', file)),
});

const jquery = library('jquery/dist/jquery.min.js');
const there = 'location.pathname.endsWith("/next")';
const go = [{ click: '#go' }];

/** A page with scripts of libraries in its head, after the runtime. */
const page = (scripts: string[], body: string) =>
  `<!doctype html><html><head><script-ld>${scripts.map((name) => `<script src="${name}.js"></script>`).join('')}</head><body>${body}</body></html>`;

const csrf = '<meta name="csrf-param" content="token"><meta name="csrf-token" content="t1">';
const ujsLinks = `${csrf}<a id=go href="next?x=1" data-method="post" data-confirm="sure?" rel="nofollow">next</a>`;
const ujsForm = `${csrf}<form action=next method=post><input name=q value=1><button id=go data-disable-with="…">x</button></form>`;

const jqueryUjs: Play['pages'] = {
  '/jquery.js': jquery,
  '/ujs.js': library('jquery-ujs/src/rails.js'),
  '/next': 'next',
};
const railsUjs: Play['pages'] = {
  '/ujs.js': library('@rails/ujs/app/assets/javascripts/rails-ujs.js'),
  '/next': 'next',
};

differences('jQuery and what is built on it', {
  'jQuery: delegated handlers, one that cancels and one that does not': {
    pages: {
      '/jquery.js': jquery,
      '/': page(
        ['jquery'],
        '<div id=box><a id=no href="no">no</a><a id=go href="next">next</a></div><script>$("#box").on("click", "a", function () { seen.push($(this).attr("href")); return this.id != "no" }).on("click", function (e) { seen.push(String(e.isDefaultPrevented())) })</script>',
      ),
      '/next': 'next',
    },
    drive: [{ click: '#no' }, ...go],
    ends: there,
  },
  'jQuery: submit() triggered by a script, and a serialized form': {
    pages: {
      '/jquery.js': jquery,
      '/': page(
        ['jquery'],
        '<form action=next method=post><input name=q value=1></form><a id=go href="#">x</a><script>$("form").on("submit", function () { sessionStorage.form = $(this).serialize() + this.outerHTML }); $("#go").on("click", function (e) { e.preventDefault(); $("form").trigger("submit") })</script>',
      ),
      '/next': 'next',
    },
    drive: go,
    ends: there,
    tells: 'sessionStorage.form',
  },
  'jquery-validation: a form that is not valid, then is': {
    pages: {
      '/jquery.js': jquery,
      '/validate.js': library('jquery-validation/dist/jquery.validate.min.js'),
      '/': page(
        ['jquery', 'validate'],
        '<form action=next method=post><input name=q required><button id=go name=b value=1>x</button></form><script>$("form").validate()</script>',
      ),
      '/next': 'next',
    },
    drive: [...go, { until: 'document.querySelector("label.error")' }, { type: 'abc', on: 'input' }, ...go],
    ends: there,
  },
  'jquery-ujs: a link that posts': {
    pages: { ...jqueryUjs, '/': page(['jquery', 'ujs'], ujsLinks) },
    drive: go,
    ends: there,
  },
  'jquery-ujs: a button that is disabled': {
    pages: { ...jqueryUjs, '/': page(['jquery', 'ujs'], ujsForm) },
    drive: go,
    ends: there,
  },
});

differences('Rails and Hotwire', {
  '@rails/ujs: a link that posts': { pages: { ...railsUjs, '/': page(['ujs'], ujsLinks) }, drive: go, ends: there },
  '@rails/ujs: a button that is disabled': {
    pages: { ...railsUjs, '/': page(['ujs'], ujsForm) },
    drive: go,
    ends: there,
  },
  'Turbo: a visit, a form, and back': {
    pages: {
      '/turbo.js': library('@hotwired/turbo/dist/turbo.es2017-umd.js'),
      '/': page(
        ['turbo'],
        '<a id=go href="next">next</a><script>document.addEventListener("turbo:load", function () { seen.push(location.pathname.split("/").pop()) })</script>',
      ),
      '/next': page(['turbo'], '<form action="third"><input name=q value=1><button id=send>x</button></form>'),
      '/third': page(['turbo'], '<p id=third>third'),
    },
    drive: [
      ...go,
      { until: 'document.querySelector("#send")' },
      { click: '#send' },
      { until: 'document.querySelector("#third")' },
      { run: 'setTimeout(function () { history.back() })' },
    ],
    ends: `${there} && document.querySelector("#send")`,
    tells: 'location.search',
  },
});

differences('libraries that load parts of pages', {
  'htmx: a boosted link and form': {
    pages: {
      '/htmx.js': library('htmx.org/dist/htmx.min.js'),
      '/': page(['htmx'], '<div hx-boost=true><a id=go href="next?a=1">next</a></div>'),
      '/next': page(
        ['htmx'],
        '<div hx-boost=true><form action=third method=post><input name=q value=1><button id=send>x</button></form></div>',
      ),
      '/third': page(['htmx'], '<p id=third>third'),
    },
    drive: [...go, { until: 'document.querySelector("#send")' }, { click: '#send' }],
    ends: 'document.querySelector("#third")',
  },
  'instant.page: a link that is fetched ahead at mousedown': {
    pages: {
      '/instant.js': library('instant.page/instantpage.js'),
      '/': '<html><head><script-ld></head><body data-instant-intensity="mousedown"><a id=go href="next">next</a><script src="instant.js" type="module"></script></body></html>',
      '/next': '<p id=next>next</p>',
    },
    drive: go,
    ends: there,
    // What was fetched ahead has no parameter: the browser asks once more.
    reloads: 1,
  },
  'Unpoly: a link that is followed in place': {
    pages: {
      '/unpoly.js': library('unpoly/unpoly.min.js'),
      '/': page(['unpoly'], '<main><a id=go href="next" up-target="main">next</a></main>'),
      '/next': page(['unpoly'], '<main><p id=next>next</p></main>'),
    },
    drive: go,
    ends: 'document.querySelector("#next")',
  },
  'swup: a visit without an animation': {
    pages: {
      '/swup.js': library('swup/dist/Swup.umd.js'),
      '/': page(
        ['swup'],
        '<main id=swup><a id=go href="next">next</a></main><script>new Swup({ animationSelector: false })</script>',
      ),
      '/next': page(['swup'], '<main id=swup><p id=next>next</p></main>'),
    },
    drive: go,
    ends: 'document.querySelector("#next")',
  },
  'zone.js: the tasks that a zone counts': {
    pages: {
      '/zone.js': library('zone.js/bundles/zone.umd.js'),
      '/': page(
        ['zone'],
        `<a id=no href="no">no</a><a id=go href="next">next</a><script>
          Zone.current.fork({ name: 'z', onInvokeTask: function (parent, zone, target, task, self, args) { seen.push(task.source); return parent.invokeTask(target, task, self, args) } }).run(function () {
            document.getElementById('no').addEventListener('click', function (e) { e.preventDefault() });
            document.addEventListener('click', function () { setTimeout(function () {}) });
          })</script>`,
      ),
      '/next': 'next',
    },
    drive: [{ click: '#no' }, { until: 'seen.length > 2' }, { run: 'sessionStorage.seen = seen.join()' }, ...go],
    ends: there,
    tells: 'sessionStorage.seen',
  },
});

differences('a login by MSAL', {
  'the page that the login comes back to goes where it was': {
    pages: {
      '/msal.js': library('@azure/msal-browser/lib/msal-browser.min.js'),
      '/': page(['msal'], '<a id=go href="next?b=1">next</a>'),
      '/next': page(
        ['msal'],
        `<script>
          var app = new msal.PublicClientApplication({ auth: { clientId: '00000000-0000-0000-0000-000000000000', authority: 'https://login.example/common', knownAuthorities: ['login.example'], redirectUri: location.href.split('?')[0], allowRedirectInIframe: true }, system: { allowRedirectInIframe: true } });
          app.initialize().then(function () { return app.handleRedirectPromise() }).then(function (result) { seen.push('ready ' + result) }, function (error) { seen.push(String(error.errorCode)) });
        </script>`,
      ),
    },
    drive: go,
    ends: `${there} && seen.length == 1`,
  },
});
