import { judgePromise } from "@cfa/books/corrections/promise";
import { messagesTried, type MessageRow } from "@cfa/db/queries/assistant/messages";
import { promisesOn } from "@cfa/db/queries/measures/held-back";
import type { LocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";

import { inOrder, withinAmounts } from "../arrange.ts";
import type { Asked, Found, Row } from "../asked.ts";
import { code, count, money, moment, onDay, party } from "../cells.ts";
import { firstOf } from "./due.ts";

/** Messages that went out, each as far as it got. */
export async function messages(asked: Asked): Promise<Found> {
  const { snapshot, period, parties, withoutParties, query, words, today } = asked;
  const to = period.to > today ? today : period.to;
  const found = await messagesTried(snapshot, { from: period.from, to, parties, withoutParties });
  const arrived = found.filter(({ state }) => state === "delivered" || state === "read").length;
  const failed = found.filter(({ state }) => state === "failed" || state === "put-off").length;
  const grain = query.groupBy;
  return {
    figures: [
      ["count", count(found.length)],
      ["delivered", count(arrived)],
      ["failed", count(failed)],
      ...(found[0] === undefined ? [] : ([["latest", moment(found[0].at)]] as const)),
    ],
    columns:
      grain === null
        ? ["party", "type", "way", "state", "sent", "amount"]
        : [grain === "party" ? "party" : "day", "count"],
    rows: inOrder(
      grain === null ? found.map((row) => messageRow(row, words.codes)) : grouped(found, grain),
      asked,
      grain === "party" ? "most" : "latest",
    ),
    chart: grain === null ? null : "bar",
    period: { from: period.from, to },
  };
}

function messageRow(row: MessageRow, codes: Readonly<Record<string, string>>): Row {
  return {
    cells: [
      party(row.ledgerId, row.party),
      code(row.kind, codes[row.kind]),
      code(row.way, codes[row.way]),
      code(row.state, codes[row.state === "accepted" ? "told" : row.state]),
      moment(row.at),
      money(row.amount),
    ],
    amount: row.amount,
    day: row.at.toISOString(),
  };
}

function grouped(found: readonly MessageRow[], grain: string): Row[] {
  const keyOf = (row: MessageRow) =>
    grain === "party" ? (row.ledgerId ?? "") : firstOf(grain, row.day as LocalDate);
  return [...Map.groupBy(found, keyOf)].map(([key, of]): Row => {
    const name = grain === "party" ? party(of[0]?.ledgerId ?? null, of[0]?.party ?? "") : onDay(key);
    return { cells: [name, count(of.length)], amount: BigInt(of.length), day: of[0]?.day ?? null };
  });
}

/** What customers have promised for the days asked of, and how it stands. */
export async function promises(asked: Asked): Promise<Found> {
  const { snapshot, today, period, parties, withoutParties, query, words } = asked;
  const said = (await promisesOn(snapshot, today)).filter(
    ({ day, ledgerId }) =>
      day >= period.from &&
      day <= period.to &&
      (parties.length === 0 || parties.includes(ledgerId)) &&
      !withoutParties.includes(ledgerId),
  );
  const judged = said.map((row) => {
    // Days come from the database, where they are days.
    const promise = { amount: row.amount, day: row.day as LocalDate, givenOn: row.givenOn as LocalDate };
    const receipts = row.receipts.map(({ date, amount }) => ({ date: date as LocalDate, amount }));
    return { ...row, ...judgePromise(promise, receipts, today) };
  });
  const kept = withinAmounts(judged, asked);
  const of = (standing: string) =>
    money(sum(kept.filter((row) => row.standing === standing).map(({ amount }) => amount)));
  const rows =
    query.groupBy === "party"
      ? [...Map.groupBy(kept, ({ ledgerId }) => ledgerId)].map(([id, each]): Row => {
          const amount = sum(each.map((row) => row.amount));
          return {
            cells: [party(id, each[0]?.party ?? ""), money(amount), count(each.length)],
            amount,
            day: null,
          };
        })
      : kept.map((row): Row => ({
          cells: [
            party(row.ledgerId, row.party),
            money(row.amount),
            onDay(row.day),
            code(row.standing, words.codes[row.standing]),
            money(row.received),
          ],
          amount: row.amount,
          day: row.day,
        }));
  return {
    figures: [
      ["amount", money(sum(kept.map(({ amount }) => amount)))],
      ["count", count(kept.length)],
      ["openPromises", of("open")],
      ["kept", of("kept")],
      ["broken", of("broken")],
    ],
    columns:
      query.groupBy === "party"
        ? ["party", "amount", "count"]
        : ["party", "amount", "promised", "state", "received"],
    rows: inOrder(rows, asked, query.groupBy === "party" ? "most" : "earliest"),
    ...(query.period === null ? { period: null, asOf: today } : {}),
  };
}
