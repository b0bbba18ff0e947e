import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

import { fail, ok, type Result } from "@cfa/values/result";

/*
 * Secrets at rest, in two layers of AES-256-GCM: a secret is sealed with its company's data key, the data key is wrapped by
 * a master key. What a sealed thing belongs to is authenticated with it, so that it opens nowhere else. Layout: one byte
 * that names the form, 12 random bytes, the text, 16 bytes of tag.
 */

const FORM = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** A key that wraps data keys. Its id names it and tells nothing of it. */
export type MasterKey = { readonly id: string; readonly bytes: Uint8Array };

/** The master key that is in use, and those that may still wrap something. */
export type MasterKeys = { readonly current: MasterKey; readonly former: readonly MasterKey[] };

/** A data key as it may be stored. */
export type WrappedKey = { readonly masterKeyId: string; readonly wrapped: Uint8Array };

/** What a secret is and whose: it opens with just this. */
export type SecretPlace = {
  readonly companyId: string;
  readonly provider: string;
  readonly field: string;
  readonly version: number;
};

/** Why something does not open: no such master key is at hand, or it is not what it is said to be. */
export type NotOpened = "unknown-master-key" | "not-authentic";

/** Those of an environment; null: it has none. */
export function masterKeysIn(
  env: Readonly<Record<string, string | undefined>>,
): Result<MasterKeys | null, string> {
  const current = env["MASTER_KEY"] ?? "";
  if (current === "") return ok(null);
  const keys = readMasterKeys(current, env["MASTER_KEY_FORMER"]);
  return keys.ok ? keys : fail(`MASTER_KEY, MASTER_KEY_FORMER: ${keys.error}`);
}

/** The master keys in texts as `MASTER_KEY` and `MASTER_KEY_FORMER` have them: 32 bytes in base64, former ones by commas. */
export function readMasterKeys(current: string, former = ""): Result<MasterKeys, string> {
  const keys = [current, ...former.split(",").filter((text) => text.trim() !== "")].map(masterKeyIn);
  const [first, ...others] = keys;
  if (first === undefined || keys.includes(undefined)) {
    return fail("a master key must be 32 random bytes in base64 (openssl rand -base64 32)");
  }
  return ok({ current: first, former: others.filter((key) => key !== undefined) });
}

/** A new data key for a company, wrapped. */
export function newDataKey(keys: MasterKeys, companyId: string): WrappedKey {
  return wrap(keys.current, { companyId, dataKey: randomBytes(KEY_BYTES) });
}

/** The same data key under the current master key. */
export function rewrapped(
  keys: MasterKeys,
  companyId: string,
  key: WrappedKey,
): Result<WrappedKey, NotOpened> {
  const dataKey = unwrap(keys, companyId, key);
  return dataKey.ok ? ok(wrap(keys.current, { companyId, dataKey: dataKey.value })) : dataKey;
}

/** A secret in the form it is stored in. */
export function seal(
  keys: MasterKeys,
  key: WrappedKey,
  secret: { readonly place: SecretPlace; readonly text: string },
): Result<Uint8Array, NotOpened> {
  const dataKey = unwrap(keys, secret.place.companyId, key);
  if (!dataKey.ok) return dataKey;
  return ok(encrypt(dataKey.value, Buffer.from(secret.text), placeText(secret.place)));
}

/** The secret in a sealed thing, when it is of just this place. */
export function openSealed(
  keys: MasterKeys,
  key: WrappedKey,
  secret: { readonly place: SecretPlace; readonly sealed: Uint8Array },
): Result<string, NotOpened> {
  const dataKey = unwrap(keys, secret.place.companyId, key);
  if (!dataKey.ok) return dataKey;
  const bytes = decrypt(dataKey.value, secret.sealed, placeText(secret.place));
  return bytes.ok ? ok(Buffer.from(bytes.value).toString()) : bytes;
}

function masterKeyIn(text: string): MasterKey | undefined {
  const bytes = Buffer.from(text.trim(), "base64");
  if (bytes.length !== KEY_BYTES) return undefined;
  return {
    id: createHash("sha256").update("cfa master key").update(bytes).digest("hex").slice(0, 16),
    bytes,
  };
}

function wrap(master: MasterKey, of: { companyId: string; dataKey: Uint8Array }): WrappedKey {
  return { masterKeyId: master.id, wrapped: encrypt(master.bytes, of.dataKey, keyText(of.companyId)) };
}

function unwrap(keys: MasterKeys, companyId: string, key: WrappedKey): Result<Uint8Array, NotOpened> {
  const master = [keys.current, ...keys.former].find(({ id }) => id === key.masterKeyId);
  if (master === undefined) return fail("unknown-master-key");
  return decrypt(master.bytes, key.wrapped, keyText(companyId));
}

/** As JSON, so that no two places have one text. */
function placeText({ companyId, provider, field, version }: SecretPlace): string {
  return JSON.stringify(["secret", companyId, provider, field, version]);
}

function keyText(companyId: string): string {
  return JSON.stringify(["data key", companyId]);
}

function encrypt(key: Uint8Array, bytes: Uint8Array, belongsTo: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(belongsTo));
  return Buffer.concat([Buffer.of(FORM), nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Uint8Array, sealed: Uint8Array, belongsTo: string): Result<Uint8Array, NotOpened> {
  const bytes = Buffer.from(sealed);
  if (bytes.length < 1 + NONCE_BYTES + TAG_BYTES || bytes[0] !== FORM) return fail("not-authentic");
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(belongsTo));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return ok(
      Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()]),
    );
  } catch {
    return fail("not-authentic");
  }
}
