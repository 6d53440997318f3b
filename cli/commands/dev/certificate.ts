/**
 * The certificate of `--https`: of this machine's names alone, and no CA, so that its key can vouch for nothing else.
 */
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { explained } from '../../shared/files.js';
import type { Certificate } from '../../simulator/http.js';
import { makeCertificate } from './make-certificate.js';

export interface OwnCertificate extends Certificate {
  /** How to have browsers trust it, in lines. */
  readonly trust: string;
}

/** A certificate that ends sooner is made again. */
const RENEW_MS = 7 * 24 * 3600 * 1000;

/** The certificate that is kept in the user's configuration; made when there is none that is good. */
export async function ownCertificate(folder = configFolder()): Promise<OwnCertificate> {
  const certFile = path.join(folder, 'https-cert.pem');
  const keyFile = path.join(folder, 'https-key.pem');
  let pair = readPair(certFile, keyFile);
  if (!pair) {
    pair = makeCertificate();
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeWhole(keyFile, pair.key, 0o600);
      writeWhole(certFile, pair.cert, 0o644);
    } catch (error) {
      throw explained(error, `Cannot keep the certificate of --https in ${folder}`);
    }
  }
  return { ...pair, trust: trustText(certFile) };
}

function readPair(certFile: string, keyFile: string): Certificate | null {
  try {
    const [cert, key] = [certFile, keyFile].map((file) => readFileSync(file, 'utf8')) as [string, string];
    const read = new X509Certificate(cert);
    const isGood =
      !read.ca && read.checkPrivateKey(createPrivateKey(key)) && Date.parse(read.validTo) > Date.now() + RENEW_MS;
    if (!isGood) return null;
    // It may have been copied without its mode.
    chmodSync(keyFile, 0o600);
    return { cert, key };
  } catch {
    return null;
  }
}

/** Half a file is never there: it is written beside, and then takes its place. */
function writeWhole(file: string, text: string, mode: number) {
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(beside, text, { mode, flag: 'wx' });
    renameSync(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Where programs keep what a user has set up, by system. */
function configFolder(): string {
  const { APPDATA, XDG_CONFIG_HOME } = process.env;
  const home = homedir();
  const folder =
    process.platform === 'win32'
      ? (APPDATA ?? path.join(home, 'AppData', 'Roaming'))
      : process.platform === 'darwin'
        ? path.join(home, 'Library', 'Application Support')
        : XDG_CONFIG_HOME && path.isAbsolute(XDG_CONFIG_HOME)
          ? XDG_CONFIG_HOME
          : path.join(home, '.config');
  return path.join(folder, 'leaddesk-card');
}

function trustText(file: string): string {
  const quoted = JSON.stringify(file);
  const command = {
    darwin: `security add-trusted-cert -r trustAsRoot -p ssl -k ~/Library/Keychains/login.keychain-db ${quoted}`,
    win32: `certutil -user -addstore Root ${quoted}`,
  }[process.platform as string];
  return [
    "Open the card's address in a tab once and accept its certificate. To trust it for good:",
    command ?? `certutil -d sql:$HOME/.pki/nssdb -A -t P,, -n leaddesk-card -i ${quoted}`,
    ...(command ? [] : ['(Chromium; certutil is in libnss3-tools. In Firefox, accept it in the tab.)']),
  ].join('\n');
}
