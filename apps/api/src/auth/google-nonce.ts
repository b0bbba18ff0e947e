import { hashOf, makeToken } from "./one-time.ts";
import type { Library } from "./sign-in.ts";

const NONCE_MILLIS = 10 * 60 * 1_000;

/** Makes a nonce for one sign-in of an app at Google: an ID token without one of ours is of no use, nor is it a second time. */
export async function issueNonce(library: Library): Promise<string> {
  const nonce = makeToken();
  const { internalAdapter } = await library.$context;
  const expiresAt = new Date(Date.now() + NONCE_MILLIS);
  await internalAdapter.createVerificationValue({ identifier: nameOf(nonce), value: "google", expiresAt });
  return nonce;
}

/** Whether a nonce is one of ours and not yet used or over; it is used from now on. */
export async function takeNonce(library: Library, nonce: string): Promise<boolean> {
  const { internalAdapter } = await library.$context;
  const taken = await internalAdapter.consumeVerificationValue(nameOf(nonce));
  return taken !== null && taken !== undefined && new Date(taken.expiresAt).getTime() > Date.now();
}

function nameOf(nonce: string): string {
  return `google-nonce ${Buffer.from(hashOf(nonce)).toString("base64url")}`;
}
