/** Makes a self-signed certificate (RFC 5280) for this machine's own names. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  ASN1BitString,
  ASN1Boolean,
  ASN1Class,
  type ASN1Encodable,
  ASN1Form,
  ASN1Integer,
  ASN1OctetString,
  ASN1UTF8String,
  ASN1Value,
  encodeASN1,
  encodeObjectIdentifier,
  parseASN1NoLeftoverBytes,
  ASN1EncodableSequence as Sequence,
  ASN1EncodableSet as SetOf,
} from '@oslojs/asn1';
import type { Certificate } from '../../simulator/http.js';

/** Browsers refuse certificates that are good for longer than 398 days. */
const DAYS = 397;
const DAY_MS = 24 * 3600 * 1000;

const ID = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  subjectAltName: '2.5.29.17',
};

export function makeCertificate(now = Date.now()): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = new Sequence([identifier(ID.ecdsaWithSha256)]);
  const name = new Sequence([
    new SetOf([new Sequence([identifier(ID.commonName), text('LeadDesk card, on this machine alone')])]),
  ]);
  const toBeSigned = new Sequence([
    // Version 3, counted from 0.
    explicit(0, new ASN1Integer(2n)),
    new ASN1Integer(BigInt(`0x01${randomBytes(15).toString('hex')}`)),
    algorithm,
    name,
    new Sequence([time(now - DAY_MS), time(now + (DAYS - 1) * DAY_MS)]),
    name,
    parseASN1NoLeftoverBytes(publicKey.export({ type: 'spki', format: 'der' })),
    explicit(
      3,
      new Sequence([
        // Not a CA: what is absent is false.
        extension(ID.basicConstraints, new Sequence([]), true),
        // Its first bit is digitalSignature.
        extension(ID.keyUsage, new ASN1BitString(new Uint8Array([0x80]), 1), true),
        extension(ID.extendedKeyUsage, new Sequence([identifier(ID.serverAuth)])),
        extension(
          ID.subjectAltName,
          new Sequence([
            tagged(2, Buffer.from('localhost')),
            tagged(7, Buffer.from([127, 0, 0, 1])),
            tagged(7, Buffer.from([...new Array(15).fill(0), 1])),
          ]),
        ),
      ]),
    ),
  ]);
  const signature = sign('sha256', encodeASN1(toBeSigned), privateKey);
  const certificate = new Sequence([toBeSigned, algorithm, new ASN1BitString(signature, signature.length * 8)]);
  const base64 = Buffer.from(encodeASN1(certificate)).toString('base64').replace(/.{64}/g, '$&\n').trim();
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}

function identifier(id: string): ASN1Encodable {
  return new ASN1Value(ASN1Class.Universal, ASN1Form.Primitive, 6, encodeObjectIdentifier(id));
}

function text(value: string): ASN1Encodable {
  return new ASN1UTF8String(Buffer.from(value));
}

/** UTCTime, `YYMMDDhhmmssZ`: RFC 5280, 4.1.2.5.1. */
function time(at: number): ASN1Encodable {
  const digits = new Date(at).toISOString().replace(/\D/g, '').slice(2, 14);
  return new ASN1Value(ASN1Class.Universal, ASN1Form.Primitive, 23, Buffer.from(`${digits}Z`));
}

function explicit(tag: number, value: ASN1Encodable): ASN1Encodable {
  return new ASN1Value(ASN1Class.ContextSpecific, ASN1Form.Constructed, tag, encodeASN1(value));
}

function tagged(tag: number, bytes: Uint8Array): ASN1Encodable {
  return new ASN1Value(ASN1Class.ContextSpecific, ASN1Form.Primitive, tag, bytes);
}

function extension(id: string, value: ASN1Encodable, isCritical = false): ASN1Encodable {
  const critical = isCritical ? [new ASN1Boolean(true)] : [];
  return new Sequence([identifier(id), ...critical, new ASN1OctetString(encodeASN1(value))]);
}
