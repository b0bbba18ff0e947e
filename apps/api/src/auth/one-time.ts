import { createHash, randomBytes } from "node:crypto";

/** A secret that is used once: 256 random bits, fit for an address. Keep its hash and nothing else. */
export function makeToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a secret, of a key too: one round of SHA-256 is enough for so many random bits. */
export function hashOf(secret: string): Uint8Array {
  return createHash("sha256").update(secret).digest();
}
