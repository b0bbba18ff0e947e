import { namedOpenBills, type NamedOpenBill } from "@cfa/db/queries/assistant/open-bills";
import { addDays, weekday, type LocalDate } from "@cfa/values/local-date";
import { monthOf } from "@cfa/values/period";
import { formatRupees, sum } from "@cfa/values/money";

import { readAccounts } from "../../present/cash/accounts.ts";
import { cashSaid } from "@cfa/db/queries/cash/cash-settings";
import { moneyPosition } from "@cfa/books/cash/position";
import { inOrder, withinAmounts } from "../arrange.ts";
import type { Asked, Found, Row } from "../asked.ts";
import { bill, count, days, money, onDay, party } from "../cells.ts";
import { overdueDays, readSide } from "./outstanding.ts";

/** Customers' bills whose due date lies in the days asked of. */
export async function billsDue(asked: Asked): Promise<Found> {
  return ofBills(asked, due(await readDue(asked, "receivable", asked.period)));
}

/** Suppliers' bills to be paid by the last of the days asked of. */
export async function payablesDue(asked: Asked): Promise<Found> {
  return ofBills(asked, due(await readDue(asked, "payable", payDays(asked))));
}

function readDue(
  { snapshot, asOf, parties, withoutParties }: Asked,
  side: "receivable" | "payable",
  days: { from: LocalDate | null; to: LocalDate },
): Promise<NamedOpenBill[]> {
  return namedOpenBills(snapshot, { side, asOf, parties, withoutParties, due: days });
}

/** What would be left of the money after paying suppliers' bills that are due by the last day. */
export async function cashAfterDues(asked: Asked): Promise<Found> {
  const { snapshot, asOf, today } = asked;
  const toPay = due(await readDue({ ...asked, asOf: today }, "payable", payDays(asked)));
  const accounts = await readAccounts(snapshot, { asOf: today, said: await cashSaid(snapshot) });
  const { money: inHand, overdrawn } = moneyPosition(accounts);
  const payable = sum(toPay.map((each) => each.open));
  const late = sum(toPay.filter((each) => overdueDays(each, asOf) > 0).map((each) => each.open));
  const net = inHand - overdrawn;
  return {
    figures: [
      ["net", money(net - payable)],
      ["balance", money(net)],
      ["payable", money(payable)],
      ["alreadyOverdue", money(late)],
      ["bills", count(toPay.length)],
    ],
    columns: ["bill", "party", "amount", "due"],
    rows: toPay.map((each) => ({
      cells: [
        bill(each.billId, each.name),
        party(each.ledgerId, each.party),
        money(each.open),
        onDay(each.dueDate),
      ],
      amount: each.open,
      day: each.dueDate,
    })),
    vouchers: toPay.map((each) => each.voucherId),
    caveats: [["without-receipts"]],
  };
}

/** What each party owes less what we owe it. */
export async function netPosition(asked: Asked): Promise<Found> {
  const of = async (side: "receivable" | "payable") => {
    const books = await readSide(asked, side);
    const sums = new Map<string, { name: string; amount: bigint }>();
    const add = (ledgerId: string, name: string, amount: bigint) =>
      sums.set(ledgerId, { name, amount: (sums.get(ledgerId)?.amount ?? 0n) + amount });
    for (const each of books.bills) add(each.ledgerId, each.party, each.open);
    for (const each of books.unapplied) add(each.ledgerId, each.party, -each.amount);
    return { sums, books };
  };
  const [owed, owing] = [await of("receivable"), await of("payable")];
  const isNamed = asked.query.parties.length > 0;
  const ids = [...new Set([...owed.sums.keys(), ...owing.sums.keys()])].filter(
    (id) => isNamed || (owed.sums.has(id) && owing.sums.has(id)),
  );
  const found = ids.map((id) => {
    const [a, b] = [owed.sums.get(id), owing.sums.get(id)];
    const [receivable, payable] = [a?.amount ?? 0n, b?.amount ?? 0n];
    return { id, name: a?.name ?? b?.name ?? "", receivable, payable, amount: receivable - payable };
  });
  const kept = withinAmounts(found, asked);
  const keptIds = new Set(kept.map(({ id }) => id));
  const unapplied = sum(
    [...owed.books.unapplied, ...owing.books.unapplied]
      .filter((each) => keptIds.has(each.ledgerId))
      .map(({ amount }) => amount),
  );
  return {
    figures: [
      ["net", money(sum(kept.map(({ amount }) => amount)))],
      ["receivable", money(sum(kept.map((each) => each.receivable)))],
      ["payable", money(sum(kept.map((each) => each.payable)))],
    ],
    columns: ["party", "net", "receivable", "payable"],
    rows: inOrder(
      kept.map((each) => ({
        cells: [party(each.id, each.name), money(each.amount), money(each.receivable), money(each.payable)],
        amount: each.amount,
        day: null,
      })),
      asked,
      "most",
    ),
    vouchers: [...owed.books.bills, ...owing.books.bills, ...owed.books.unapplied, ...owing.books.unapplied]
      .filter((each) => keptIds.has(each.ledgerId))
      .map((each) => each.voucherId),
    chart: kept.length > 1 ? "bar" : null,
    caveats: unapplied === 0n ? [] : [["unapplied", { money: formatRupees(unapplied) }]],
  };
}

/** Tax whose certificate is awaited falls due on no day. */
function due(bills: readonly NamedOpenBill[]): NamedOpenBill[] {
  return bills.filter(({ open, tdsAwaited }) => open > tdsAwaited);
}

function payDays({ period, today }: Asked): { from: LocalDate | null; to: LocalDate } {
  return { from: period.from <= today ? null : period.from, to: period.to };
}

function ofBills(asked: Asked, bills: readonly NamedOpenBill[]): Found {
  const { query, asOf } = asked;
  const grain = query.groupBy ?? "bill";
  const rows = grain === "bill" ? bills.map((each) => rowOf(asked, each)) : grouped(asked, bills);
  const kept = withinAmounts(rows, asked);
  const late = sum(bills.filter((each) => overdueDays(each, asOf) > 0).map((each) => each.open));
  const columns = {
    bill: ["bill", "party", "amount", "due", "overdueDays"],
    party: ["party", "amount", "bills"],
  } as const;
  return {
    figures: [
      ["amount", money(sum(kept.map(({ amount }) => amount)))],
      ...(late === 0n ? [] : ([["alreadyOverdue", money(late)]] as const)),
      ["bills", count(grain === "bill" ? kept.length : bills.length)],
    ],
    columns: grain === "bill" || grain === "party" ? columns[grain] : [grain, "amount", "bills"],
    rows: inOrder(kept, asked, grain === "party" ? "most" : "earliest"),
    vouchers: bills.map((each) => each.voucherId),
    chart: grain === "bill" ? null : "bar",
  };
}

function rowOf({ asOf }: Asked, each: NamedOpenBill): Row {
  return {
    cells: [
      bill(each.billId, each.name),
      party(each.ledgerId, each.party),
      money(each.open),
      onDay(each.dueDate),
      days(overdueDays(each, asOf)),
    ],
    amount: each.open,
    day: each.dueDate,
  };
}

function grouped({ query }: Asked, bills: readonly NamedOpenBill[]): Row[] {
  const isRun = query.groupBy !== "party";
  const keyOf = (each: NamedOpenBill) =>
    isRun ? firstOf(query.groupBy ?? "day", each.dueDate as LocalDate) : each.ledgerId;
  return [...Map.groupBy(bills, keyOf)].map(([key, of]): Row => {
    const amount = sum(of.map((each) => each.open));
    const first = of.map((each) => each.dueDate).toSorted()[0] ?? null;
    return {
      cells: [isRun ? onDay(key) : party(key, of[0]?.party ?? ""), money(amount), count(of.length)],
      amount,
      day: isRun ? key : first,
    };
  });
}

/** The first day of the day, week or month that holds a day. */
export function firstOf(grain: string, date: LocalDate): LocalDate {
  if (grain === "month") return monthOf(date).from;
  return grain === "week" ? addDays(date, -((weekday(date) + 6) % 7)) : date;
}
