import type { Database } from "@cfa/db/client";
import { openAuthSchema } from "@cfa/db/company-scope";
import { betterAuth, type BetterAuthOptions } from "better-auth";
import { APIError } from "better-auth/api";
import { bearer } from "better-auth/plugins/bearer";
import { emailOTP } from "better-auth/plugins/email-otp";

import type { ApiConfig } from "../config.ts";
import { ADDRESS_HEADER } from "../http/address.ts";
import { allowedOrigins } from "../http/origin-check.ts";
import type { Logger } from "../log.ts";
import { demoSignIn } from "./demo-plugin.ts";
import { googleSignIn, type GoogleSettings } from "./google.ts";
import { LIBRARY_LIMITS } from "./limits.ts";
import { CODE_MINUTES } from "./send-code.ts";

const DAY_SECONDS = 86_400;
const SLIDING_SECONDS = 30 * DAY_SECONDS;
/** How long a session lives in all, however often it is used. */
export const ABSOLUTE_MILLIS = 180 * DAY_SECONDS * 1_000;

export type LibrarySettings = Pick<ApiConfig, "publicUrl" | "authSecret" | "demo">;
export type LibraryDeps = { readonly db: Database; readonly config: LibrarySettings; readonly log: Logger };

/**
 * The sign-in library as we use it: accounts, sessions and one-time codes in the schema `auth`, the demo's sign-in where it is
 * on, and Google where its settings are given. With Google it asks the provider for its addresses once, at its first use.
 */
export function createLibrary({ db, config, log }: LibraryDeps, google: GoogleSettings | null) {
  const secure = config.publicUrl.startsWith("https:");
  return betterAuth({
    ...tableOptions(),
    database: { db: openAuthSchema(db), type: "postgres", schemaName: "auth", transaction: true },
    appName: "CFA",
    baseURL: config.publicUrl,
    basePath: "/api/auth",
    secret: config.authSecret,
    trustedOrigins: allowedOrigins(config.publicUrl),
    telemetry: { enabled: false },
    onAPIError: { onError: (error) => log.debug({ part: "sign-in", err: error }, "refused by the library") },
    logger: {
      disabled: false,
      level: "warn",
      log: (level, message) => log[levelOf(level)]({ part: "sign-in" }, message),
    },
    plugins: [
      bearer({ requireSignature: true }),
      codes(),
      ...(config.demo ? [demoSignIn(db)] : []),
      ...(google === null ? [] : [googleSignIn(google)]),
    ],
    // An account is never joined to another because both name the same mail address (docs/decisions).
    account: {
      accountLinking: { enabled: false, disableImplicitLinking: true },
      updateAccountOnSignIn: false,
    },
    advanced: {
      useSecureCookies: false, // the names below say it themselves
      cookies: {
        session_token: cookieOf("session", { secure, sameSite: "strict" }),
        // Lax: the provider's page sends the browser back with it.
        state: cookieOf("sign_in", { secure, sameSite: "lax" }),
      },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: "uuid", validateSchema: false },
    },
    databaseHooks: { session: sessionHooks, account: { create: { before: withoutTokens } } },
  } satisfies BetterAuthOptions);
}

/** The part of the settings that decides which tables and columns there are. */
export function tableOptions() {
  return {
    session: { expiresIn: SLIDING_SECONDS, updateAge: DAY_SECONDS },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 120,
      customRules: LIBRARY_LIMITS,
    },
  } satisfies BetterAuthOptions;
}

/** Codes by mail. The library makes, keeps and checks them; we bring them (mail-code.ts), so it has nothing to send. */
function codes() {
  return emailOTP({
    otpLength: 6,
    expiresIn: CODE_MINUTES * 60,
    allowedAttempts: 3,
    storeOTP: "encrypted",
    sendVerificationOTP: () => Promise.reject(new Error("codes are not sent by the library")),
  });
}

/**
 * On TLS a cookie carries the __Host- name, which browsers accept only when it is secure and bound to this host. On plain
 * http (loopback) there can be no secure cookie, so the name has no such claim.
 */
function cookieOf(name: string, attributes: { secure: boolean; sameSite: "strict" | "lax" }) {
  return {
    name: `${attributes.secure ? "__Host-" : ""}cfa_${name}`,
    attributes: { ...attributes, httpOnly: true, path: "/" },
  };
}

const sessionHooks: NonNullable<NonNullable<BetterAuthOptions["databaseHooks"]>["session"]> = {
  create: {
    // Who owns a mailbox later need not be the person whom Google named: a code does not open Google's account.
    before: async ({ userId }, context) => {
      if (context?.path !== "/sign-in/email-otp") return;
      const accounts = await context.context.internalAdapter.findAccounts(userId);
      if (accounts.length > 0) throw new APIError("CONFLICT", { message: "signs in with Google" });
    },
  },
  update: {
    before: async (changes, context) => {
      const session = context?.context.session?.session;
      if (!session || !changes.expiresAt) return undefined;
      return { data: { ...changes, expiresAt: soonest(changes.expiresAt, session.createdAt) } };
    },
  },
};

/** We ask Google who somebody is and nothing later on, so none of its tokens is kept. */
async function withoutTokens<Account extends object>(account: Account) {
  return { data: { ...account, accessToken: null, refreshToken: null, idToken: null } };
}

function soonest(expiresAt: Date, createdAt: Date): Date {
  return new Date(Math.min(new Date(expiresAt).getTime(), new Date(createdAt).getTime() + ABSOLUTE_MILLIS));
}

function levelOf(level: string): "debug" | "info" | "warn" | "error" {
  return level === "error" || level === "warn" || level === "debug" ? level : "info";
}
