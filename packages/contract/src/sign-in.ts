/* Where signing in and out is asked for (auth.ts says what goes there), and how it can end. */

export const DEMO_SIGN_IN_PATH = "/api/auth/demo";
export const SIGN_OUT_PATH = "/api/auth/sign-out";
export const MAIL_CODE_PATH = "/api/auth/mail-code";
export const MAIL_CODE_SIGN_IN_PATH = "/api/auth/mail-code/sign-in";
export const GOOGLE_PATH = "/api/auth/google";
export const GOOGLE_CALLBACK_PATH = "/api/auth/callback/google";
export const GOOGLE_APP_PATH = "/api/auth/google/app";
export const GOOGLE_APP_SIGN_IN_PATH = "/api/auth/google/app/sign-in";
/** Header of a sign-in's answer with the session's token; a browser never sees it. */
export const TOKEN_HEADER = "set-auth-token";

/**
 * Why a browser came back from Google without being signed in. `stopped`: the person went back; `over`: it took too long or was
 * tried twice; `unverified`: Google has not verified the mail address; `other-way`: an account with this address signs in by
 * mail code or with another Google account; `failed`: Google's answer could not be trusted.
 */
export const GOOGLE_REFUSALS = ["stopped", "over", "unverified", "other-way", "failed"] as const;
