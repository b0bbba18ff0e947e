import { NEW_KEY_HEADER } from "@cfa/contract/sync";
import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { findApiKey, keyInUse, revokeKey, touchApiKey, type KnownKey } from "@cfa/db/queries/api-keys";
import type { Context } from "hono";

import { ApiFailure } from "../errors.ts";
import { bearerKey } from "./api-key.ts";
import { hashOf } from "./one-time.ts";

type KeyDeps = { readonly db: Database; readonly now?: () => Date };

/** The key of a request, and how to tell its agent that another one waits for it. */
export type RequestKey = KnownKey & { readonly tellOfNewKey: () => void };

/** The company of the request's key. A wrong key, a mistyped one, an expired and a revoked one answer alike. */
export async function requireKey(c: Context, deps: KeyDeps): Promise<RequestKey> {
  const key = bearerKey(c.req.header("authorization"));
  const known = key === undefined ? undefined : await findApiKey(deps.db, hashOf(key), nowOf(deps));
  if (known === undefined) throw new ApiFailure("bad-key");
  return { ...known, tellOfNewKey: () => c.header(NEW_KEY_HEADER, "1") };
}

/**
 * Runs `work` in the key's company. The key is looked at once more, because a large body takes its time to arrive; the
 * first use of a key ends the one whose place it takes. That it was used is noted, unless `isQuiet`.
 */
export function withKey<T>(
  key: RequestKey,
  deps: KeyDeps,
  work: (tx: CompanyTx) => Promise<T>,
  { isQuiet = false } = {},
): Promise<T> {
  return inCompany(deps.db, key.companyId, async (tx) => {
    const use = await keyInUse(tx, key.keyId, nowOf(deps));
    if (use === undefined) throw new ApiFailure("bad-key");
    if (use.isReplaced) key.tellOfNewKey();
    if (use.isFirst || (use.isStale && !isQuiet)) await touchApiKey(tx, key.keyId);
    if (use.isFirst && use.replaces !== null) await revokeKey(tx, use.replaces);
    return work(tx);
  });
}

function nowOf({ now }: KeyDeps): Date {
  return now?.() ?? new Date();
}
