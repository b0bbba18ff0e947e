import type { Database } from "../client.ts";
import { asAuthn, inCompany, type CompanyTx } from "../company-scope.ts";

/** A live key and the one company it belongs to. */
export type KnownKey = { companyId: string; keyId: string };

/** Keeps a new key of a company: its SHA-256, never the key. Answers the key's id. */
export function addApiKey(
  db: Database,
  key: { companyId: string; hash: Uint8Array; lastFour: string },
): Promise<string> {
  return inCompany(db, key.companyId, async ({ query }) => {
    const added = await query
      .insertInto("api_key")
      .values({ company_id: key.companyId, key_hash: Buffer.from(key.hash), last_four: key.lastFour })
      .returning("key_id")
      .executeTakeFirstOrThrow();
    return added.key_id;
  });
}

/** Whose key has this SHA-256; undefined for an unknown or revoked one. */
export function findApiKey(db: Database, hash: Uint8Array): Promise<KnownKey | undefined> {
  return asAuthn(db, ({ query }) =>
    query
      .selectFrom("api_key")
      .select(["company_id as companyId", "key_id as keyId"])
      .where("key_hash", "=", Buffer.from(hash))
      .where("revoked_at", "is", null)
      .executeTakeFirst(),
  );
}

/** Revokes a key: its next request fails. */
export function revokeApiKey(db: Database, key: KnownKey): Promise<void> {
  return inCompany(db, key.companyId, async (tx) => {
    await tx.run(
      "update api_key set revoked_at = coalesce(revoked_at, now()) where company_id = $1 and key_id = $2",
      [key.companyId, key.keyId],
    );
  });
}

/** Notes that a key was used, at most once a minute, so that busy agents do not queue up behind one row. */
export async function touchApiKey(tx: CompanyTx, keyId: string): Promise<void> {
  await tx.run(
    `update api_key set last_used_at = now()
     where company_id = $1 and key_id = $2
       and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
    [tx.companyId, keyId],
  );
}
