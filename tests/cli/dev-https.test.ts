/**
 * `dev --https`, and card's servers that speak https themselves.
 *
 * @slow
 */
import { X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ownCertificate } from '../../cli/commands/dev/certificate.js';
import { makeCertificate } from '../../cli/commands/dev/make-certificate.js';
import { start } from '../../cli/simulator/card/start.js';
import { behind, FRAMED } from './behind.js';
import { startDev } from './dev-process.js';
import { inScratch, plant } from './scratch.js';

test('the certificate is for this machine’s names, good for browsers, and no CA', () => {
  const cert = new X509Certificate(makeCertificate().cert);
  assert.is(cert.ca, false);
  assert.is(cert.subjectAltName, 'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1');
  assert.equal(cert.keyUsage, ['1.3.6.1.5.5.7.3.1']);
  assert.ok(cert.verify(cert.publicKey));
  const days = (Date.parse(cert.validTo) - Date.parse(cert.validFrom)) / 86_400_000;
  assert.ok(days > 390 && days <= 398, String(days));
});

test('it is kept for the user alone, used again, and made again when it is not good any more', () =>
  inScratch(async (folder) => {
    const first = await ownCertificate(path.join(folder, 'kept'));
    const key = path.join(folder, 'kept/https-key.pem');
    assert.is(statSync(key).mode & 0o777, 0o600);
    assert.match(first.trust, /https-cert\.pem/);
    chmodSync(key, 0o644);
    assert.is((await ownCertificate(path.join(folder, 'kept'))).cert, first.cert);
    assert.is(statSync(key).mode & 0o777, 0o600);
    const old = makeCertificate(Date.now() - 395 * 86_400_000);
    writeFileSync(key, old.key);
    writeFileSync(path.join(folder, 'kept/https-cert.pem'), old.cert);
    assert.is.not((await ownCertificate(path.join(folder, 'kept'))).cert, old.cert);
    writeFileSync(key, 'damaged');
    assert.match((await ownCertificate(path.join(folder, 'kept'))).key, /BEGIN PRIVATE KEY/);
    assert.match(readFileSync(key, 'utf8'), /BEGIN PRIVATE KEY/);
  }));

/** Asks over https, trusting this certificate alone. */
function ask(url: string, ca: string, headers: Record<string, string> = {}) {
  return new Promise<{ headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    request(url, { ca, headers, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk)).on('end', () => resolve({ headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });
}

test('dev --https serves the card so, and says how to trust it', () =>
  inScratch(async (folder) => {
    plant(folder, { 'card/index.html': '<h1>Card' });
    process.env.XDG_CONFIG_HOME = path.join(folder, 'config');
    const dev = await startDev(['card', '--https', '--port', '0', '--host-port', '0'], folder).finally(() => {
      delete process.env.XDG_CONFIG_HOME;
    });
    assert.match(dev.card, /^https:\/\/127\.0\.0\.1:\d+\/$/);
    assert.match(dev.output(), /trust.*accept its certificate/);
    if (process.platform === 'linux') assert.ok(existsSync(path.join(folder, 'config/leaddesk-card/https-key.pem')));
    const file = /\S+https-cert\.pem/.exec(dev.output())![0].replace(/"/g, '');
    assert.match((await ask(dev.card, readFileSync(file, 'utf8'), FRAMED)).body, /o\.js.*<h1>Card/);
    await dev.end();
  }));

test('a server behind it is told that it is https, and its secure cookies are set', () => {
  const certificate = makeCertificate();
  return behind(
    ({ headers }, response) =>
      response
        .writeHead(200, headers['x-forwarded-proto'] === 'https' ? { 'Set-Cookie': 'sid=1; Secure' } : {})
        .end(String(headers['x-forwarded-host'])),
    async ({ started, said }) => {
      const own = `https://127.0.0.1:${started.port}`;
      const { headers, body } = await ask(own, certificate.cert);
      assert.equal(headers['set-cookie'], ['sid=1; Secure']);
      assert.is(body, new URL(own).host);
      assert.equal(said('cookie'), []);
    },
    { certificate },
  );
});

test('a server with a certificate of its making answers, framed directly and through --proxy', async () => {
  const certificate = makeCertificate();
  const server = createServer(certificate, (_, response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Secure'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    for (const proxy of [null, true]) {
      const started = await start({ card: { url }, port: 0, hostPort: 0, reload: false, proxy, presets: [] });
      assert.is(started.port === null, proxy === null);
      if (proxy) assert.match(await (await fetch(started.cardUrl, { headers: FRAMED })).text(), /o\.js.*<h1>Secure/);
      await started.close();
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test.run();
