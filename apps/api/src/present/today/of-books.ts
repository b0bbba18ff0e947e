import type { Freshness } from "@cfa/contract/reads";
import { correctionRows } from "@cfa/db/queries/corrections";
import { exceptionItems } from "@cfa/db/queries/exceptions/queue";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";
import { gainOfWaiting } from "@cfa/insights/today/days-gained";
import { idOut } from "@cfa/values/ids";
import { daysBetween, localDateAt, type LocalDate } from "@cfa/values/local-date";

import { sinceDay, type Found, type Looking } from "./found.ts";

const MOST = 20;

/** Whether figures may not be relied on: the books are too old, or differ from Tally's. */
export function isRed({ state, tieOut }: Freshness): boolean {
  return state !== "fresh" || tieOut.state === "different";
}

/** Books that are too old or differ from Tally's. Before the first reading there is nothing to say. */
export function findInSync({ state, readAt, tieOut }: Freshness, today: LocalDate): Found[] {
  const found: Found[] = [];
  const about = { amount: 0n, gain: 1, action: "sync" } as const;
  if (state === "stale" && readAt !== null) {
    const since = localDateAt(new Date(readAt));
    found.push(sinceDay({ ...about, kind: "sync-stale", key: "sync-stale", since }, today));
  }
  if (tieOut.state === "different") {
    const since = (tieOut.asOf ?? today) as LocalDate;
    found.push(sinceDay({ ...about, kind: "tie-out-differs", key: "tie-out-differs", since }, today));
  }
  return found;
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
