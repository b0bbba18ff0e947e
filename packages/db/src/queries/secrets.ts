import { fail, ok, type Result } from "@cfa/values/result";

import type { Database } from "../client.ts";
import { asAuthn, inCompany, type CompanyTx } from "../company-scope.ts";
import {
  newDataKey,
  openSealed,
  rewrapped,
  seal,
  type MasterKeys,
  type NotOpened,
  type WrappedKey,
} from "../sealing.ts";

/** What may be told of a secret: that it is there, since when, by whom, and how it ends. */
export type SecretSet = { provider: string; field: string; lastFour: string; setAt: Date; setBy: string };

/** Keeps a provider's secret of the company, sealed, in the place of an earlier one. */
export async function setSecret(
  tx: CompanyTx,
  keys: MasterKeys,
  secret: { provider: string; field: string; text: string; by: string },
): Promise<Result<void, NotOpened>> {
  const { provider, field, text, by } = secret;
  const key = await dataKeyOf(tx, keys);
  const before = await tx.run<{ version: number }>(
    "select version from company_secret where company_id = $1 and provider = $2 and field = $3",
    [tx.companyId, provider, field],
  );
  const version = (before[0]?.version ?? 0) + 1;
  const sealed = seal(keys, key, { text, place: { companyId: tx.companyId, provider, field, version } });
  if (!sealed.ok) return sealed;
  // The end of a short secret would be too much of it.
  const lastFour = text.length >= 16 ? text.slice(-4) : "";
  await tx.run(
    `insert into company_secret (company_id, provider, field, version, sealed, last_four, set_by)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (company_id, provider, field)
     do update set version = $4, sealed = $5, last_four = $6, set_by = $7, set_at = now()`,
    [tx.companyId, provider, field, version, Buffer.from(sealed.value), lastFour, by],
  );
  return ok(undefined);
}

/** Which secrets of the company there are. */
export function listSecrets(tx: CompanyTx): Promise<SecretSet[]> {
  return tx.run<SecretSet>(
    `select provider, field, last_four as "lastFour", set_at as "setAt", set_by as "setBy" from company_secret
     where company_id = $1 order by provider, field`,
    [tx.companyId],
  );
}

/** A provider's secret in clear, for the job that sends; `null`: there is none. As cfa_job only. */
export async function readSecret(
  tx: CompanyTx,
  keys: MasterKeys,
  wanted: { provider: string; field: string },
): Promise<Result<string | null, NotOpened>> {
  const { provider, field } = wanted;
  const rows = await tx.run<{ version: number; sealed: Uint8Array }>(
    "select version, sealed from company_secret where company_id = $1 and provider = $2 and field = $3",
    [tx.companyId, provider, field],
  );
  const [row] = rows;
  const key = await storedKey(tx);
  if (row === undefined || key === undefined) return ok(null);
  const place = { companyId: tx.companyId, provider, field, version: row.version };
  return openSealed(keys, key, { place, sealed: row.sealed });
}

/** Removes one secret of a provider. */
export async function forgetSecret(
  tx: CompanyTx,
  { provider, field }: { provider: string; field: string },
): Promise<void> {
  await tx.run("delete from company_secret where company_id = $1 and provider = $2 and field = $3", [
    tx.companyId,
    provider,
    field,
  ]);
}

/** Removes a provider's secrets. */
export async function forgetSecrets(tx: CompanyTx, provider: string): Promise<void> {
  await tx.run("delete from company_secret where company_id = $1 and provider = $2", [
    tx.companyId,
    provider,
  ]);
}

/**
 * Wraps every company's data key anew with the current master key; the secrets stay as they are. Safe to repeat. Answers
 * how many were wrapped anew, and the companies whose key no master key at hand opens.
 */
export async function rewrapDataKeys(
  db: Database,
  keys: MasterKeys,
): Promise<{ rewrapped: number; notOpened: string[] }> {
  const companies = await asAuthn(db, ({ query }) =>
    query.selectFrom("company").select("company_id").orderBy("company_id").execute(),
  );
  const done = { rewrapped: 0, notOpened: [] as string[] };
  for (const { company_id: companyId } of companies) {
    const result = await inCompany(db, companyId, (tx) => rewrapOne(tx, keys), { role: "job" });
    if (result.ok) done.rewrapped += result.value;
    else done.notOpened.push(companyId);
  }
  return done;
}

async function rewrapOne(tx: CompanyTx, keys: MasterKeys): Promise<Result<number, NotOpened>> {
  const key = await storedKey(tx, { lock: true });
  if (key === undefined || key.masterKeyId === keys.current.id) return ok(0);
  const again = rewrapped(keys, tx.companyId, key);
  if (!again.ok) return fail(again.error);
  await tx.run("update company_data_key set master_key_id = $2, wrapped = $3 where company_id = $1", [
    tx.companyId,
    again.value.masterKeyId,
    Buffer.from(again.value.wrapped),
  ]);
  return ok(1);
}

/** The company's key, made when its first secret comes; two at once agree on one. */
async function dataKeyOf(tx: CompanyTx, keys: MasterKeys): Promise<WrappedKey> {
  const fresh = newDataKey(keys, tx.companyId);
  await tx.run(
    `insert into company_data_key (company_id, master_key_id, wrapped) values ($1, $2, $3) on conflict do nothing`,
    [tx.companyId, fresh.masterKeyId, Buffer.from(fresh.wrapped)],
  );
  return (await storedKey(tx)) ?? fresh;
}

async function storedKey(tx: CompanyTx, options: { lock?: boolean } = {}): Promise<WrappedKey | undefined> {
  const rows = await tx.run<{ masterKeyId: string; wrapped: Uint8Array }>(
    `select master_key_id as "masterKeyId", wrapped from company_data_key where company_id = $1
     ${options.lock === true ? "for update" : ""}`,
    [tx.companyId],
  );
  return rows[0];
}
