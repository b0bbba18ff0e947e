import { sql } from "kysely";

import type { CompanyTx } from "../company-scope.ts";
import type { BooksReader } from "./snapshot.ts";

export type SavedViewRow = {
  viewId: string;
  userId: string;
  userName: string;
  name: string;
  report: string;
  choice: unknown;
  isShared: boolean;
  isDefault: boolean;
};

/** The views of reports that a member keeps or is shared, by name. */
export function savedViews(reader: BooksReader, userId: string): Promise<SavedViewRow[]> {
  return seenBy(reader, userId)
    .orderBy(sql`lower(name)`)
    .orderBy("v.view_id")
    .execute();
}

/** One of them; undefined when the member has and is shared none of this id. */
export function savedView(
  reader: BooksReader,
  wanted: { userId: string; viewId: string },
): Promise<SavedViewRow | undefined> {
  return seenBy(reader, wanted.userId).where("v.view_id", "=", wanted.viewId).executeTakeFirst();
}

/** How many views a member keeps. Whoever is keeping another one is waited for. */
export async function countOwnViews(tx: CompanyTx, userId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`views ${tx.companyId} ${userId}`}, 0))`.execute(
    tx.query,
  );
  const rows = await tx.run<{ count: number }>(
    "select count(*)::int as count from saved_view where company_id = $1 and user_id = $2",
    [tx.companyId, userId],
  );
  return rows[0]?.count ?? 0;
}

/** Keeps a view; one that is kept under this id already stays as it is. `choice`: JSON. */
export async function keepView(
  tx: CompanyTx,
  made: {
    viewId: string;
    by: { id: string; name: string };
    name: string;
    report: string;
    choice: string;
    isShared: boolean;
    at: Date;
  },
): Promise<void> {
  await tx.query
    .insertInto("saved_view")
    .values({
      company_id: tx.companyId,
      view_id: made.viewId,
      user_id: made.by.id,
      user_name: made.by.name,
      name: made.name,
      report: made.report,
      choice: made.choice,
      is_shared: made.isShared,
      made_at: made.at,
    })
    .onConflict((conflict) => conflict.columns(["company_id", "view_id"]).doNothing())
    .execute();
}

/** Changes what is given of a view. */
export async function changeView(
  tx: CompanyTx,
  viewId: string,
  change: { name?: string | undefined; choice?: string | undefined; isShared?: boolean | undefined },
): Promise<void> {
  await tx.run(
    `update saved_view set name = coalesce($3, name), choice = coalesce($4::jsonb, choice), is_shared = coalesce($5, is_shared)
     where company_id = $1 and view_id = $2`,
    [tx.companyId, viewId, change.name ?? null, change.choice ?? null, change.isShared ?? null],
  );
  // What is shared no more opens for nobody else.
  await tx.run(
    `delete from saved_view_default d using saved_view v
     where d.company_id = $1 and d.view_id = $2 and v.company_id = d.company_id and v.view_id = d.view_id
       and not v.is_shared and d.user_id <> v.user_id`,
    [tx.companyId, viewId],
  );
}

/** Which view a member's way to a report opens from now on; `viewId` null: none. */
export async function chooseDefaultView(
  tx: CompanyTx,
  chosen: { userId: string; report: string; viewId: string | null },
): Promise<void> {
  if (chosen.viewId === null) {
    await tx.run("delete from saved_view_default where company_id = $1 and user_id = $2 and report = $3", [
      tx.companyId,
      chosen.userId,
      chosen.report,
    ]);
    return;
  }
  await tx.run(
    `insert into saved_view_default (company_id, user_id, report, view_id) values ($1, $2, $3, $4)
     on conflict (company_id, user_id, report) do update set view_id = excluded.view_id`,
    [tx.companyId, chosen.userId, chosen.report, chosen.viewId],
  );
}

/** Lets a view go, wherever it was the one that opens. */
export async function dropView(tx: CompanyTx, viewId: string): Promise<void> {
  await tx.run("delete from saved_view where company_id = $1 and view_id = $2", [tx.companyId, viewId]);
}

function seenBy({ companyId, query }: BooksReader, userId: string) {
  return query
    .selectFrom("saved_view as v")
    .leftJoin("saved_view_default as d", (join) =>
      join
        .onRef("d.company_id", "=", "v.company_id")
        .onRef("d.view_id", "=", "v.view_id")
        .on("d.user_id", "=", userId),
    )
    .select([
      "v.view_id as viewId",
      "v.user_id as userId",
      "v.user_name as userName",
      "v.name",
      "v.report",
      "v.choice",
      "v.is_shared as isShared",
      sql<boolean>`d.view_id is not null`.as("isDefault"),
    ])
    .where("v.company_id", "=", companyId)
    .where((where) => where.or([where("v.user_id", "=", userId), where("v.is_shared", "=", true)]));
}
