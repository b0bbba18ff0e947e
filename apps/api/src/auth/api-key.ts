import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

import type { Database } from "@cfa/db/client";
import { addApiKey } from "@cfa/db/queries/api-keys";

import { hashOf } from "./one-time.ts";

/*
 * "cfa_live_" (of an agent) or "cfa_read_" (of a program that reads) + 33 random Base62 characters (over 190 bits) + 6 Base62 characters of CRC32 over all before them. Prefix and
 * checksum let a secret scanner, and us, tell a real key from a lookalike without asking the database.
 */

const PREFIX = { agent: "cfa_live_", read: "cfa_read_" } as const;
/** Whose key: an agent's, which brings the books, or of a program that reads by the catalogue. One opens nothing of the other. */
export type KeyKind = keyof typeof PREFIX;
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BODY_LENGTH = 33;
const CHECKSUM_LENGTH = 6;
const KEY = { agent: /^cfa_live_[0-9A-Za-z]{39}$/, read: /^cfa_read_[0-9A-Za-z]{39}$/ } as const;

/** Makes a new key. It is shown once; keep its hash and nothing else. */
export function generateApiKey(kind: KeyKind = "agent"): string {
  const start = PREFIX[kind] + randomBase62(BODY_LENGTH);
  return start + checksum(start);
}

/** A new key and what is kept of it. */
export function newKey(kind: KeyKind = "agent"): {
  key: string;
  kept: { hash: Uint8Array; lastFour: string };
} {
  const key = generateApiKey(kind);
  return { key, kept: { hash: hashOf(key), lastFour: key.slice(-4) } };
}

/** Makes a key of a company and answers it, the only time it is ever seen. */
export async function issueApiKey(db: Database, companyId: string): Promise<string> {
  const { key, kept } = newKey();
  await addApiKey(db, { companyId, ...kept });
  return key;
}

/** Whether a text has the form of a key and its checksum fits: a mistyped key is told without a look-up. */
export function isApiKey(text: string, kind: KeyKind = "agent"): boolean {
  if (!KEY[kind].test(text)) return false;
  return checksum(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH);
}

/** The key in "Bearer cfa_live_…" or "Bearer cfa_read_…", as is asked for; undefined when the header holds something else. */
export function bearerKey(authorization: string | undefined, kind: KeyKind = "agent"): string | undefined {
  const key = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  return key !== undefined && isApiKey(key, kind) ? key : undefined;
}

/** Bytes above the last whole multiple of 62 are thrown away, so that every character is equally likely. */
function randomBase62(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < 248 && text.length < length) text += ALPHABET.charAt(byte % 62);
    }
  }
  return text;
}

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = ALPHABET.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
