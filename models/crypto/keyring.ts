import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  KeyObject,
  randomBytes,
} from 'node:crypto';
import { releaseMemory } from './releaseMemory.ts';

/** A key as bytes or as a KeyObject; with bytes, Node's cipher takes five times as long. */
export type Key = Buffer | KeyObject;

/**
 * The desk's key and the keys derived from it. Each request and each organisation has its own key, wrapped by the
 * desk's key; destroying that one key makes everything stored under it unreadable (Art. 17). Ciphertext layout: 12
 * bytes nonce, 16 bytes tag, then the sealed bytes (AES-256-GCM).
 */
export type Keyring = {
  /** A new key for a request or organisation, wrapped for storage. */
  newWrappedKey(): Buffer;
  unwrap(wrapped: Buffer): Buffer;
  /** A secret token for a purpose and a row: always the same, so no letter has to store it. */
  token(purpose: string, row: string): string;
  /** The secret for signing cookies and CSRF tokens. */
  secretFor(purpose: string): string;
  /** Encrypts data that belongs to no request yet, such as an unsent form. */
  deskKey: Key;
};

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** In: the desk's secret (32 random bytes or a passphrase of any length). Out: its keyring. */
export function createKeyring(secret: Buffer): Keyring {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'rightsdesk', purpose, 32));
  const wrappingKey = createSecretKey(derive('wrap'));
  const tokenKey = createSecretKey(derive('token'));
  const secrets = new Map<string, string>(); // asked for on each page: derived once
  return {
    newWrappedKey: () => seal(wrappingKey, randomBytes(32)),
    unwrap: (wrapped) => unseal(wrappingKey, wrapped),
    token: (purpose, row) => createHmac('sha256', tokenKey).update(`${purpose}:${row}`).digest('base64url'),
    secretFor: (purpose) => {
      const secret = secrets.get(purpose) ?? derive(`secret:${purpose}`).toString('base64url');
      secrets.set(purpose, secret);
      return secret;
    },
    deskKey: createSecretKey(derive('desk')),
  };
}

/** Encrypts bytes or text under a key. */
export function seal(key: Key, plain: Buffer | string): Buffer {
  const nonce = newNonce();
  const cipher = createCipheriv('aes-256-gcm', readyKey(key), nonce);
  const sealed = cipher.update(plain);
  cipher.final(); // in this mode nothing is left over
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Each nonce is used once. Many are drawn at a time, because a draw takes as long as encrypting a line. */
function newNonce(): Buffer {
  if (unused.length === 0) unused = randomBytes(NONCE_BYTES * 500);
  const nonce = unused.subarray(0, NONCE_BYTES);
  unused = unused.subarray(NONCE_BYTES);
  return nonce;
}
let unused = Buffer.alloc(0);

/** The number of bytes that sealing adds. */
export const SEAL_BYTES = NONCE_BYTES + TAG_BYTES;

/** Seals a part of a file so that it opens only at its position. Writes it to `into`, a buffer that can be reused. */
export function sealPart(key: KeyObject, nth: number, plain: Buffer, into: Buffer): Buffer {
  const nonce = newNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(placeOf(nth));
  const sealed = into.subarray(0, SEAL_BYTES + plain.length);
  const bytes = cipher.update(plain);
  bytes.copy(sealed, NONCE_BYTES + TAG_BYTES);
  releaseMemory(bytes);
  cipher.final();
  nonce.copy(sealed);
  cipher.getAuthTag().copy(sealed, NONCE_BYTES);
  return sealed;
}

export function unsealPart(key: KeyObject, nth: number, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(placeOf(nth)).setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const plain = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
  decipher.final();
  return plain;
}

const placeOf = (nth: number) => Buffer.from(`part ${nth}`);

/** Decrypts; throws if the key is wrong or a byte was altered. */
export function unseal(key: Key, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', readyKey(key), sealed.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

export const sealJson = (key: Key, value: unknown): Buffer => seal(key, JSON.stringify(value));
export const unsealJson = <T>(key: Key, sealed: Buffer): T => JSON.parse(unseal(key, sealed).toString()) as T;

/** The stored form of a secret token; the token itself is never stored. */
export const hashOfToken = (token: string): string => hash('sha256', token);

/** A digest of personal data for the event log, keyed with the request's own key: useless once that key is destroyed. */
export const keyedDigest = (key: Key, text: string | Buffer): string =>
  createHmac('sha256', readyKey(key)).update(text).digest('hex');

/** Converts a key once for repeated use. */
export const readyKey = (key: Key): KeyObject => (key instanceof KeyObject ? key : createSecretKey(key));
