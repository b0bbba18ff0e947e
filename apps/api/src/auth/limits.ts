import type { Limit } from "./limit.ts";

const QUARTER_HOUR_MILLIS = 15 * 60 * 1_000;

/*
 * How often sign-in may be tried. By account, so that nobody's code can be guessed from many addresses or their mailbox be
 * filled; by address, so that one place cannot try many accounts. What the library answers itself it also limits by address
 * (`LIBRARY_LIMITS`), for all processes of an installation together.
 */

/** Mails with a code. */
export const MAIL_CODES = {
  account: limit("mail code to", 5),
  address: limit("mail code from", 30),
};

/** Codes typed in. A code is lost after three wrong tries, so ten tries are one chance in a hundred thousand. */
export const CODE_TRIES = {
  account: limit("code try for", 10),
  address: limit("code try from", 60),
};

/** Sign-ins at Google. */
export const GOOGLE_SIGN_INS = { address: limit("google from", 60) };

/** By address and endpoint of the library, a minute each. */
export const LIBRARY_LIMITS = {
  "/demo": { window: 60, max: 60 },
  "/sign-in/email-otp": { window: 60, max: 60 },
  "/sign-in/social": { window: 60, max: 60 },
  "/callback/*": { window: 60, max: 60 },
};

function limit(name: string, most: number): Limit {
  return { name, most, windowMillis: QUARTER_HOUR_MILLIS };
}
