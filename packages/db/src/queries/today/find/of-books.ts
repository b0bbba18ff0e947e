import { freshnessAt } from "@cfa/books/freshness";
import { TALLY_CHANGES } from "@cfa/contract/alert-kinds";
import { KeptTrouble } from "@cfa/contract/sync";
import { correctionRows } from "../../corrections.ts";
import { exceptionItems } from "../../exceptions/queue.ts";
import { agentStanding, lastReadAt, syncStanding, type SyncStanding } from "../../freshness.ts";
import { partyLedgers } from "../../party-ledgers.ts";
import { gainOfWaiting } from "@cfa/insights/today/days-gained";
import { idOut } from "@cfa/values/ids";
import { daysBetween, localDateAt, type LocalDate } from "@cfa/values/local-date";

import type { CompanySnapshot } from "../../snapshot.ts";
import { sinceDay, type Found, type Looking } from "./found.ts";

const MOST = 20;

/** How old the books are and how they compare with Tally's own. */
export type BooksStanding = {
  state: ReturnType<typeof freshnessAt>;
  readAt: Date | null;
  tieOut: SyncStanding["tieOut"];
  tieOutAsOf: LocalDate | null;
};

/** How the books stand at a moment. */
export async function booksStanding(snapshot: CompanySnapshot, now: Date): Promise<BooksStanding> {
  const standing = await syncStanding(snapshot);
  const readAt = lastReadAt(standing, await agentStanding(snapshot));
  return {
    state: freshnessAt(readAt, now),
    readAt,
    tieOut: standing?.tieOut ?? "unknown",
    tieOutAsOf: (standing?.tieOutAsOf ?? null) as LocalDate | null, // from the database, where it is a day
  };
}

/** Whether figures may not be relied on: the books are too old, or differ from Tally's. */
export function isRed({ state, tieOut }: BooksStanding): boolean {
  return state !== "fresh" || tieOut === "different";
}

/** Books that are too old or differ from Tally's. Before the first reading there is nothing to say. */
export function findInSync(standing: BooksStanding, today: LocalDate): Found[] {
  const { state, readAt, tieOut, tieOutAsOf } = standing;
  const found: Found[] = [];
  const about = { amount: 0n, gain: 1, action: "sync" } as const;
  if (state === "stale" && readAt !== null) {
    const since = localDateAt(readAt);
    found.push(sinceDay({ ...about, kind: "sync-stale", key: "sync-stale", since }, today));
  }
  if (tieOut === "different") {
    const since = tieOutAsOf ?? today;
    found.push(sinceDay({ ...about, kind: "tie-out-differs", key: "tie-out-differs", since }, today));
  }
  return found;
}

/** What somebody has changed in Tally, as its agent tells it, until it is read again: another company, no licence, another period. */
export async function findTallyChanged({ snapshot, today }: Looking): Promise<Found[]> {
  const told = KeptTrouble.safeParse((await agentStanding(snapshot))?.trouble);
  const tally = told.success ? TALLY_CHANGES.find((code) => code === told.data.code) : undefined;
  if (!told.success || tally === undefined) return [];
  const since = localDateAt(new Date(told.data.since));
  const key = `tally-changed.${tally.replaceAll("-", "_")}_${since.replaceAll("-", "")}`;
  return [sinceDay({ kind: "tally-changed", key, amount: 0n, gain: 1, since, tally, action: "sync" }, today)];
}

/** What people said and a fact moved under; what waits for the owner's word is the owner's alone. */
export async function findCorrections({ snapshot, today, role }: Looking): Promise<Found[]> {
  const conflicts = await exceptionItems(snapshot, {
    asOf: today,
    kind: "conflict",
    alike: [],
    ledgerId: null,
    limit: MOST,
    after: null,
  });
  const waiting =
    role === "owner" ? await correctionRows(snapshot, { states: ["waiting"], limit: MOST, after: null }) : [];
  const guids = waiting.map(({ ledgerGuid }) => ledgerGuid);
  const ledgerIds = conflicts.flatMap((conflict) => conflict.ledgerIds);
  const named = [
    ...(await partyLedgers(snapshot, { ledgerIds })),
    ...(await partyLedgers(snapshot, { guids })),
  ];
  const partyOf = (is: (ledger: (typeof named)[number]) => boolean): Found["party"] => {
    const ledger = named.find(is);
    return ledger === undefined ? null : { ledgerId: ledger.ledgerId, name: ledger.name };
  };
  return [
    ...conflicts.map((conflict) =>
      correction(today, {
        kind: "correction-conflict",
        correctionId: conflict.correctionId ?? conflict.id,
        amount: conflict.amount,
        since: (conflict.date ?? today) as LocalDate,
        party: partyOf(({ ledgerId }) => conflict.ledgerIds.includes(ledgerId)),
      }),
    ),
    ...waiting.map((row) =>
      correction(today, {
        kind: "correction-waiting",
        correctionId: row.correctionId,
        amount: amountIn(row.value),
        since: localDateAt(row.createdAt),
        party: partyOf(({ guid }) => guid === row.ledgerGuid),
      }),
    ),
  ];
}

function correction(
  today: LocalDate,
  of: Pick<Found, "amount" | "since" | "party"> & {
    kind: "correction-conflict" | "correction-waiting";
    correctionId: string;
  },
): Found {
  const key = `${of.kind}.${idOut("correction", of.correctionId)}`;
  const gain = gainOfWaiting(daysBetween(of.since, today));
  const action = of.kind === "correction-waiting" ? "approvals" : "corrections";
  return sinceDay({ ...of, key, gain, action }, today);
}

/** The sum that a correction is about; most that wait are write-offs. */
function amountIn(value: unknown): bigint {
  const amount = (value as { amount?: unknown } | null)?.amount;
  return typeof amount === "string" && /^\d{1,18}$/.test(amount) ? BigInt(amount) : 0n;
}
