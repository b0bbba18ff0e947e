import { sql, type RawBuilder } from "kysely";

import type { BillForecastTable } from "../../tables/insights.ts";
import { openAsOf } from "../open-as-of.ts";
import type { BooksReader } from "../snapshot.ts";
import type { LearnedToday } from "./learned.ts";

/** A forecast with the bill it is about. Sums in `reasons` are paise as text. */
export type ForecastRow = Pick<
  BillForecastTable,
  "median" | "low" | "high" | "late" | "weeks" | "never" | "basis"
> & {
  billId: string;
  ledgerId: string;
  name: string;
  date: string;
  dueDate: string;
  amount: bigint;
  reasons: unknown;
};

/** The forecasts of a party's bills that are still open today, earliest due first. */
export async function forecastsOfParty(
  reader: BooksReader,
  on: LearnedToday,
  page: { ledgerId: string; limit: number; offset: number },
): Promise<ForecastRow[]> {
  const found = await sql<ForecastRow>`
    ${forecasts(reader, on)} and f.ledger_id = ${page.ledgerId}
    order by b.due_date, b.bill_id limit ${page.limit} offset ${page.offset}`.execute(reader.query);
  return found.rows;
}

/** The forecast of a bill; undefined: it has none, or nothing is open of it any more. */
export async function forecastOfBill(
  reader: BooksReader,
  on: LearnedToday,
  billId: string,
): Promise<ForecastRow | undefined> {
  const found = await sql<ForecastRow>`${forecasts(reader, on)} and f.bill_id = ${billId}`.execute(
    reader.query,
  );
  return found.rows[0];
}

function forecasts({ companyId }: BooksReader, { side, asOf, today }: LearnedToday): RawBuilder<ForecastRow> {
  return sql<ForecastRow>`
    select f.bill_id as "billId", f.ledger_id as "ledgerId", b.name, b.date, b.due_date as "dueDate", f.amount, f.median,
      f.low, f.high, f.late, f.weeks, f.never, f.basis, f.reasons
    from bill_forecast f join bill b on b.company_id = f.company_id and b.bill_id = f.bill_id and ${openAsOf(today)} <> 0
    where f.company_id = ${companyId} and f.side = ${side} and f.as_of = ${asOf}::date`;
}

/** All forecasts of a learning, without their reasons. */
export async function learnedForecasts(
  { companyId, query }: BooksReader,
  { side, asOf }: { side: LearnedToday["side"]; asOf: string },
): Promise<LearnedForecastRow[]> {
  const found = await sql<LearnedForecastRow>`
    select bill_id as "billId", ledger_id as "partyId", amount, median, low, high, late, weeks, never, basis
    from bill_forecast where company_id = ${companyId} and side = ${side} and as_of = ${asOf}::date
    order by bill_id`.execute(query);
  return found.rows;
}

export type LearnedForecastRow = Pick<
  BillForecastTable,
  "median" | "low" | "high" | "late" | "weeks" | "never" | "basis"
> & { billId: string; partyId: string; amount: bigint };

/** A forecast with its party, without its reasons. */
export type OpenForecastRow = Omit<ForecastRow, "reasons"> & { party: string; voucherId: string | null };

/** The forecasts of bills that are still open today, of all parties or of some, with their parties, by the day they are expected; of all days, or of some. */
export async function openForecasts(
  { companyId, query }: BooksReader,
  { side, asOf, today }: LearnedToday,
  choice: {
    parties: readonly string[];
    withoutParties: readonly string[];
    billId: string | null;
    expected: { from: string; to: string } | null;
  },
): Promise<OpenForecastRow[]> {
  const { parties, withoutParties, billId, expected } = choice;
  const found = await sql<OpenForecastRow>`
    select f.bill_id as "billId", f.ledger_id as "ledgerId", b.name, b.date, b.due_date as "dueDate", f.amount, f.median,
      f.low, f.high, f.late, f.weeks, f.never, f.basis, l.name as party, b.voucher_id as "voucherId"
    from bill_forecast f
    join bill b on b.company_id = f.company_id and b.bill_id = f.bill_id and ${openAsOf(today)} <> 0
    join ledger l on l.company_id = f.company_id and l.ledger_id = f.ledger_id
    where f.company_id = ${companyId} and f.side = ${side} and f.as_of = ${asOf}::date
      ${parties.length === 0 ? sql`` : sql`and f.ledger_id = any(${[...parties]}::uuid[])`}
      ${withoutParties.length === 0 ? sql`` : sql`and f.ledger_id <> all(${[...withoutParties]}::uuid[])`}
      ${billId === null ? sql`` : sql`and f.bill_id = ${billId}`}
      ${expected === null ? sql`` : sql`and f.median between ${expected.from}::date and ${expected.to}::date`}
    order by f.median nulls last, l.name, f.bill_id`.execute(query);
  return found.rows;
}
