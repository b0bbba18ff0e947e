import { dayBalances, duplicateVouchers } from "@cfa/db/queries/assistant/suspects";
import { namedUnapplied } from "@cfa/db/queries/assistant/open-bills";
import { sum } from "@cfa/values/money";

import { readPurposes } from "../../present/cash/accounts.ts";
import { inOrder, withinAmounts } from "../arrange.ts";
import type { Asked, Found, Row } from "../asked.ts";
import { balance, count, days, ledger, money, onDay, party, text, voucher } from "../cells.ts";
import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";

/** Money of vouchers that no bill has taken, of those of the days asked of where some are: of customers, or of suppliers where one is named who is no customer. */
export async function unadjusted(asked: Asked): Promise<Found> {
  const { snapshot, parties, withoutParties, period, asOf, query } = asked;
  const wanted = { asOf, parties, withoutParties };
  const receivable = await namedUnapplied(snapshot, { ...wanted, side: "receivable" });
  const payable = parties.length === 0 ? [] : await namedUnapplied(snapshot, { ...wanted, side: "payable" });
  const found = [...receivable, ...payable].filter(
    ({ amount, voucherId, date }) =>
      amount > 0n &&
      voucherId !== null &&
      (query.period === null || (date >= period.from && date <= period.to)),
  );
  const rows =
    query.groupBy === "party"
      ? [...Map.groupBy(found, ({ ledgerId }) => ledgerId)].map(([id, of]): Row => {
          const amount = sum(of.map((each) => each.amount));
          const since = of.map(({ date }) => date).toSorted()[0] ?? null;
          return {
            cells: [party(id, of[0]?.party ?? ""), money(amount), onDay(since), count(of.length)],
            amount,
            day: since,
          };
        })
      : found.map((each): Row => ({
          cells: [
            voucher(each.voucherId, each),
            party(each.ledgerId, each.party),
            money(each.amount),
            onDay(each.date),
            text(each.type),
          ],
          amount: each.amount,
          day: each.date,
        }));
  const kept = withinAmounts(rows, asked);
  return {
    figures: [
      ["unapplied", money(sum(kept.map(({ amount }) => amount)))],
      [query.groupBy === "party" ? "parties" : "vouchers", count(kept.length)],
    ],
    columns:
      query.groupBy === "party"
        ? ["party", "amount", "since", "vouchers"]
        : ["voucher", "party", "amount", "day", "type"],
    rows: inOrder(kept, asked, query.groupBy === "party" ? "most" : "latest"),
    vouchers: found.map(({ voucherId }) => voucherId),
    chart: query.groupBy === "party" && kept.length > 1 ? "bar" : null,
    ...(query.period === null ? { period: null, asOf } : {}),
  };
}

/** Vouchers that may stand twice, each with the one it is like. */
export async function duplicates(asked: Asked): Promise<Found> {
  const { snapshot, parties, withoutParties, period, query } = asked;
  const found = await duplicateVouchers(snapshot, { ...period, parties, withoutParties });
  const pairs = withinAmounts(found, asked);
  const rows =
    query.groupBy === "party"
      ? [...Map.groupBy(pairs, ({ partyId }) => partyId)].map(([id, of]): Row => {
          const amount = sum(of.map((each) => each.amount));
          const day = of[0]?.date ?? null;
          return { cells: [party(id, of[0]?.party ?? ""), count(of.length), money(amount)], amount, day };
        })
      : pairs.map((each): Row => ({
          cells: [
            voucher(each.voucherId, each),
            onDay(each.date),
            party(each.partyId, each.party),
            money(each.amount),
            voucher(each.otherId, { number: each.otherNumber, type: each.type }),
            onDay(each.otherDate),
          ],
          amount: each.amount,
          day: each.date,
        }));
  return {
    figures: [["count", count(pairs.length)]],
    columns:
      query.groupBy === "party"
        ? ["party", "count", "amount"]
        : ["voucher", "day", "party", "amount", "before", "billDate"],
    rows: inOrder(rows, asked, "latest"),
    vouchers: pairs.flatMap(({ voucherId, otherId }) => [voucherId, otherId]),
    caveats: pairs.length === 0 ? [] : [["only-possible"]],
  };
}

type Stretch = { ledgerId: string; name: string; from: string; to: string; lowest: bigint };

/** Stretches of days at whose ends a cash ledger was below zero; by day each of them. */
export async function negativeCash(asked: Asked): Promise<Found> {
  const { snapshot, period, today, ledgers, withoutLedgers, query } = asked;
  const { money: accounts } = await readPurposes(snapshot);
  const ids = accounts
    .filter(({ kind }) => kind === "cash")
    .map(({ ledgerId }) => ledgerId)
    .filter((id) => (ledgers.length === 0 || ledgers.includes(id)) && !withoutLedgers.includes(id));
  const to = period.to > today ? today : period.to;
  const moved = await dayBalances(snapshot, { ledgerIds: ids, from: period.from, to });
  const found = [...Map.groupBy(moved, ({ ledgerId }) => ledgerId).values()].flatMap((of) =>
    stretches(of, to),
  );
  const rows = query.groupBy === "day" ? found.flatMap(dayRows(moved)) : found.map(stretchRow);
  return {
    figures: [["days", days(found.reduce((total, each) => total + lengthOf(each), 0))]],
    columns:
      query.groupBy === "day" ? ["day", "ledger", "balance"] : ["ledger", "from", "to", "days", "lowest"],
    rows: inOrder(rows, asked, "latest"),
    period: { from: period.from, to },
  };
}

function stretches(
  of: readonly { ledgerId: string; name: string; date: string; balance: bigint }[],
  to: LocalDate,
): Stretch[] {
  const found: Stretch[] = [];
  let open: Stretch | null = null;
  for (const [at, { ledgerId, name, date, balance: stood }] of of.entries()) {
    const next = of[at + 1]?.date;
    const end = next === undefined ? to : addDays(next as LocalDate, -1);
    if (stood >= 0n) open = null;
    else if (open === null) {
      open = { ledgerId, name, from: date, to: end, lowest: stood };
      found.push(open);
    } else Object.assign(open, { to: end, lowest: stood < open.lowest ? stood : open.lowest });
  }
  return found;
}

function lengthOf({ from, to }: Stretch): number {
  return daysBetween(from as LocalDate, to as LocalDate) + 1;
}

function stretchRow(each: Stretch): Row {
  return {
    cells: [
      ledger(each.ledgerId, each.name),
      onDay(each.from),
      onDay(each.to),
      days(lengthOf(each)),
      balance(each.lowest),
    ],
    amount: each.lowest,
    day: each.from,
  };
}

/** Each day of a stretch with the balance it ended with. */
function dayRows(
  moved: readonly { ledgerId: string; date: string; balance: bigint }[],
): (each: Stretch) => Row[] {
  return (each) => {
    const rows: Row[] = [];
    for (let day = each.from as LocalDate; day <= each.to; day = addDays(day, 1)) {
      const stood = moved.findLast((one) => one.ledgerId === each.ledgerId && one.date <= day)?.balance ?? 0n;
      rows.push({
        cells: [onDay(day), ledger(each.ledgerId, each.name), balance(stood)],
        amount: stood,
        day,
      });
    }
    return rows;
  };
}
