import type { PartyGroup, StandingRows } from "@cfa/nudges/party-standing";
import { addDays, localDateAt, partsOf } from "@cfa/values/local-date";
import { financialYearOf } from "@cfa/values/period";

import { partyRoots } from "../party-roots.ts";
import type { BooksReader } from "../snapshot.ts";
import { claimsOf, dunningSteps, liveOffersTo } from "./party-history.ts";
import {
  nudgeBills,
  nudgeLedgers,
  nudgePromises,
  nudgeReceipts,
  nudgeUnapplied,
  type NudgeLedgerRow,
} from "./party-rows.ts";

const CLAIM_DAYS = 6;
const DAY_MILLIS = 86_400_000;

/** What is stored of some parties. `guids`: of all their ledgers. */
export type FoundStanding = StandingRows<NudgeLedgerRow> & {
  readonly guids: readonly string[];
  readonly parties: readonly PartyGroup<NudgeLedgerRow>[];
};

/**
 * Reads what bears on what may be said to the parties of some ledgers, each with all the ledgers that are put together with it. `receivedDays`: for so many
 * days at least what came in is read.
 */
export async function standingRows(
  reader: BooksReader,
  { wanted, now, receivedDays }: { wanted: readonly string[]; now: Date; receivedDays: number },
): Promise<FoundStanding> {
  const today = localDateAt(now);
  const roots = await partyRoots(reader);
  const heads = new Set(wanted.map((guid) => roots.get(guid) ?? guid));
  const merged = [...roots].filter(([, root]) => heads.has(root)).map(([guid]) => guid);
  const guids = [...heads, ...merged];
  const { year } = partsOf(financialYearOf(today).from);
  const ledgers = await nudgeLedgers(reader, { guids, today, year });
  const ledgerIds = ledgers.map(({ ledgerId }) => ledgerId);
  const promises = await nudgePromises(reader, guids);
  const received = addDays(today, -receivedDays);
  const [from = received] = [...promises.map(({ givenOn }) => givenOn), received].toSorted();
  return {
    guids,
    parties: [...heads].flatMap((head) => {
      const root = ledgers.find(({ guid }) => guid === head);
      const others = ledgers.filter(({ guid }) => guid !== head && roots.get(guid) === head);
      return root === undefined ? [] : [{ root, group: [root, ...others] }];
    }),
    ledgers,
    promises,
    receipts: await nudgeReceipts(reader, { ledgerIds, from, to: today }),
    bills: Map.groupBy(await nudgeBills(reader, { ledgerIds, today }), ({ ledgerId }) => ledgerId),
    unapplied: await nudgeUnapplied(reader, ledgerIds),
    steps: Map.groupBy(await dunningSteps(reader, guids), ({ guid }) => guid),
    offers: await liveOffersTo(reader, guids),
    claims: await claimsOf(reader, { guids, since: new Date(now.getTime() - CLAIM_DAYS * DAY_MILLIS) }),
  };
}
