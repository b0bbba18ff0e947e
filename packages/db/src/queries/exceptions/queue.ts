import { sql, type RawBuilder } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";
import { billsWithoutDueDate, duplicateReferences, oldBills } from "./bills.ts";
import { conflicts } from "./conflicts.ts";
import { negativeReferences, unallocated } from "./money.ts";
import { standingBills, type ExceptionItem, type ExceptionPart, type ExceptionScope } from "./part.ts";
import { duplicateParties, partiesWithoutContact } from "./parties.ts";
import { backDated, quarantined } from "./read-again.ts";
import { tdsShort } from "./tds.ts";

/** How each kind is found. */
const PARTS = {
  unallocated,
  "tds-short": tdsShort,
  "negative-reference": negativeReferences,
  "duplicate-reference": duplicateReferences,
  "no-due-date": billsWithoutDueDate,
  "no-contact": partiesWithoutContact,
  "duplicate-parties": duplicateParties,
  "old-bill": oldBills,
  "back-dated": backDated,
  quarantined,
  conflict: conflicts,
} satisfies Record<string, ExceptionPart>;

/** These are about the company and not about one party's money. */
const OF_NO_PARTY: ReadonlySet<string> = new Set(["duplicate-parties", "quarantined"]);

export type ExceptionPlace = { amount: string; kind: string; id: string };

type Wanted = Omit<ExceptionScope, "companyId"> & { readonly kind: string | null };

/** Exceptions on a day, largest first. `limit` rows after `after`. */
export async function exceptionItems(
  snapshot: CompanySnapshot,
  wanted: Wanted & { limit: number; after: ExceptionPlace | null },
): Promise<ExceptionItem[]> {
  const { after, limit } = wanted;
  const scope = { ...wanted, companyId: snapshot.companyId };
  const next = after
    ? sql`where (-amount, kind, id) > (-(${after.amount}::bigint), ${after.kind}, ${after.id})`
    : sql``;
  const inOrder = sql`${next} order by amount desc, kind, id limit ${limit}`;
  // Each kind is cut to a page by itself: no more than that of it can be on the page.
  const pages = partsOf(wanted).map((part) => sql`(select * from (${part(scope)}) found ${inOrder})`);
  if (pages.length === 0) return [];
  await allowMemory(snapshot);
  const found = await sql<ExceptionItem>`
    with ${standingBills(scope)}
    select * from (${union(pages)}) every_kind order by amount desc, kind, id limit ${limit}`.execute(
    snapshot.query,
  );
  return found.rows;
}

/** How many of each kind there are, and of how much money; kinds without any are left out. */
export async function exceptionCounts(
  snapshot: CompanySnapshot,
  wanted: Wanted,
): Promise<{ kind: string; count: number; amount: bigint }[]> {
  const scope = { ...wanted, companyId: snapshot.companyId };
  const counts = partsOf(wanted).map(
    (part) => sql`
      select kind, count(*)::int as count, sum(amount)::bigint as amount from (${part(scope)}) found group by kind`,
  );
  await allowMemory(snapshot);
  const found = await sql<{ kind: string; count: number; amount: bigint }>`
    with ${standingBills(scope)} ${union(counts)}`.execute(snapshot.query);
  return found.rows;
}

/** Money is summed by voucher: of a large company that does not fit into what a query has by default, and would go over the disk. */
async function allowMemory(snapshot: CompanySnapshot): Promise<void> {
  await sql`select set_config('work_mem', '64MB', true)`.execute(snapshot.query);
}

function partsOf({ kind, ledgerId }: Wanted): ExceptionPart[] {
  return Object.entries(PARTS)
    .filter(([name]) => (kind === null || kind === name) && (ledgerId === null || !OF_NO_PARTY.has(name)))
    .map(([, part]) => part);
}

function union(queries: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(queries, sql` union all `);
}
