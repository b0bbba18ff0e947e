import { ofKind, type Correction } from "@cfa/books/corrections/correction";
import { rootsOf, type GroupLedger, type PartyGroup } from "@cfa/books/corrections/party-group";
import { readCorrection } from "@cfa/books/corrections/stored";
import type { CompanyTx } from "@cfa/db/company-scope";
import { partiesToReview, touchMerged } from "@cfa/db/queries/apply/corrections";
import { standingCorrections, standingMerges } from "@cfa/db/queries/corrections";
import { partyLedgerLines, partyLedgers } from "@cfa/db/queries/party-ledgers";
import type { LocalDate } from "@cfa/values/local-date";

import { factsOf } from "./ledger-facts.ts";
import { reviewCorrections } from "./review-corrections.ts";

/** What people say of the parties that are about to be derived. */
export type Overlay = {
  /** GUIDs of ledgers that stand under another party, each with that one's. */
  roots: ReadonlyMap<string, string>;
  /** What holds, by the GUID of the party it counts for. */
  corrections: ReadonlyMap<string, readonly Correction[]>;
};

/**
 * Holds the corrections of touched parties against what Tally says now, and answers those that hold. Ledgers that belong to a touched
 * party are touched too. Companies without corrections pay two look-ups.
 */
export async function bringOverlayUp(tx: CompanyTx, booksFrom: LocalDate): Promise<Overlay> {
  await touchMerged(tx);
  const guids = await partiesToReview(tx);
  let roots = rootsOf(await readMerges(tx));
  if (guids.length === 0) return { roots, corrections: new Map() };
  const rows = await standingCorrections(tx, guids);
  const groups = await readGroups(tx, guids, roots);
  const holding = await reviewCorrections(tx, rows, { groups, booksFrom });
  roots = rootsOf(await readMerges(tx)); // some may have ended just now
  return {
    roots,
    corrections: Map.groupBy(holding, ({ ledgerGuid }) => roots.get(ledgerGuid) ?? ledgerGuid),
  };
}

async function readMerges(tx: CompanyTx) {
  return ofKind((await standingMerges(tx)).map(readCorrection), "merge");
}

/** The groups that some ledgers are in, each by the GUID of every one of its ledgers; what is no party any more is in none. */
async function readGroups(
  tx: CompanyTx,
  guids: readonly string[],
  roots: ReadonlyMap<string, string>,
): Promise<Map<string, PartyGroup>> {
  const wanted = new Set(guids.map((guid) => roots.get(guid) ?? guid));
  const mergedInto = Map.groupBy(roots.keys(), (guid) => roots.get(guid) ?? guid);
  const all = [...wanted].flatMap((guid) => [guid, ...(mergedInto.get(guid) ?? [])]);
  const rows = await partyLedgers(tx, { guids: all });
  const lines = Map.groupBy(
    await partyLedgerLines(
      tx,
      rows.map((row) => row.ledgerId),
    ),
    (line) => line.ledgerId,
  );
  const byGuid = new Map(
    rows.map((row): [string, GroupLedger] => [
      row.guid,
      { party: row, lines: lines.get(row.ledgerId) ?? [], facts: factsOf(row) },
    ]),
  );
  const groups = new Map<string, PartyGroup>();
  for (const guid of wanted) {
    const members = (mergedInto.get(guid) ?? []).flatMap((each) => byGuid.get(each) ?? []);
    const root = byGuid.get(guid);
    // Where the party itself is gone, each of its ledgers stands by itself.
    if (root === undefined)
      for (const each of members) groups.set(each.facts.guid, { root: each, merged: [] });
    else for (const each of [root, ...members]) groups.set(each.facts.guid, { root, merged: members });
  }
  return groups;
}
