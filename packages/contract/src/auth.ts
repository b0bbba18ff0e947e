import { z } from "zod";

/*
 * Signing in and out. These calls stand outside the typed client because the library that keeps sessions answers them.
 *
 *   POST /api/auth/demo      {role}   demo sign-in; not-found where the demo is off
 *   POST /api/auth/sign-out  {}       ends the session of this device at once
 *   GET  /api/session                 who am I (in the typed client: session.read)
 *
 * A browser gets an HttpOnly cookie and nothing to keep. Anything else (a phone, a script) gets the token in the header
 * TOKEN_HEADER of the sign-in's answer, keeps it in its secure store and sends `Authorization: Bearer <token>`.
 */

export const DEMO_SIGN_IN_PATH = "/api/auth/demo";
export const SIGN_OUT_PATH = "/api/auth/sign-out";
/** Header of a sign-in's answer with the session's token; a browser never sees it. */
export const TOKEN_HEADER = "set-auth-token";

export const DemoSignIn = z.strictObject({ role: z.enum(["owner", "accountant"]) });
export type DemoSignIn = z.infer<typeof DemoSignIn>;

export const SignedIn = z.object({ user: z.object({ name: z.string(), email: z.string() }) });
export type SignedIn = z.infer<typeof SignedIn>;

export const SignedOut = z.object({ success: z.boolean() });
export type SignedOut = z.infer<typeof SignedOut>;
