import { PhoneSystem } from "@cfa/contract/auth";
import { asAuthn } from "@cfa/db/company-scope";
import type { Database } from "@cfa/db/client";

import type { ApiConfig } from "../config.ts";
import { ApiFailure, toFailure } from "../errors.ts";
import { acceptApps, GOOGLE, type GoogleSettings } from "./google.ts";
import { ABSOLUTE_MILLIS, createLibrary, type LibraryDeps } from "./library.ts";
import type { SendCode } from "./send-code.ts";

const FRESH_MILLIS = 10 * 60 * 1_000;
const PROVIDER_MILLIS = 10_000;

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
export type Library = ReturnType<typeof createLibrary>;

/**
 * Accounts and sessions, by the library. Sessions lie in the database and end at once when they are revoked; they live
 * 30 days from their last use and 180 days in all. No token that stands for itself is ever accepted.
 */
export function createSignIn(
  deps: LibraryDeps & { config: Pick<ApiConfig, "google"> },
  { sendCode }: { sendCode: SendCode | null },
) {
  const { db, config } = deps;
  const auth = createLibrary(deps, null);
  return {
    auth,
    google: config.google && openGoogle(deps, config.google),
    googleClients: config.google,
    sendCode,
    ways: {
      google: config.google !== null,
      googleApps: PhoneSystem.options.filter((system) => config.google?.nativeClientIds[system]),
      mailCode: sendCode !== null,
    },
    visit: (headers: Headers) =>
      visit(auth, headers).catch(async (error: unknown) => {
        throw await libraryFailure(db, error);
      }),
    failure: (cause: unknown) => libraryFailure(db, cause),
  };
}

/**
 * The library with Google in it, made when it is first wanted and again after the provider could not be asked. Apart from the
 * one that keeps sessions: everything else works while Google does not answer.
 */
function openGoogle(deps: LibraryDeps, settings: GoogleSettings): () => Promise<Library> {
  let ready: Promise<Library> | undefined;
  return () => {
    ready ??= withProvider(createLibrary(deps, settings), settings).catch((error: unknown) => {
      ready = undefined;
      throw new ApiFailure("unavailable", {
        message: "Google does not answer at the moment. Try again in a few seconds.",
        cause: error,
      });
    });
    return ready;
  };
}

async function withProvider(library: Library, settings: GoogleSettings): Promise<Library> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error("the provider's settings did not come in time")),
      PROVIDER_MILLIS,
    );
  });
  try {
    const { socialProviders } = await Promise.race([library.$context, tooLate]);
    const provider = socialProviders.find(({ id }) => id === GOOGLE);
    if (!provider) throw new Error("the provider's settings could not be read");
    acceptApps(provider, settings);
    return library;
  } finally {
    clearTimeout(timer);
  }
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
