import type { PartyTds } from "@cfa/contract/party-tds";
import type { TdsBill, TdsQuarter } from "@cfa/contract/tds";
import { paiseFromJson } from "@cfa/values/money";
import { formatPercent } from "@cfa/values/percent";

import type { Catalogue } from "../../locale/en";
import { moneyText } from "../../locale/money-text";
import { dayText } from "../../locale/moment-text";

/** What a party keeps back and who says so, its past or someone here; null where nothing is known. */
export function habitText(tds: PartyTds | null, words: Catalogue): { rate: string; why: string } | null {
  const holds = tds?.said ?? tds?.learned ?? null;
  if (tds === null || holds === null) return null;
  const { tdsRate, tdsNothing, tdsSaid, tdsLearned } = words.party;
  const { said, learned } = tds;
  const rate = holds.rate === 0 ? tdsNothing : tdsRate[holds.of](formatPercent(holds.rate));
  if (said !== null) return { rate, why: tdsSaid(dayText(said.from)) };
  return { rate, why: learned === null ? "" : tdsLearned(learned.bills, dayText(learned.since)) };
}

/** A quarter of a financial year with its months: "Q4 2025-26 · Jan–Mar". */
export function quarterText(
  { year, quarter }: Pick<TdsQuarter, "year" | "quarter">,
  words: Catalogue,
): string {
  return [words.tds.quarter(quarter, year), words.tds.months[quarter - 1] ?? ""].join(" · ");
}

/** The voucher with which a bill became short by just its tax. */
export function receiptText({ receipt }: Pick<TdsBill, "receipt">, words: Catalogue): string {
  if (receipt === null) return words.tds.noReceipt;
  const { type, number, date, amount } = receipt;
  const sum = moneyText(paiseFromJson(amount), { form: "full", words });
  return words.tds.settledBy(words.bill.voucherNumber(type, number), dayText(date), sum);
}

/** The address of the form that matches a bill's receipt again; null where no receipt settled it. */
export function rematchOf({ partyId, receipt }: Pick<TdsBill, "partyId" | "receipt">) {
  if (receipt === null || receipt.lineNo === null) return null;
  return { kind: "rematch", partyId, voucherId: receipt.voucherId, lineNo: String(receipt.lineNo) };
}
