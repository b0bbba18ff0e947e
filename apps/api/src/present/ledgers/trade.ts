import type { Trade, TradeRow, TradeVoucher } from "@cfa/contract/results";
import { otherLedgers } from "@cfa/db/queries/ledgers/names";
import { trade, tradeVouchers, type TradeRow as Sums, type TradeSide } from "@cfa/db/queries/ledgers/trade";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import { paiseToJson } from "@cfa/values/money";
import type { Period } from "@cfa/values/period";

import { pageOf } from "../../routes/cursor.ts";
import { dutiesOf, readChart } from "./chart.ts";

export type TradeWanted = {
  period: Period;
  side: TradeSide;
  by: Trade["by"];
  limit: number;
  /** The last row of the page before: its net, name and ledger. */
  after: { net: bigint; name: string; ledgerId: string } | null;
};

/** One page of sales or purchases net of tax, with the total of all pages. */
export async function readTrade(snapshot: CompanySnapshot, wanted: TradeWanted): Promise<Trade> {
  const { period, side, by, limit, after } = wanted;
  const scope = { side, ...period, duties: await dutyIds(snapshot) };
  const found = await trade(snapshot, scope, by);
  // By ledger a voucher stands on several rows, and its tax on none: the total is that of months.
  const whole = by === "ledger" ? await trade(snapshot, scope, "month") : found;
  const order = by === "month" ? byName : byNet;
  const rows = found.toSorted(order).filter((row) => after === null || order(row, placed(after)) > 0);
  const page = pageOf(rows.slice(0, limit + 1), {
    limit,
    placeOf: (row) => [netOf(row).toString(), row.name, row.ledgerId ?? ""],
  });
  return {
    period,
    side,
    by,
    total: presentSums(totalOf(whole), true),
    rows: page.rows.map((row) => presentRow(row, by)),
    nextCursor: page.nextCursor,
  };
}

export type TradeVouchersWanted = {
  period: Period;
  side: TradeSide;
  partyId: string | null; // inside
  ledgerId: string | null;
  limit: number;
  after: { date: string; voucherGuid: string } | null;
};

/** One page of the vouchers behind sales or purchases. */
export async function readTradeVouchers(
  snapshot: CompanySnapshot,
  wanted: TradeVouchersWanted,
): Promise<{ period: Period; rows: TradeVoucher[]; nextCursor: string | null }> {
  const { period, limit, ...choice } = wanted;
  const duties = await dutyIds(snapshot);
  const found = await tradeVouchers(snapshot, { ...choice, ...period, duties, limit: limit + 1 });
  const page = pageOf(found, { limit, placeOf: (row) => [row.date, row.voucherGuid] });
  return {
    period,
    rows: page.rows.map(({ date, kind, type, number, party, ...row }) => ({
      voucherId: idOut("voucher", row.voucherId),
      date,
      kind,
      type,
      number,
      partyId: row.partyId === null ? null : idOut("party", row.partyId),
      party,
      net: paiseToJson(row.net),
      tax: paiseToJson(row.tax),
    })),
    nextCursor: page.nextCursor,
  };
}

/** The ledgers below Duties & Taxes: what stands on them is no part of sales and purchases. */
export async function dutyIds(snapshot: CompanySnapshot): Promise<string[]> {
  const ledgers = dutiesOf(await otherLedgers(snapshot), await readChart(snapshot));
  return ledgers.map((ledger) => ledger.ledgerId);
}

function presentRow(row: Sums, by: Trade["by"]): TradeRow {
  const { name, ledgerId } = row;
  return {
    name,
    partyId: by === "party" && ledgerId !== null ? idOut("party", ledgerId) : null,
    ledgerId: ledgerId === null ? null : idOut("ledger", ledgerId),
    ...presentSums(row, by !== "ledger"),
  };
}

function presentSums(sums: Omit<Sums, "name" | "ledgerId">, hasTax: boolean) {
  return {
    vouchers: sums.vouchers,
    goods: paiseToJson(sums.goods),
    notes: paiseToJson(sums.notes),
    net: paiseToJson(netOf(sums)),
    tax: hasTax ? paiseToJson(sums.tax) : null,
  };
}

function totalOf(rows: readonly Sums[]): Omit<Sums, "name" | "ledgerId"> {
  const total = { vouchers: 0, goods: 0n, notes: 0n, tax: 0n };
  for (const row of rows) {
    total.vouchers += row.vouchers;
    total.goods += row.goods;
    total.notes += row.notes;
    total.tax += row.tax;
  }
  return total;
}

type Place = Pick<Sums, "name" | "ledgerId" | "goods" | "notes">;

function netOf({ goods, notes }: { goods: bigint; notes: bigint }): bigint {
  return goods - notes;
}

function placed({ net, name, ledgerId }: { net: bigint; name: string; ledgerId: string }): Place {
  return { name, ledgerId: ledgerId === "" ? null : ledgerId, goods: net, notes: 0n };
}

function byNet(a: Place, b: Place): number {
  if (netOf(a) !== netOf(b)) return netOf(a) > netOf(b) ? -1 : 1;
  return byName(a, b);
}

function byName(a: Place, b: Place): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  const [one, other] = [a.ledgerId ?? "", b.ledgerId ?? ""];
  return one === other ? 0 : one < other ? -1 : 1;
}
