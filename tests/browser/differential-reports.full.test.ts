/**
 * The runtime does no harm where others did: public reports of scripts that rewrite links and forms, played with it and
 * without it.
 *
 * @without navigationApi, ancestorOrigins
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../cli/scratch.js';
import { differences } from './differential.js';

const library = (file: string) => ({
  headers: { 'content-type': 'text/javascript' },
  body: readFileSync(path.join(root, 'node_modules', file)),
});
const page = (script: string, body: string) =>
  `<!doctype html><html><head><script-ld><script src="${script}.js"></script></head><body>${body}</body></html>`;

const next = '<p id=next>next</p>';
const there = 'location.pathname.endsWith("/next")';
const go = [{ click: '#go' }];

differences('links that trackers broke', {
  // matomo-org/matomo#11262
  'what is nested in a link': {
    pages: { '/': '<a href="next?a=1"><div><i id=go>next</i></div></a>', '/next': next },
    drive: go,
    ends: there,
  },
  // matomo-org/matomo#11865, #14383
  'a query and a fragment': {
    pages: {
      '/': '<a id=go href="next?a=1#next">next</a>',
      '/next': `${next}<script>seen.push(location.hash)</script>`,
    },
    drive: go,
    ends: there,
  },
  // segmentio/analytics.js#504
  'a hash router, whose fragment has a query': {
    pages: { '/': '<a id=go href="next#/tree?path=foo.bar&x=?">next</a>', '/next': next },
    drive: go,
    ends: `${there} && location.hash == "#/tree?path=foo.bar&x=?"`,
  },
  // segmentio/analytics.js-integrations#44
  'a query before a hash route': {
    pages: { '/': '<a id=go href="next?v=2#/register?plan=pro">next</a>', '/next': next },
    drive: go,
    ends: `${there} && location.hash == "#/register?plan=pro"`,
  },
  // rndme/download#54
  'a link that a script makes, clicks and removes, and listeners that count clicks': {
    pages: {
      '/': `<button type=button id=go>save</button><script>
        document.addEventListener('click', function (e) { localStorage.clicks = (localStorage.clicks || '') + e.target.localName });
        document.getElementById('go').onclick = function () {
          var a = document.createElement('a'); a.href = 'next?a=1'; document.body.appendChild(a); a.click(); document.body.removeChild(a) }</script>`,
      '/next': next,
    },
    drive: go,
    ends: there,
    tells: 'localStorage.clicks',
  },
  // webjsdev/webjs#153, stacksjs/stx#1948
  'a router that captures on the document, cancels and stops': {
    pages: {
      '/': `<a id=go href="next?x=1">next</a><script>document.addEventListener('click', function (e) {
        var a = e.target.closest('a'); e.preventDefault(); e.stopPropagation(); seen.push(a.href); history.pushState(null, '', a.href) }, true)</script>`,
    },
    drive: go,
    ends: 'location.search == "?x=1"',
  },
});

differences('forms that trackers broke', {
  // websavers/WHMCS-Google-Tag-Manager#22
  'an action that is only a query, beside a field that is called action': {
    pages: {
      '/': '<form method=post action="?action=details"><input name=action value=a><button id=go>x</button></form>',
    },
    drive: go,
    ends: 'location.search.indexOf("?action=details") == 0',
  },
  // alphagov/verify-frontend#733
  'a form that sends itself when the page has loaded': {
    pages: {
      '/': '<a id=go href="saml">next</a>',
      '/saml':
        '<form method=post action="next"><input type=hidden name=SAMLResponse value="PD94=="></form><script>document.forms[0].submit()</script>',
      '/next': next,
    },
    drive: go,
    ends: there,
  },
  // jquery/jquery#2755, whatwg/dom#388
  'a field that is called submit': {
    pages: {
      '/': `<form method=post action="next"><input type=submit name=submit id=go value=1></form><script>
        document.forms[0].addEventListener('submit', function (e) { e.preventDefault(); HTMLFormElement.prototype.submit.call(this) })</script>`,
      '/next': next,
    },
    drive: go,
    ends: there,
  },
  // abpframework/abp#24946, webcomponents/polyfills#361
  'a listener that adds fields, and reads the form twice': {
    pages: {
      '/': `<form action="next"><input name=q value=1><button id=go>x</button></form><script>
        document.forms[0].addEventListener('submit', function () {
          var before = new URLSearchParams(new FormData(this)).toString();
          var field = document.createElement('input'); field.type = 'hidden'; field.name = 'added'; field.value = before; this.appendChild(field);
          localStorage.read = new URLSearchParams(new FormData(this)).toString();
        })</script>`,
      '/next': next,
    },
    drive: go,
    ends: there,
    tells: 'localStorage.read',
  },
});

differences('htmx and Turbo', {
  // bigskysoftware/htmx#2315
  'htmx: an action that a script changes before the boosted form is sent': {
    pages: {
      '/htmx.js': library('htmx.org/dist/htmx.min.js'),
      '/': page(
        'htmx',
        `<form action="wrong" method=post hx-boost=true><input name=q value=1><button type=button id=go onclick="var f = this.form; f.action = 'third'; f.requestSubmit()">x</button></form>`,
      ),
      '/third': '<p id=done>third',
      '/wrong': '<p id=done>wrong',
    },
    drive: go,
    ends: 'document.querySelector("#done")',
  },
  // bigskysoftware/htmx#2908, #1777
  'htmx: the name and the address of a boosted form’s button': {
    pages: {
      '/htmx.js': library('htmx.org/dist/htmx.min.js'),
      '/': page(
        'htmx',
        '<form method=post action="wrong" hx-boost=true><button id=go name=foo value=bar formaction="third">x</button></form>',
      ),
      '/third': '<p id=done>third',
      '/wrong': '<p id=done>wrong',
    },
    drive: go,
    ends: 'document.querySelector("#done")',
  },
  // hotwired/turbo#465
  'Turbo: links to the page itself with another query': {
    pages: {
      '/turbo.js': library('@hotwired/turbo/dist/turbo.es2017-umd.js'),
      '/': page(
        'turbo',
        // What a pointer passes over is not fetched ahead.
        '<meta name=turbo-prefetch content=false><a id=go href="?page=2">2</a><a id=back href="?page=1">1</a>',
      ),
    },
    drive: [...go, { until: 'location.search == "?page=2"' }, { click: '#back' }],
    ends: 'location.search == "?page=1"',
  },
});
