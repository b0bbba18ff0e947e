import type { BillForecast, BillPayment } from "@cfa/contract/insights";
import { billRow } from "@cfa/db/queries/bills";
import { forecastOfBill, type ForecastRow } from "@cfa/db/queries/insights/forecasts";
import { partyRow } from "@cfa/db/queries/parties";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import { paiseToJson } from "@cfa/values/money";

import { ApiFailure } from "../../errors.ts";
import { readLearned } from "./learned.ts";

/** When a bill is expected, with why; or why nobody can say. */
export async function readBillPayment(
  snapshot: CompanySnapshot,
  { billId, today }: { billId: string; today: string },
): Promise<BillPayment> {
  const bill = await billRow(snapshot, { billId, asOf: today });
  const party = bill && (await partyRow(snapshot, bill.ledgerId));
  if (!bill || !party) throw new ApiFailure("not-found");
  const { side, ledgerId, open } = bill;
  const found = await readLearned(snapshot, { side, today });
  const row = found && (await forecastOfBill(snapshot, { side, today, asOf: found.row.asOf }, billId));
  const why = found === null ? "not-learned" : "not-forecast";
  return {
    side,
    partyId: idOut("party", ledgerId),
    party: party.name,
    learned: found?.learned ?? null,
    forecast: row == null ? null : presentForecast(row),
    missing: row != null ? null : open === 0n ? "settled" : why,
  };
}

/** A forecast as it goes out. */
export function presentForecast(row: ForecastRow): BillForecast {
  const { name, date, dueDate, late, weeks, never, basis } = row;
  return {
    billId: idOut("bill", row.billId),
    name,
    date,
    dueDate,
    amount: paiseToJson(row.amount),
    expected: row.median,
    from: row.low,
    to: row.high,
    late,
    weeks,
    never,
    basis,
    reasons: row.reasons as BillForecast["reasons"], // written by the worker in this form
  };
}
