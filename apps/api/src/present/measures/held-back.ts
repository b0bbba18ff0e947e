import { judgePromise } from "@cfa/books/corrections/promise";
import type { HeldBack, HeldBackRow } from "@cfa/contract/measures";
import { disputesOn, promisesOn, type DisputeRow, type PromiseRow } from "@cfa/db/queries/measures/held-back";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { min, paiseToJson, sum } from "@cfa/values/money";

import { pageAt } from "../../routes/cursor.ts";

type Row = { ledgerId: string; amount: bigint; shown: HeldBackRow };

/** What people said to be disputed or promised, as figures of their own, and one page of it, the largest sums first. */
export async function readHeldBack(
  snapshot: CompanySnapshot,
  { asOf, limit, offset }: { asOf: LocalDate; limit: number; offset: number },
): Promise<HeldBack> {
  const disputes = (await disputesOn(snapshot, asOf)).map(disputeRow);
  const promises = (await promisesOn(snapshot, asOf)).map((row) => promiseRow(row, asOf));
  const all = [...disputes, ...promises].toSorted((a, b) =>
    a.amount === b.amount ? 0 : a.amount > b.amount ? -1 : 1,
  );
  const page = pageAt(all.slice(offset, offset + limit + 1), { limit, offset });
  return {
    asOf,
    disputed: totalOf(disputes),
    promised: totalOf(promises.filter(({ shown }) => shown.standing === "open")),
    broken: totalOf(promises.filter(({ shown }) => shown.standing === "broken")),
    rows: page.rows.map(({ shown }) => shown),
    nextCursor: page.nextCursor,
  };
}

function disputeRow(row: DisputeRow): Row {
  const amount = min(row.said, row.open);
  return {
    ledgerId: row.ledgerId,
    amount,
    shown: {
      kind: "dispute",
      partyId: idOut("party", row.ledgerId),
      party: row.party,
      billId: idOut("bill", row.billId),
      bill: row.bill,
      amount: paiseToJson(amount),
      day: null,
      standing: null,
      reason: row.reason,
    },
  };
}

/** What is still to come of a promise; of one that was kept, nothing. */
function promiseRow(row: PromiseRow, asOf: LocalDate): Row {
  // Days come from the database, where they are days.
  const promise = { amount: row.amount, day: row.day as LocalDate, givenOn: row.givenOn as LocalDate };
  const receipts = row.receipts.map(({ date, amount }) => ({ date: date as LocalDate, amount }));
  const { standing, received } = judgePromise(promise, receipts, asOf);
  const left = row.amount - received;
  const amount = standing === "kept" || left < 0n ? 0n : left;
  return {
    ledgerId: row.ledgerId,
    amount,
    shown: {
      kind: "promise",
      partyId: idOut("party", row.ledgerId),
      party: row.party,
      billId: null,
      bill: null,
      amount: paiseToJson(amount),
      day: row.day,
      standing,
      reason: row.reason,
    },
  };
}

function totalOf(rows: readonly Row[]): HeldBack["disputed"] {
  return {
    amount: paiseToJson(sum(rows.map(({ amount }) => amount))),
    count: rows.length,
    parties: new Set(rows.map(({ ledgerId }) => ledgerId)).size,
  };
}
