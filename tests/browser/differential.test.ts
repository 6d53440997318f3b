/**
 * The runtime does no harm: pages of all kinds behave with it as without it.
 *
 * @needs chromium
 * @without navigationApi, ancestorOrigins
 * @slow
 */
import { differences, type Play } from './differential.js';

const next = '<p id=next>next</p>';
const there = 'location.pathname.endsWith("/next")';
const link = '<a id=go href="next?b=1&a=2#part">next</a>';
const go = [{ click: '#go' }];
const cleaned = (script: string): Play => ({
  pages: { '/': link, '/next': `<p>next</p><script>${script}</script>` },
  drive: go,
  ends: `${there} && !location.search`,
  reloads: 1,
});

differences('pages that look at their own address', {
  'one that takes its query off by loading itself': cleaned('if (location.search) location.replace(location.pathname)'),
  'one that takes its query off in the history': cleaned(
    'if (location.search) history.replaceState(null, "", location.pathname)',
  ),
  'one that sorts its query': {
    pages: {
      '/': link,
      '/next':
        '<script>var sorted = "?" + location.search.slice(1).split("&").sort().join("&"); if (sorted != location.search) location.replace(sorted)</script>',
    },
    drive: go,
    ends: `${there} && location.search.slice(0, 4) == "?a=2"`,
    reloads: 1,
  },
  'a hash router that moves a code behind the hash': {
    pages: {
      '/': '<a id=go href="next?code=7">next</a>',
      '/next':
        '<script>var code = /[?&]code=([^&]*)/.exec(location.search); if (code) { history.replaceState(null, "", location.pathname + "#/in/" + code[1]) } seen.push(location.hash)</script>',
    },
    drive: go,
    ends: `${there} && location.hash == "#/in/7"`,
  },
  'one that refreshes itself': {
    pages: {
      '/': '<a id=go href="next">next</a>',
      '/next':
        '<script>sessionStorage.n = Number(sessionStorage.n || 0) + 1; if (sessionStorage.n < 4) setTimeout(function () { location.reload() }, 30)</script>',
    },
    drive: go,
    ends: `${there} && sessionStorage.n == 4`,
  },
  'one whose state and scroll matter': {
    pages: {
      '/': '<a id=go href="next#far">next</a>',
      '/next':
        '<p style="height: 3000px">x<p id=far>far<script>addEventListener("hashchange", function () { seen.push("hash") })</script>',
    },
    drive: [...go, { until: `${there} && scrollY > 1000` }, { run: 'location.hash = "#other"' }],
    ends: 'location.hash == "#other"',
    tells: 'document.querySelector(":target") && document.querySelector(":target").id',
  },
  'a base address of another site': {
    pages: {
      '/': '<html><head><base href="http://cdn.invalid/"><script-ld></head><body><a id=go>next</a><script>document.getElementById("go").setAttribute("href", location.origin + "/site/next?x=1")</script></body></html>',
      '/next': '<html><head><base href="http://cdn.invalid/"><script-ld></head><body>next</body></html>',
    },
    drive: go,
    ends: there,
  },
  'a listener of navigate': {
    pages: {
      '/': link,
      '/next':
        '<script>if (window.navigation) navigation.onnavigate = function (e) { seen.push(e.navigationType) }</script><a id=go href="#x">x</a>',
    },
    drive: [...go, { until: `${there} && document.querySelector("#go")` }, { click: '#go' }],
    ends: 'location.hash == "#x"',
  },
});

differences('navigations of scripts', {
  'a link whose handler goes elsewhere, on a slow server': {
    pages: { '/': `<a id=go href="#" onclick="location.href='next'">next</a>`, '/next': next },
    drive: go,
    ends: there,
  },
  'navigation.navigate() and its promises': {
    pages: {
      '/': "<button id=go onclick=\"window.navigation ? navigation.navigate('next').committed.catch(function (e) { seen.push(e.name) }) : location.assign('next')\">next</button>",
      '/next': next,
    },
    drive: go,
    ends: there,
  },
  'a guard that asks': {
    pages: {
      '/': `<button id=go>next</button><script>document.getElementById('go').onclick = function () { if (confirm('leave?')) location.href = 'next' }</script>`,
      '/next': next,
    },
    drive: go,
    ends: there,
  },
  'errors and rejections that the page counts': {
    pages: {
      '/': `<script>addEventListener('error', function () { seen.push('error') }); addEventListener('unhandledrejection', function () { seen.push('rejection') }); if (window.navigation) navigation.addEventListener('navigateerror', function () { seen.push('navigateerror') })</script>${link}`,
      '/next': next,
    },
    drive: [
      {
        run: 'document.getElementById("go").addEventListener("click", function () { localStorage.seen = seen.join() })',
      },
      ...go,
    ],
    ends: there,
    tells: 'localStorage.seen',
  },
  'back and forward': {
    pages: { '/': link, '/next': '<a id=on href="third">third</a>', '/third': '<p>third' },
    drive: [
      ...go,
      { until: `${there} && document.querySelector("#on")` },
      { click: '#on' },
      { until: 'location.pathname.endsWith("/third")' },
      { run: 'setTimeout(function () { history.back() })' },
    ],
    ends: there,
  },
});

const form = (attributes: string, fields = '<input name=q value=1>') =>
  `<form ${attributes}>${fields}<button id=go name=b value=2>x</button></form>`;

differences('forms', {
  'a GET form': { pages: { '/': form('action=next'), '/next': next }, drive: go, ends: there },
  'a POST form': { pages: { '/': form('action=next method=post'), '/next': next }, drive: go, ends: there },
  'a multipart form': {
    pages: { '/': form('action=next method=post enctype=multipart/form-data'), '/next': next },
    drive: go,
    ends: there,
  },
  'a plain text form': {
    pages: { '/': form('action=next method=post enctype=text/plain'), '/next': next },
    drive: go,
    ends: there,
  },
  'listeners of submit and formdata that write what they see': {
    pages: {
      '/': `${form('action="next?x=1" method=post')}<script>['submit', 'formdata'].forEach(function (type) {
        [document.forms[0], document, window].forEach(function (target) { [true, false].forEach(function (capture) {
          target.addEventListener(type, function (event) { localStorage.seen = (localStorage.seen || '') + type + event.target.outerHTML }, capture) }) }) })</script>`,
      '/next': next,
    },
    drive: go,
    ends: there,
    tells: 'localStorage.seen',
  },
  'a listener of formdata that adds a field': {
    pages: {
      '/': `${form('action=next')}<script>document.forms[0].addEventListener('formdata', function (e) { e.formData.append('n', Array.from(e.formData.keys()).join()) })</script>`,
      '/next': next,
    },
    drive: go,
    ends: there,
  },
  'a button that is disabled by its own submit': {
    pages: {
      '/': `${form('action=next method=post')}<script>document.forms[0].addEventListener('submit', function () { document.getElementById('go').disabled = true })</script>`,
      '/next': next,
    },
    drive: go,
    ends: there,
  },
  'a form that a script sends': {
    pages: {
      '/': `${form('action=next method=post')}<a id=link href="#" onclick="document.forms[0].submit(); return false">x</a>`,
      '/next': next,
    },
    drive: [{ click: '#link' }],
    ends: there,
  },
  'a form that is sent by fetch': {
    pages: {
      '/': `${form('action=next method=post')}<script>document.forms[0].addEventListener('submit', function (e) {
        e.preventDefault(); fetch(this.action, { method: this.method, body: new URLSearchParams(new FormData(this)) }).then(function () { seen.push('done') }) })</script>`,
      '/next': next,
    },
    drive: go,
    ends: 'seen[0] == "done"',
  },
  'a form in a dialog': {
    pages: { '/': `<dialog open onclose="seen.push(this.returnValue)">${form('method=dialog')}</dialog>` },
    drive: go,
    ends: 'seen.length == 1',
  },
  'a form that is not valid': {
    pages: { '/': form('action=next', '<input name=q required oninvalid="seen.push(\'invalid\')">') },
    drive: go,
    ends: 'seen[0] == "invalid"',
  },
  'the Enter key': {
    pages: { '/': form('action=next'), '/next': next },
    drive: [{ press: 'Enter', on: 'input' }],
    ends: there,
  },
  'names that shadow what a form and the document have': {
    pages: {
      '/': `<img name=createElement><img name=referrer><form name=URL></form><iframe name=head></iframe>${form(
        'action=next method=post',
        '<input name=action value=a><input name=method value=b><input name=getAttribute><input name=parentNode><input name=nodeType><input name=elements><input name=addEventListener><input name=host>',
      )}`,
      '/next': next,
    },
    drive: go,
    ends: there,
    late: true,
  },
  'a link where names shadow what the document has': {
    pages: {
      '/': `<form name=head><input name=host></form><img name=host><img name=body><div id=addEventListener></div>${link}`,
      '/next': next,
    },
    drive: go,
    ends: there,
    late: true,
  },
  'a postback page as ASP.NET makes it': {
    pages: {
      '/': `<form method=post action="./next" id=form1><input type=hidden name=__EVENTTARGET id=__EVENTTARGET><input type=hidden name=__EVENTARGUMENT id=__EVENTARGUMENT><input type=hidden name=__VIEWSTATE value="/wEPDwU=">
        <script>var theForm = document.forms['form1']; function __doPostBack(target, argument) { if (!theForm.onsubmit || theForm.onsubmit() != false) { theForm.__EVENTTARGET.value = target; theForm.__EVENTARGUMENT.value = argument; theForm.submit() } }</script>
        <a id=go href="javascript:__doPostBack('ctl00$next','')">next</a></form>`,
      '/next': next,
    },
    drive: go,
    ends: there,
  },
  'a link that submits as JSF makes it': {
    pages: {
      '/': `<form id=j_idt5 name=j_idt5 method=post action="next" enctype="application/x-www-form-urlencoded"><input type=hidden name=j_idt5 value=j_idt5><input type=hidden name="javax.faces.ViewState" value="-7:1">
        <script>var mojarra = { jsfcljs: function (f, pvp) { for (var p in pvp) { var i = document.createElement('input'); i.type = 'hidden'; i.name = p; i.value = pvp[p]; f.appendChild(i) } var s = document.createElement('input'); s.type = 'submit'; s.style.display = 'none'; f.appendChild(s); s.click(); f.removeChild(s) } }</script>
        <a id=go href="#" onclick="mojarra.jsfcljs(document.getElementById('j_idt5'), { 'j_idt5:j_idt7': 'j_idt5:j_idt7' }); return false">next</a></form>`,
      '/next': next,
    },
    drive: go,
    ends: there,
  },
  'a form as Wicket makes it': {
    pages: {
      '/': `<form id=f method=post action="./next?0-1.-form"><div hidden><input type=submit name=h></div><input name=q value=1><input type=submit id=go name=save value=Save></form>
        <script>document.getElementById('go').addEventListener('click', function (e) { var f = this.form; e.stopImmediatePropagation(); seen.push(f.action.split('/').pop()) })</script>`,
      '/next': next,
    },
    drive: go,
    ends: there,
  },
});

differences('events', {
  'a hotkey library that stops all keys and clicks': {
    pages: {
      '/': `<script>['keydown', 'click'].forEach(function (type) { document.addEventListener(type, function (e) { e.stopImmediatePropagation(); seen.push(type) }, true) })</script><p id=text>x</p><input>`,
    },
    drive: [{ click: '#text' }, { press: 'a', on: 'input' }],
    ends: 'seen.length > 1',
  },
  'listeners that tell their order': {
    pages: {
      '/': `<div id=box><a id=go href="next" onclick="return false">x</a></div><script>[window, document, box, go].forEach(function (target, n) { [true, false].forEach(function (capture) { target.addEventListener('click', function (e) { seen.push(n + String(capture) + e.eventPhase + e.defaultPrevented + go.outerHTML) }, capture) }) })</script>`,
    },
    drive: go,
    ends: 'seen.length == 8',
  },
  'an editor with links': {
    pages: {
      '/': `<div contenteditable id=box><a id=go href="next">x</a></div><script>new MutationObserver(function (all) { seen.push(all.length) }).observe(box, { attributes: true, subtree: true, childList: true })</script>`,
    },
    drive: go,
    ends: 'true',
  },
  'a router that takes links over': {
    pages: {
      '/': `<a id=go href="next?x=1">x</a><script>document.addEventListener('click', function (e) { var a = e.target.closest('a'); e.preventDefault(); history.pushState({ at: a.pathname }, '', a.href); seen.push(a.getAttribute('href')) })</script>`,
    },
    drive: go,
    ends: 'location.search == "?x=1"',
  },
  'a script that counts what is listened to': {
    pages: {
      '/': `<html><head><script>var add = EventTarget.prototype.addEventListener; EventTarget.prototype.addEventListener = function (type) { if (this === window && type == 'unload') seen.push(type); return add.apply(this, arguments) }</script><script-ld></head><body><p>x</body></html>`,
    },
    drive: [],
    ends: 'true',
  },
  'a page that is left with beforeunload': {
    pages: {
      '/': `<script>addEventListener('beforeunload', function () { localStorage.asked = Number(localStorage.asked || 0) + 1 })</script>${link}`,
      '/next': next,
    },
    drive: go,
    ends: there,
    tells: 'localStorage.asked',
  },
  'a frameset': {
    pages: {
      '/': '<html><head><script-ld></head><frameset cols="50%,50%"><frame name=one src="one"><frame name=two src="two"></frameset></html>',
      '/one': '<a href="next" target=two>x</a>',
      '/two': '<p>two',
      '/next': next,
    },
    drive: [{ run: 'frames[0].document.links[0].click()' }],
    ends: 'frames[1] && frames[1].location.pathname.endsWith("/next") && frames[1].document.readyState == "complete"',
  },
  'a page of XHTML': {
    pages: {
      '/': {
        headers: { 'content-type': 'application/xhtml+xml' },
        body: '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title><script src="/ld.js"></script></head><body><a id="go" href="next?a=1&amp;b=2">next</a></body></html>',
      },
      '/next': next,
    },
    drive: go,
    ends: there,
  },
});
