import type { AgeingBucket, PartyBalance } from "@cfa/contract/reads";
import type { OpenSum, UnappliedSum } from "@cfa/db/queries/outstanding";
import { idOut } from "@cfa/values/ids";
import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

/** What a party owes on one side (or we owe it) on a day. Sums are paise. */
export type Standing = {
  readonly ledgerId: string;
  due: bigint;
  overdue: bigint;
  unapplied: bigint;
  bills: number;
  oldestOverdueDays: number;
};

const KEYS = ["not-due", "1-30", "31-60", "61-90", "over-90"] as const;

/** Adds up each party's open bills and unapplied money of one side. */
export function standingsOf(
  facts: { open: readonly OpenSum[]; unapplied: readonly UnappliedSum[] },
  options: { side: OpenSum["side"]; asOf: LocalDate },
): Map<string, Standing> {
  const standings = new Map<string, Standing>();
  const of = (ledgerId: string): Standing => {
    const known = standings.get(ledgerId) ?? emptyStanding(ledgerId);
    standings.set(ledgerId, known);
    return known;
  };
  for (const sum of facts.open) {
    if (sum.side !== options.side) continue;
    const standing = of(sum.ledgerId);
    const days = daysBetween(sum.dueDate as LocalDate, options.asOf);
    standing.bills += sum.bills;
    if (days > 0) {
      standing.overdue += sum.open;
      standing.oldestOverdueDays = Math.max(standing.oldestOverdueDays, days);
    } else standing.due += sum.open;
  }
  for (const sum of facts.unapplied) {
    if (sum.side === options.side) of(sum.ledgerId).unapplied += sum.amount;
  }
  return standings;
}

export function emptyStanding(ledgerId: string): Standing {
  return { ledgerId, due: 0n, overdue: 0n, unapplied: 0n, bills: 0, oldestOverdueDays: 0 };
}

export function outstandingOf(standing: Standing): bigint {
  return standing.due + standing.overdue - standing.unapplied;
}

export function presentStanding(standing: Standing, name: string): PartyBalance {
  return {
    partyId: idOut("party", standing.ledgerId),
    name,
    outstanding: paiseToJson(outstandingOf(standing)),
    due: paiseToJson(standing.due),
    overdue: paiseToJson(standing.overdue),
    unapplied: paiseToJson(standing.unapplied),
    bills: standing.bills,
    oldestOverdueDays: standing.oldestOverdueDays,
  };
}

/** Open money by days overdue, in the order of the buckets. */
export function ageingOf(
  open: readonly OpenSum[],
  options: { side: OpenSum["side"]; asOf: LocalDate },
): { key: AgeingBucket["key"]; amount: bigint; bills: number }[] {
  const buckets = KEYS.map((key) => ({ key, amount: 0n, bills: 0 }));
  for (const sum of open) {
    if (sum.side !== options.side) continue;
    const days = daysBetween(sum.dueDate as LocalDate, options.asOf);
    const bucket = buckets[days <= 0 ? 0 : days <= 30 ? 1 : days <= 60 ? 2 : days <= 90 ? 3 : 4];
    if (!bucket) continue;
    bucket.amount += sum.open;
    bucket.bills += sum.bills;
  }
  return buckets;
}
