import { sql } from "kysely";
import type { Selectable } from "kysely";

import type { CashForecastTable, PathsHead, RecurringItemTable } from "../../tables/cash.ts";
import type { BooksReader } from "../snapshot.ts";
import type { ForecastTry } from "./keep-forecast.ts";

export type CashForecastRow = Omit<Selectable<CashForecastTable>, "company_id">;
export type RecurringItemRow = Omit<Selectable<RecurringItemTable>, "company_id" | "as_of"> & {
  ledger_guid: string;
  name: string;
  is_party: boolean;
};

/** The latest forecast of days up to one, and from another on where that is given; undefined: there is none. */
export async function cashForecast(
  { companyId, query }: BooksReader,
  { upTo, from }: { upTo?: string; from?: string } = {},
): Promise<CashForecastRow | undefined> {
  let found = query.selectFrom("cash_forecast").selectAll().where("company_id", "=", companyId);
  if (upTo !== undefined) found = found.where("as_of", "<=", upTo);
  if (from !== undefined) found = found.where("as_of", ">=", from);
  return found.orderBy("as_of", "desc").limit(1).executeTakeFirst();
}

/** How the latest try ended; undefined: none was made. */
export function latestForecastTry({ companyId, query }: BooksReader): Promise<ForecastTry | undefined> {
  return query
    .selectFrom("cash_forecast_try")
    .select(["as_of as asOf", "tried_at as triedAt", "generation", "outcome", "failure"])
    .where("company_id", "=", companyId)
    .executeTakeFirst();
}

/** What the latest forecast's scenarios are laid over; undefined: there is none. */
export function cashPaths({
  companyId,
  query,
}: BooksReader): Promise<{ head: PathsHead; sums: Buffer } | undefined> {
  return query
    .selectFrom("cash_paths")
    .select(["head", "sums"])
    .where("company_id", "=", companyId)
    .executeTakeFirst();
}

/** The items that the latest forecast found, of ledgers that are there still. */
export async function recurringItems({ companyId, query }: BooksReader): Promise<RecurringItemRow[]> {
  const found = await sql<RecurringItemRow>`
    select i.item_no, i.ledger_id, i.class, i.direction, i.every, i.rhythm, i.tolerance, i.size, i.hit_rate, i.alive,
      i.hits, i.ahead, l.guid as ledger_guid, l.name, l.party_kind is not null as is_party
    from recurring_item i join ledger l on l.company_id = i.company_id and l.ledger_id = i.ledger_id
    where i.company_id = ${companyId}
    order by i.item_no`.execute(query);
  return found.rows;
}

/** Chances said on days up to one of falling below the floor, with what may be spent then; oldest first. */
export function chancesSaid(
  { companyId, query }: BooksReader,
  upTo: string,
): Promise<{ asOf: string; chance: number | null; available: bigint; floor: bigint | null }[]> {
  return query
    .selectFrom("cash_forecast")
    .select(["as_of as asOf", "chance_below as chance", "available", "floor"])
    .where("company_id", "=", companyId)
    .where("as_of", "<=", upTo)
    .where("chance_below", "is not", null)
    .orderBy("as_of")
    .execute();
}
