import { createHmac, randomBytes } from "node:crypto";

const SALT_BYTES = 32;

/** The key of a company's hashes, where it has none yet. */
export function makeSalt(): Uint8Array {
  return randomBytes(SALT_BYTES);
}

/** What is kept of an address for ever: by it a "stop" is found again, and without the salt nobody can try numbers out. Hexadecimal. */
export function addressHash(salt: Uint8Array, address: string): string {
  return createHmac("sha256", salt).update(address).digest("hex");
}
