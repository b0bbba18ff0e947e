import { readFreshness } from "../../present/freshness.ts";
import { readTiedLedgers, readTiedParties, readTieOut } from "../../present/tie-out/rows.ts";
import { booksBegin } from "@cfa/db/queries/trial-balance";
import { paiseFromJson } from "@cfa/values/money";

import type { Asked, Found, Row } from "../asked.ts";
import { code, count, money, moment, NONE, onDay, text } from "../cells.ts";

const MOST = 100;

/** When Tally was last read well, and which days the books hold. */
export async function sync(asked: Asked): Promise<Found> {
  const { snapshot, now, words } = asked;
  const found = await readFreshness(snapshot, now);
  return {
    figures: [
      ["readAt", moment(found.readAt)],
      ["state", code(found.state, words.codes[found.state])],
      ["from", onDay(await booksBegin(snapshot))],
      ["dataTo", onDay(found.dataTo)],
      ["tieOut", code(found.tieOut.state, words.codes[found.tieOut.state])],
      ["quarantined", count(found.quarantined)],
    ],
    period: null,
    asOf: null,
  };
}

/** Our totals beside Tally's at the last check, and what differs. */
export async function tieOut(asked: Asked): Promise<Found> {
  const { snapshot, words } = asked;
  const found = await readTieOut(snapshot);
  const ledgers = await readTiedLedgers(snapshot, { which: "different", limit: MOST, place: null });
  const parties = await readTiedParties(snapshot, { limit: MOST, place: null });
  const side = (of: "receivable" | "payable") =>
    besideRow(code(of, words.names[of]), found[of].ours, found[of].tally);
  return {
    figures: [
      ["state", code(found.state, words.codes[found.state])],
      ["checked", onDay(found.asOf)],
      ["differences", count(found.ledgers.different + (found.parties ?? 0))],
    ],
    columns: ["total", "ours", "tally", "difference"],
    rows: [
      side("receivable"),
      side("payable"),
      ...ledgers.rows.map((each) =>
        besideRow(
          each.ledgerId === null
            ? text(each.ledger)
            : { kind: "ledger", value: each.ledgerId, name: each.ledger },
          each.ours,
          each.tally,
        ),
      ),
      ...parties.rows.map((each) =>
        besideRow(
          each.partyId === null ? text(each.party) : { kind: "party", value: each.partyId, name: each.party },
          each.ours,
          each.tally,
        ),
      ),
    ],
    period: null,
    asOf: found.asOf,
    caveats: [
      ...(found.state === "unknown" ? [["not-checked"] as const] : []),
      ...(found.isOlder ? [["behind"] as const] : []),
    ],
  };
}

function besideRow(name: Row["cells"][number], ours: string, tally: string | null): Row {
  return { cells: [name, money(paiseFromJson(ours)), ...tallyOf(ours, tally)], amount: 0n, day: null };
}

function tallyOf(ours: string, tally: string | null): Row["cells"] {
  if (tally === null) return [NONE, NONE];
  return [money(paiseFromJson(tally)), money(paiseFromJson(ours) - paiseFromJson(tally))];
}
