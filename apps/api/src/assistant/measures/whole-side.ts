import { notOverdueFrom } from "@cfa/books/outstanding";
import { standingVouchers } from "@cfa/db/queries/assistant/open-bills";
import { partyList, partyTotals } from "@cfa/db/queries/rollups/party-standings";
import { totalsOfRows } from "@cfa/db/queries/rollups/side-totals";
import type { Side } from "@cfa/db/tables/bills";
import { formatRupees } from "@cfa/values/money";

import { readSideSums, type SideSums } from "../../present/side.ts";
import type { Asked, Found, Row } from "../asked.ts";
import { count, days, money, party } from "../cells.ts";

const MOST_BEHIND = 1_000;

/**
 * What is owed on a side by all of its parties, those who owe most first: from the sums that are kept, as the home and the list of
 * parties have it. Null where something else is asked, or where fewer owe than are shown, so that all can be looked at.
 */
export async function wholeSide(asked: Asked, side: Side): Promise<Found | null> {
  const { snapshot, asOf, most } = asked;
  if (!isOfAll(asked)) return null;
  const list = await partyList(snapshot, { side, asOf, limit: most, after: null, words: [] });
  const last = list.at(-1);
  if (list.length < most || last === undefined || last.net <= 0n) return null;
  const ids = list.map(({ ledgerId }) => ledgerId);
  const totals = await partyTotals(snapshot, {
    asOf,
    notOverdueFrom: notOverdueFrom(asOf),
    ledgerIds: ids,
  });
  const byParty = totalsOfRows(totals, { side, asOf });
  return {
    ...headOfAll((await readSideSums(snapshot, asOf))[side]),
    columns: ["party", "amount", "overdue", "unapplied", "overdueDays"],
    rows: list.map(({ ledgerId, name, net }): Row => {
      const { overdue = 0n, unapplied = 0n, oldestOverdueDays = 0 } = byParty.get(ledgerId) ?? {};
      return {
        cells: [party(ledgerId, name), money(net), money(overdue), money(unapplied), days(oldestOverdueDays)],
        amount: net,
        day: null,
      };
    }),
    vouchers: await standingVouchers(snapshot, { side, asOf, first: ids, limit: MOST_BEHIND }),
    chart: "bar",
  };
}

/** Nothing is narrowed, left out or ordered in another way. */
function isOfAll({ query, parties, withoutParties }: Asked): boolean {
  return (
    parties.length + withoutParties.length === 0 &&
    (query.groupBy ?? "party") === "party" &&
    query.thenBy === null &&
    query.moreThanDays === null &&
    query.above === null &&
    query.below === null &&
    (query.order ?? "most") === "most"
  );
}

function headOfAll(sums: SideSums): Pick<Found, "figures" | "rowCount" | "caveats"> {
  const { outstanding, unapplied, overdue, tdsAwaited, bills, parties } = sums;
  return {
    figures: [
      ["outstanding", money(outstanding)],
      ["open", money(outstanding + unapplied)],
      ["unapplied", money(unapplied)],
      ["overdue", money(overdue)],
      ...(tdsAwaited === 0n ? [] : ([["tdsAwaited", money(tdsAwaited)]] as const)),
      ["bills", count(bills)],
      ["parties", count(parties)],
    ],
    rowCount: parties,
    caveats: unapplied === 0n ? [] : [["unapplied", { money: formatRupees(unapplied) }]],
  };
}
