import { billExchanges, type BillExchange } from "@cfa/books/exchange";
import type { Side } from "@cfa/books/bill";
import { isExchangeLedger } from "@cfa/books/settled-by";
import type { BillEvidence, Exchange } from "@cfa/contract/reads";
import type { BillRow } from "@cfa/db/queries/bills";
import { foreignLines, type ForeignLineRow } from "@cfa/db/queries/foreign-lines";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseFromJson, paiseToJson, sum } from "@cfa/values/money";

/** What the rate of exchange did to the bills of a party's ledgers by a day; null: nothing was paid in a foreign currency. */
export async function readExchange(
  snapshot: CompanySnapshot,
  { ledgerIds, side, asOf }: { ledgerIds: readonly string[]; side: Side; asOf: LocalDate },
): Promise<Exchange | null> {
  const byLedger = Map.groupBy(await foreignLines(snapshot, { ledgerIds, asOf }), (row) => row.ledgerId);
  const paid = [...byLedger.values()]
    .flatMap((rows) => billExchanges(rows.map(lineOf), side))
    .filter((bill) => bill.left < bill.amount);
  return paid.length === 0 ? null : presentExchange(paid);
}

/** The same of one bill, with its sum in its currency; undefined: it is in rupees. */
export async function readBillExchange(
  snapshot: CompanySnapshot,
  { bill, asOf }: { bill: BillRow; asOf: LocalDate },
): Promise<BillEvidence["exchange"]> {
  const rows = await foreignLines(snapshot, { ledgerIds: [bill.originId ?? bill.ledgerId], asOf });
  const exchange = billExchanges(rows.map(lineOf), bill.side).find(
    (one) => one.voucherId === bill.voucherId && one.lineNo === bill.lineNo,
  );
  if (exchange === undefined) return undefined;
  const { currency, amount, left } = exchange;
  return { currency, amount: unitsText(amount), left: unitsText(left), ...presentExchange([exchange]) };
}

function presentExchange(bills: readonly BillExchange[]): Exchange {
  return {
    difference: paiseToJson(sum(bills.map((bill) => bill.difference))),
    booked: paiseToJson(sum(bills.map((bill) => bill.booked))),
  };
}

function lineOf(row: ForeignLineRow) {
  return {
    ...row,
    date: row.date as LocalDate,
    isExchange: row.others.some(isExchangeLedger),
    allocations: row.allocations.map(({ name, amount }) => ({ name, amount: paiseFromJson(amount) })),
  };
}

/** Ten-thousandths as a number with two decimals. */
function unitsText(amount: bigint): string {
  const hundredths = (amount + 50n) / 100n;
  return `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, "0")}`;
}
