import { sql } from "kysely";

import type { CompanyTx } from "../company-scope.ts";

/**
 * What of a company is changed by one at a time, and stays as it is while a message is judged: its books, what people say of them, and what
 * decides about messages.
 */
export type CompanyLock = "books" | "correction" | "nudge";

/** Whoever changes it waits for whoever is changing or judging it; held until the end of the transaction. Books first, where several are taken. */
export async function lockCompany(tx: CompanyTx, lock: CompanyLock): Promise<void> {
  await sql`select pg_advisory_xact_lock(${keyOf(tx, lock)})`.execute(tx.query);
}

/** Keeps all of it as it is until the end of the transaction; false, at once, where somebody is changing some of it or waits to. */
export async function tryToHoldStill(tx: CompanyTx): Promise<boolean> {
  const held = await sql<{ all: boolean }>`
    select pg_try_advisory_xact_lock_shared(${keyOf(tx, "books")})
      and pg_try_advisory_xact_lock_shared(${keyOf(tx, "correction")})
      and pg_try_advisory_xact_lock_shared(${keyOf(tx, "nudge")}) as all`.execute(tx.query);
  return held.rows[0]?.all === true;
}

function keyOf({ companyId }: CompanyTx, lock: CompanyLock) {
  return sql`hashtextextended(${`${lock} ${companyId}`}, 0)`;
}
