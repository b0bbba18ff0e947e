import { asAuthn, openAuthSchema } from "@cfa/db/company-scope";
import type { Database } from "@cfa/db/client";
import { betterAuth, type BetterAuthOptions } from "better-auth";
import { bearer } from "better-auth/plugins/bearer";

import type { ApiConfig } from "../config.ts";
import type { Logger } from "../log.ts";
import { ApiFailure, toFailure } from "../errors.ts";
import { ADDRESS_HEADER } from "../http/address.ts";
import { allowedOrigins } from "../http/origin-check.ts";
import { demoSignIn } from "./demo-plugin.ts";

const DAY_SECONDS = 86_400;
const SLIDING_SECONDS = 30 * DAY_SECONDS;
/** How long a session lives in all, however often it is used. */
export const ABSOLUTE_MILLIS = 180 * DAY_SECONDS * 1_000;
const FRESH_MILLIS = 10 * 60 * 1_000;

export type SignInSettings = Pick<ApiConfig, "publicUrl" | "authSecret" | "demo">;

/** A person who is signed in. */
export type User = { readonly id: string; readonly name: string; readonly email: string };

/** Who a request comes from, by which session, and the cookies that keep it alive. */
export type Visit = {
  readonly user: User | null;
  /** `isFresh`: the person has signed in within the last ten minutes. By the clock that sessions are made with. */
  readonly session: { readonly id: string; readonly isFresh: boolean } | null;
  readonly setCookies: readonly string[];
};

export type SignIn = ReturnType<typeof createSignIn>;

/**
 * Accounts and sessions, by the library. Sessions lie in the database and end at once when they are revoked; they live
 * 30 days from their last use and 180 days in all. No token that stands for itself is ever accepted.
 */
export function createSignIn(deps: { db: Database; config: SignInSettings; log: Logger }) {
  const { db, config, log } = deps;
  const auth = betterAuth({
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
    plugins: [bearer({ requireSignature: true }), ...(config.demo ? [demoSignIn()] : [])],
    advanced: {
      useSecureCookies: false, // the names below say it themselves
      cookies: { session_token: sessionCookie(config.publicUrl) },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: "uuid", validateSchema: false },
    },
    databaseHooks: {
      session: {
        update: {
          before: async (changes, context) => {
            const session = context?.context.session?.session;
            if (!session || !changes.expiresAt) return undefined;
            return { data: { ...changes, expiresAt: soonest(changes.expiresAt, session.createdAt) } };
          },
        },
      },
    },
  } satisfies BetterAuthOptions);
  return {
    auth,
    visit: (headers: Headers) =>
      visit(auth, headers).catch(async (error: unknown) => {
        throw await libraryFailure(db, error);
      }),
    failure: (cause: unknown) => libraryFailure(db, cause),
  };
}

/** The library hides why it failed, so the database is asked: when it does not answer either, that was it. */
async function libraryFailure(db: Database, cause: unknown): Promise<ApiFailure> {
  try {
    await asAuthn(db, (tx) => tx.run("select 1"));
    return new ApiFailure("internal", { cause });
  } catch (error) {
    return toFailure(error);
  }
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
      customRules: { "/demo": { window: 60, max: 60 } },
    },
  } satisfies BetterAuthOptions;
}

/**
 * On TLS the cookie carries the __Host- name, which browsers accept only when it is secure and bound to this host. On
 * plain http (loopback) there can be no secure cookie, so the name has no such claim.
 */
function sessionCookie(publicUrl: string) {
  const secure = publicUrl.startsWith("https:");
  return {
    name: secure ? "__Host-cfa_session" : "cfa_session",
    attributes: { secure, httpOnly: true, sameSite: "strict", path: "/" },
  } as const;
}

async function visit(auth: { api: SessionReader }, headers: Headers): Promise<Visit> {
  const credentials = new Headers();
  for (const name of ["cookie", "authorization"]) {
    const value = headers.get(name);
    if (value !== null) credentials.set(name, value);
  }
  if ([...credentials.keys()].length === 0) return nobody([]);
  const { headers: answered, response } = await auth.api.getSession({
    headers: credentials,
    returnHeaders: true,
  });
  const setCookies = credentials.has("cookie") ? answered.getSetCookie() : [];
  if (!response) return nobody(setCookies);
  const { user, session } = response;
  const age = Date.now() - session.createdAt.getTime();
  if (age >= ABSOLUTE_MILLIS) return nobody(setCookies);
  return {
    user: { id: user.id, name: user.name, email: user.email },
    session: { id: session.id, isFresh: age < FRESH_MILLIS },
    setCookies,
  };
}

function nobody(setCookies: readonly string[]): Visit {
  return { user: null, session: null, setCookies };
}

type SessionReader = {
  getSession(options: { headers: Headers; returnHeaders: true }): Promise<{
    headers: Headers;
    response: { session: { id: string; createdAt: Date }; user: User } | null;
  }>;
};

function soonest(expiresAt: Date, createdAt: Date): Date {
  return new Date(Math.min(new Date(expiresAt).getTime(), new Date(createdAt).getTime() + ABSOLUTE_MILLIS));
}

function levelOf(level: string): "debug" | "info" | "warn" | "error" {
  return level === "error" || level === "warn" || level === "debug" ? level : "info";
}
