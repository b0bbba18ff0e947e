import type { Database } from "../../client.ts";
import { asAuthn, type CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";
import type { KnownKey } from "../api-keys.ts";

export type ReadKeyRow = {
  keyId: string;
  name: string;
  lastFour: string;
  madeAt: Date;
  by: string;
  lastUsedAt: Date | null;
  endsAt: Date;
  revokedAt: Date | null;
};

/** Whose key for reading has this SHA-256; undefined for an unknown, revoked or ended one. */
export function findReadKey(db: Database, hash: Uint8Array, now: Date): Promise<KnownKey | undefined> {
  return asAuthn(db, ({ query }) =>
    query
      .selectFrom("read_key")
      .select(["company_id as companyId", "key_id as keyId"])
      .where("key_hash", "=", Buffer.from(hash))
      .where("revoked_at", "is", null)
      .where("ends_at", ">", now)
      .executeTakeFirst(),
  );
}

/** A company's keys for reading, the newest first, those that have ended too. */
export function readKeys({ companyId, query }: BooksReader): Promise<ReadKeyRow[]> {
  return query
    .selectFrom("read_key")
    .select([
      "key_id as keyId",
      "name",
      "last_four as lastFour",
      "made_at as madeAt",
      "made_name as by",
      "last_used_at as lastUsedAt",
      "ends_at as endsAt",
      "revoked_at as revokedAt",
    ])
    .where("company_id", "=", companyId)
    .orderBy("made_at", "desc")
    .orderBy("key_id")
    .limit(100)
    .execute();
}

/** Keeps a new key for reading: its SHA-256, never the key. */
export async function addReadKey(
  tx: CompanyTx,
  key: {
    hash: Uint8Array;
    lastFour: string;
    name: string;
    endsAt: Date;
    at: Date;
    by: { id: string; name: string };
  },
): Promise<string> {
  const added = await tx.query
    .insertInto("read_key")
    .values({
      company_id: tx.companyId,
      key_hash: Buffer.from(key.hash),
      last_four: key.lastFour,
      name: key.name,
      made_at: key.at,
      made_by: key.by.id,
      made_name: key.by.name,
      ends_at: key.endsAt,
    })
    .returning("key_id")
    .executeTakeFirstOrThrow();
  return added.key_id;
}

/** Ends a key for reading; its name, undefined where there is none by that id. */
export async function revokeReadKey(tx: CompanyTx, keyId: string, at: Date): Promise<string | undefined> {
  const [row] = await tx.run<{ name: string }>(
    "update read_key set revoked_at = coalesce(revoked_at, $3) where company_id = $1 and key_id = $2 returning name",
    [tx.companyId, keyId, at],
  );
  return row?.name;
}

/** Notes that a key for reading was used, at most once a minute; false: it has ended. */
export async function touchReadKey(tx: CompanyTx, keyId: string, now: Date): Promise<boolean> {
  const live = await tx.run(
    "select from read_key where company_id = $1 and key_id = $2 and revoked_at is null and ends_at > $3",
    [tx.companyId, keyId, now],
  );
  if (live.length === 0) return false;
  await tx.run(
    `update read_key set last_used_at = $3 where company_id = $1 and key_id = $2
       and (last_used_at is null or last_used_at < $3::timestamptz - interval '1 minute')`,
    [tx.companyId, keyId, now],
  );
  return true;
}
