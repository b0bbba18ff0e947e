import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { readSecret } from "@cfa/db/queries/secrets";
import type { MasterKeys } from "@cfa/db/sealing";
import type { Context } from "hono";

import { countWithin, type Limit } from "../auth/limit.ts";
import { ApiFailure } from "../errors.ts";
import { identityOf } from "../http/request-identity.ts";
import type { WebEnv } from "../http/web-env.ts";

/* What all webhooks have in common, whoever calls: whose address it is, and with what it may be signed. */

const TOKEN = /^[A-Za-z0-9_-]{22}$/;
const MISSES: Limit = { name: "webhook missed", most: 60, windowMillis: 3_600_000 };

/** Whose an address of webhooks is, by the token in it; counts one that is nobody's. */
export async function ownerOfHook<Owner>(
  c: Context<WebEnv>,
  { db, at, find }: { db: Database; at: Date; find: (token: string) => Promise<Owner | undefined> },
): Promise<{ owner: Owner; token: string }> {
  const token = c.req.param("companyToken") ?? "";
  const owner = TOKEN.test(token) ? await find(token) : undefined;
  if (owner === undefined) {
    await countWithin(MISSES, identityOf(c.env.incoming)?.address ?? "", { db, now: at });
    throw new ApiFailure("not-found");
  }
  return { owner, token };
}

/** Some secrets of a provider, read as a job reads them. */
export async function hookSecrets(
  { db, masterKeys }: { readonly db: Database; readonly masterKeys: MasterKeys | null },
  companyId: string,
  { provider, fields }: { provider: string; fields: readonly string[] },
): Promise<string[]> {
  if (masterKeys === null) throw new ApiFailure("unavailable");
  const read = await inCompany(
    db,
    companyId,
    async (tx) => {
      const found = [];
      for (const field of fields) found.push(await readSecret(tx, masterKeys, { provider, field }));
      return found;
    },
    { role: "job" },
  );
  // Said again later: providers keep it for a while.
  if (read.some(({ ok }) => !ok)) throw new ApiFailure("unavailable");
  return read.flatMap((one) => (one.ok && one.value !== null ? [one.value] : []));
}
