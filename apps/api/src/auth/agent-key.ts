import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { findApiKey, touchApiKey, type KnownKey } from "@cfa/db/queries/api-keys";
import type { Context } from "hono";

import { ApiFailure } from "../errors.ts";
import { bearerKey, hashApiKey } from "./api-key.ts";

/** The company of the request's key. A wrong key, a mistyped one and a revoked one answer alike. */
export async function requireKey(c: Context, { db }: { readonly db: Database }): Promise<KnownKey> {
  const key = bearerKey(c.req.header("authorization"));
  const known = key === undefined ? undefined : await findApiKey(db, hashApiKey(key));
  if (known === undefined) throw new ApiFailure("bad-key");
  return known;
}

/** Runs `work` in the key's company and notes that the key was used. */
export function withKey<T>(
  key: KnownKey,
  { db }: { readonly db: Database },
  work: (tx: CompanyTx) => Promise<T>,
): Promise<T> {
  return inCompany(db, key.companyId, async (tx) => {
    await touchApiKey(tx, key.keyId);
    return work(tx);
  });
}
