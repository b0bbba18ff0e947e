import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

import { hashOf } from "../auth/one-time.ts";

/*
 * What a page gives with its forms, good for one deed under that address and a day. Giving it changes nothing, so that whoever fetches a page
 * to preview it leaves no trace: it vouches for itself, and only its use is written down.
 */

const GOOD_FOR_MILLIS = 24 * 3_600_000;
const TIME_BYTES = 6;
const CHANCE_BYTES = 12;
const MAC_BYTES = 16;
const LENGTH = TIME_BYTES + CHANCE_BYTES + MAC_BYTES;

type Under = { readonly secret: string; readonly tokenHash: Uint8Array; readonly now: Date };

/** A new one, for the address whose token has that hash. */
export function makeNonce(under: Under): string {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeUIntBE(under.now.getTime(), 0, TIME_BYTES);
  const body = Buffer.concat([time, randomBytes(CHANCE_BYTES)]);
  return Buffer.concat([body, macOf(body, under)]).toString("base64url");
}

/** What is stored of a nonce that is ours, for this address and not too old; null of any other. */
export function nonceHash(nonce: string, under: Under): Uint8Array | null {
  const bytes = Buffer.from(nonce, "base64url");
  if (bytes.length !== LENGTH || bytes.toString("base64url") !== nonce) return null;
  const body = bytes.subarray(0, TIME_BYTES + CHANCE_BYTES);
  if (!timingSafeEqual(bytes.subarray(TIME_BYTES + CHANCE_BYTES), macOf(body, under))) return null;
  // Either way: the server's clock may have been set back.
  const age = Math.abs(under.now.getTime() - body.readUIntBE(0, TIME_BYTES));
  return age > GOOD_FOR_MILLIS ? null : hashOf(nonce);
}

function macOf(body: Uint8Array, { secret, tokenHash }: Under): Buffer {
  const key = createHmac("sha256", secret).update("nonce of the pay page").digest();
  return createHmac("sha256", key).update(tokenHash).update(body).digest().subarray(0, MAC_BYTES);
}
