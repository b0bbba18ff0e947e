import { sql, type RawBuilder } from "kysely";

import type { BillForecast } from "@cfa/insights/payment-insight";

import type { Side } from "../../tables/bills.ts";
import { openAsOf } from "../open-as-of.ts";
import type { BooksReader } from "../snapshot.ts";
import type { LearnedOn } from "./learned.ts";

/** A learning, and the day on which its bills must still be open. */
export type ForecastsOn = LearnedOn & { today: string };

/** A forecast with the bill it is about. Sums in `reasons` are paise as text. */
export type ForecastRow = {
  billId: string;
  ledgerId: string;
  name: string;
  date: string;
  dueDate: string;
  amount: bigint;
  median: string | null;
  low: string | null;
  high: string | null;
  late: number;
  weeks: number[];
  never: number;
  basis: BillForecast["basis"];
  reasons: unknown;
};

/** The forecasts of a party's bills that are still open, earliest due first. */
export async function forecastsOfParty(
  reader: BooksReader,
  on: ForecastsOn,
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
  on: ForecastsOn,
  billId: string,
): Promise<ForecastRow | undefined> {
  const found = await sql<ForecastRow>`${forecasts(reader, on)} and f.bill_id = ${billId}`.execute(
    reader.query,
  );
  return found.rows[0];
}

/** What a forecast asks of its bill; undefined: the company has none of this id. */
export async function billStanding(
  reader: BooksReader,
  { billId, today }: { billId: string; today: string },
): Promise<{ side: Side; ledgerId: string; party: string; open: bigint } | undefined> {
  return reader.query
    .selectFrom("bill as b")
    .innerJoin("ledger as l", (join) =>
      join.onRef("l.company_id", "=", "b.company_id").onRef("l.ledger_id", "=", "b.ledger_id"),
    )
    .select(["b.side", "b.ledger_id as ledgerId", "l.name as party", openAsOf(today).as("open")])
    .where("b.company_id", "=", reader.companyId)
    .where("b.bill_id", "=", billId)
    .executeTakeFirst();
}

function forecasts({ companyId }: BooksReader, { side, asOf, today }: ForecastsOn): RawBuilder<ForecastRow> {
  return sql<ForecastRow>`
    select f.bill_id as "billId", f.ledger_id as "ledgerId", b.name, b.date, b.due_date as "dueDate", f.amount, f.median,
      f.low, f.high, f.late, f.weeks, f.never, f.basis, f.reasons
    from bill_forecast f join bill b on b.company_id = f.company_id and b.bill_id = f.bill_id and ${openAsOf(today)} <> 0
    where f.company_id = ${companyId} and f.side = ${side} and f.as_of = ${asOf}::date`;
}
