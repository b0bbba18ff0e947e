import { randomBytes } from "node:crypto";

import { hashOf } from "../auth/one-time.ts";

const TOKEN_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** A new address of an offer: 128 random bits, and what is stored of them. */
export function makePayToken(): { token: string; tokenHash: Uint8Array } {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  return { token, tokenHash: hashOf(token) };
}

/** The whole address that the owner sends. */
export function payLink(publicUrl: string, token: string): string {
  return `${publicUrl}/pay/${token}`;
}

/** Whether a request is for such a page. No cookie opens it, so none can be misused there: its answers carry what only the page gave. */
export function isPayPage(url: string | undefined): boolean {
  return url?.startsWith("/pay/") === true;
}

/** The hash of what stands in an address; null where it cannot be a token. */
export function tokenHashOf(text: string): Uint8Array | null {
  return TOKEN.test(text) ? hashOf(text) : null;
}
