import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** A new address of a page for a customer: 128 random bits, and what is stored of them. */
export function makePayToken(): { token: string; tokenHash: Uint8Array } {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  return { token, tokenHash: hashOf(token) };
}

/** The hash of what stands in an address; null where it cannot be a token. */
export function tokenHashOf(text: string): Uint8Array | null {
  return TOKEN.test(text) ? hashOf(text) : null;
}

function hashOf(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}
