import { z } from "zod";

import { MailAddress } from "./fields.ts";
import { GOOGLE_REFUSALS } from "./sign-in.ts";
import { isReachable } from "./typed.ts";

/*
 * Signing in and out. These calls stand outside the typed client because the library that keeps sessions answers them.
 *
 *   POST /api/auth/mail-code          {email}                 sends a code of six digits; not-found where this way in is off
 *   POST /api/auth/mail-code/sign-in  {email, code}           signs in; makes the account when the address is new
 *   POST /api/auth/google             {returnTo}              {url}: the browser goes there and comes back signed in to
 *                                                             `returnTo`, or to /sign-in?why=… (GoogleRefusal)
 *   POST /api/auth/google/app         {system}                {issuer, clientId, nonce}: for an app's own code flow with PKCE
 *   POST /api/auth/google/app/sign-in {idToken, nonce}        signs in with what the app got from Google; once for a nonce
 *   POST /api/auth/demo               {role}                  demo sign-in; not-found where the demo is off
 *   POST /api/auth/sign-out           {}                      ends the session of this device at once
 *   GET  /api/session                                         who am I, which ways in there are (typed client: session.read)
 *
 * A browser gets an HttpOnly cookie and nothing to keep. Anything else (a phone, a script) gets the token in the header
 * TOKEN_HEADER of the sign-in's answer, keeps it in its secure store and sends `Authorization: Bearer <token>`.
 * A sign-in that is sent with a session (cookie or bearer) takes that session's place: the old one ends.
 */

export const DemoSignIn = z.strictObject({ role: z.enum(["owner", "accountant"]) });
export type DemoSignIn = z.infer<typeof DemoSignIn>;

const Email = MailAddress.refine(isReachable, "no mail can reach this address");

export const MailCodeWanted = z.strictObject({ email: Email });
export type MailCodeWanted = z.infer<typeof MailCodeWanted>;

export const MailCodeSent = z.object({
  sent: z.literal(true),
  shownIn: z
    .literal("terminal")
    .optional()
    .describe("it did not go by mail: the terminal of who runs the server shows it"),
});
export type MailCodeSent = z.infer<typeof MailCodeSent>;

export const MailCodeSignIn = z.strictObject({
  email: Email,
  code: z.string().regex(/^\d{6}$/, "six digits"),
});
export type MailCodeSignIn = z.infer<typeof MailCodeSignIn>;

export const GoogleWanted = z.strictObject({
  returnTo: z
    .string()
    .max(300)
    .regex(/^\/(?![/\\])[\w\-./?=&%]*$/, "a path of the app, such as /")
    .default("/"),
});
export type GoogleWanted = z.infer<typeof GoogleWanted>;

/** Where the browser goes to sign in. */
export const GooglePage = z.object({ url: z.url() });
export type GooglePage = z.infer<typeof GooglePage>;

/** The systems of phones: at Google each has a client of its own. */
export const PhoneSystem = z.enum(["ios", "android"]);
export type PhoneSystem = z.infer<typeof PhoneSystem>;

export const GoogleAppWanted = z.strictObject({ system: PhoneSystem });
export type GoogleAppWanted = z.infer<typeof GoogleAppWanted>;

export const GoogleApp = z.object({
  issuer: z.url(),
  clientId: z.string(),
  nonce: z.string().describe("goes into the app's request to Google; good for ten minutes and one sign-in"),
});
export type GoogleApp = z.infer<typeof GoogleApp>;

export const GoogleAppSignIn = z.strictObject({
  idToken: z.string().min(1).max(8_000),
  nonce: z.string().min(20).max(100),
});
export type GoogleAppSignIn = z.infer<typeof GoogleAppSignIn>;

export const GoogleRefusal = z.enum(GOOGLE_REFUSALS);
export type GoogleRefusal = z.infer<typeof GoogleRefusal>;

/** Which ways in an installation has, besides the demo. */
export const WaysIn = z.object({
  google: z.boolean().describe("in a browser"),
  googleApps: z
    .array(PhoneSystem)
    .optional()
    .describe("whose apps sign in with Google; an older server does not say, and there none does"),
  mailCode: z.boolean(),
});
export type WaysIn = z.infer<typeof WaysIn>;

export const SignedIn = z.object({ user: z.object({ name: z.string(), email: z.string() }) });
export type SignedIn = z.infer<typeof SignedIn>;

export const SignedOut = z.object({ success: z.boolean() });
export type SignedOut = z.infer<typeof SignedOut>;
