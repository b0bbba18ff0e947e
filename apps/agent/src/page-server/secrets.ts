import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const SECRET_BYTES = 32;

/** A new secret: 32 random bytes as 43 characters that fit into an address and a header. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

/** What is kept of a secret that only has to be recognised. */
export function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** Whether the secret is the one of the hash; takes as long for a wrong one as for the right one. */
export function isSecretOf(given: string, hash: Buffer): boolean {
  return timingSafeEqual(hashOf(given), hash);
}

/** What a proof is about: something random, and the port of whoever proves, so that nobody can fetch it from elsewhere. */
export type Proving = { readonly chance: string; readonly port: number };

/** What only who has the control secret can answer. */
export function proofOf(secret: string, { chance, port }: Proving): string {
  return createHmac("sha256", secret).update(`cfa-agent-window ${port} ${chance}`).digest("base64url");
}

/** What only the agent that gave a session, and its window, can answer. */
export function sessionProofOf(hash: Buffer, { chance, port }: Proving): string {
  return createHmac("sha256", hash).update(`cfa-agent-session ${port} ${chance}`).digest("base64url");
}
