import type { Database } from "../client.ts";
import { asAuthn, inCompany, type CompanyTx } from "../company-scope.ts";
import type { BooksReader } from "./snapshot.ts";

/** A live key and the one company it belongs to. */
export type KnownKey = { companyId: string; keyId: string };

export type NewKey = { hash: Uint8Array; lastFour: string };

/** What is kept of a key. */
export type KeyRow = {
  keyId: string;
  name: string;
  lastFour: string;
  createdAt: Date;
  by: string | null;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  replaces: string | null;
};

const LISTED = 200;
const KEY = `select key_id as "keyId", name, last_four as "lastFour", created_at as "createdAt",
  created_by_name as by, expires_at as "expiresAt", revoked_at as "revokedAt", replaces,
  (select max(at) from (values (last_used_at),
    ((select seen_at from agent_heartbeat h where h.company_id = $1 and h.key_id = k.key_id))) as used (at)) as "lastUsedAt"
  from api_key k where company_id = $1`;

/** Keeps a new key of a company: its SHA-256, never the key. Answers the key's id. */
export function addApiKey(db: Database, key: NewKey & { companyId: string }): Promise<string> {
  return inCompany(db, key.companyId, (tx) =>
    addKey(tx, { ...key, name: "Agent", by: null, replaces: null }),
  );
}

/** The same within a transaction, with a name, by whom it was made and which key's place it takes. */
export async function addKey(
  tx: CompanyTx,
  key: NewKey & { name: string; by: string | null; replaces: string | null },
): Promise<string> {
  const added = await tx.query
    .insertInto("api_key")
    .values({
      company_id: tx.companyId,
      key_hash: Buffer.from(key.hash),
      last_four: key.lastFour,
      name: key.name,
      created_by_name: key.by,
      replaces: key.replaces,
    })
    .returning("key_id")
    .executeTakeFirstOrThrow();
  return added.key_id;
}

/** Whose key has this SHA-256; undefined for an unknown, revoked or expired one. */
export function findApiKey(db: Database, hash: Uint8Array, now: Date): Promise<KnownKey | undefined> {
  return asAuthn(db, ({ query }) =>
    query
      .selectFrom("api_key")
      .select(["company_id as companyId", "key_id as keyId"])
      .where("key_hash", "=", Buffer.from(hash))
      .where("revoked_at", "is", null)
      .where((is) => is.or([is("expires_at", "is", null), is("expires_at", ">", now)]))
      .executeTakeFirst(),
  );
}

/** The company's keys, newest first, ended ones included. */
export async function keysIn(tx: CompanyTx): Promise<KeyRow[]> {
  return tx.run<KeyRow>(`${KEY} order by created_at desc, key_id limit ${LISTED}`, [tx.companyId]);
}

/** One key, locked: it is rotated, fetched and revoked one after the other. */
export async function lockKey(tx: CompanyTx, keyId: string): Promise<KeyRow | undefined> {
  await tx.run("select from api_key where company_id = $1 and key_id = $2 for update", [tx.companyId, keyId]);
  return (await tx.run<KeyRow>(`${KEY} and key_id = $2`, [tx.companyId, keyId]))[0];
}

/** The key that is to take another's place and has not been used yet, locked. */
export async function lockSuccessor(tx: CompanyTx, keyId: string): Promise<KeyRow | undefined> {
  const rows = await tx.run<{ keyId: string }>(
    `select key_id as "keyId" from api_key
     where company_id = $1 and replaces = $2 and revoked_at is null and last_used_at is null for update`,
    [tx.companyId, keyId],
  );
  return rows[0] && lockKey(tx, rows[0].keyId);
}

/** How many of the company's keys may be used still. */
export async function countLiveKeys({ companyId, query }: BooksReader, now: Date): Promise<number> {
  const found = await query
    .selectFrom("api_key")
    .select((select) => select.fn.countAll<bigint>().as("n"))
    .where("company_id", "=", companyId)
    .where("revoked_at", "is", null)
    .where((is) => is.or([is("expires_at", "is", null), is("expires_at", ">", now)]))
    .executeTakeFirstOrThrow();
  return Number(found.n);
}

/** Gives a key that nobody has used another secret: the one shown before no longer opens anything. */
export async function giveAnotherSecret(tx: CompanyTx, keyId: string, key: NewKey): Promise<boolean> {
  const rows = await tx.run(
    `update api_key set key_hash = $3, last_four = $4
     where company_id = $1 and key_id = $2 and revoked_at is null and last_used_at is null returning key_id`,
    [tx.companyId, keyId, Buffer.from(key.hash), key.lastFour],
  );
  return rows.length > 0;
}

/** When a key ends because another takes its place; null: it holds again. */
export async function endKeyAt(tx: CompanyTx, keyId: string, at: Date | null): Promise<void> {
  await tx.run("update api_key set expires_at = $3 where company_id = $1 and key_id = $2", [
    tx.companyId,
    keyId,
    at,
  ]);
}

/** Revokes a key: its next request fails. */
export async function revokeKey(tx: CompanyTx, keyId: string): Promise<void> {
  await tx.run(
    "update api_key set revoked_at = coalesce(revoked_at, now()) where company_id = $1 and key_id = $2",
    [tx.companyId, keyId],
  );
}

/** The same, for those who hold no transaction. */
export function revokeApiKey(db: Database, key: KnownKey): Promise<void> {
  return inCompany(db, key.companyId, (tx) => revokeKey(tx, key.keyId));
}

/** What a key in use stands for: nothing at all once it has ended. */
export type KeyUse = { isFirst: boolean; isStale: boolean; replaces: string | null; isReplaced: boolean };

/** How a key stands at the moment its work begins; undefined when it has ended since it was looked up. */
export async function keyInUse(tx: CompanyTx, keyId: string, now: Date): Promise<KeyUse | undefined> {
  const rows = await tx.run<KeyUse>(
    `select last_used_at is null as "isFirst", replaces,
       last_used_at is null or last_used_at < now() - interval '1 minute' as "isStale",
       exists (select from api_key n where n.company_id = $1 and n.replaces = k.key_id
               and n.revoked_at is null and n.last_used_at is null) as "isReplaced"
     from api_key k
     where company_id = $1 and key_id = $2 and revoked_at is null and (expires_at is null or expires_at > $3)`,
    [tx.companyId, keyId, now],
  );
  return rows[0];
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
