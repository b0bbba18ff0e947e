import { randomInt } from "node:crypto";

import { CODE_LENGTH, CODE_LETTERS } from "@cfa/contract/pairing-code";

import type { Limit } from "../auth/limit.ts";

/** How long a code, a token and what they lead to may be used. */
export const PAIRING_MILLIS = 10 * 60_000;
/** How often an agent asks whether it was confirmed. */
export const POLL_SECONDS = 5;

/** Five wrong codes from one address, or typed in one company, and it waits out the ten minutes that a code lives. */
export const WRONG_CODES: Limit = { name: "pairing-code", most: 5, windowMillis: PAIRING_MILLIS };
/** How many codes one address, or one company, may ask for. */
export const NEW_CODES: Limit = { name: "pairing-new", most: 20, windowMillis: PAIRING_MILLIS };

/** Eight of twenty letters at random: 34 bits, which five tries in ten minutes do not find. */
export function makeCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS.charAt(randomInt(CODE_LETTERS.length))).join(
    "",
  );
}
