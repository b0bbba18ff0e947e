import type { CompanyTx } from "@cfa/db/company-scope";
import {
  deleteAbsent,
  findAbsent,
  findAbsentOfMonths,
  keepAbsent,
  type AbsentCount,
} from "@cfa/db/queries/apply/absent";
import type { FactKind } from "@cfa/db/tables/facts";

/** Up to so many may be gone at once without a question. */
const FEW = 20;
/** Above `FEW`, up to one in so many. */
const ONE_IN = 20;

const WORDS: Record<FactKind, string> = {
  voucher: "vouchers",
  ledger: "ledgers",
  group: "groups",
  "voucher-type": "voucher types",
};

export type SweepRules = { runId: string; unreadable: number };

/**
 * After a run that shows everything of a kind: what it has not shown is gone from Tally and goes here too. Not when the run shows
 * nothing of the kind or held things that could not be told, and never more than 5 % and more than 20 at once: a half-read
 * Tally must not empty the books. Then the absent ones are listed and wait for a person. Answers what was kept, for the
 * run's message; null when nothing was.
 */
export async function sweepKind(tx: CompanyTx, kind: FactKind, rules: SweepRules): Promise<string | null> {
  const count = await findAbsent(tx, kind);
  if (count.absent === 0) return null;
  return settle(tx, kind, { ...rules, count, isPlausible: count.absent < count.stored });
}

/** The same for the vouchers of some months. A month may have lost its only voucher. */
export async function sweepMonths(
  tx: CompanyTx,
  months: readonly string[],
  rules: SweepRules,
): Promise<string | null> {
  const count = await findAbsentOfMonths(tx, months);
  if (count.absent === 0) return null;
  return settle(tx, "voucher", { ...rules, count, isPlausible: true });
}

async function settle(
  tx: CompanyTx,
  kind: FactKind,
  { runId, unreadable, count, isPlausible }: SweepRules & { count: AbsentCount; isPlausible: boolean },
): Promise<string | null> {
  const { stored, absent } = count;
  const [are, were] = absent === 1 ? ["is", "was"] : ["are", "were"];
  const kept = `${absent} of ${stored} ${WORDS[kind]} ${are} no longer in Tally but ${were} kept:`;
  if (unreadable > 0) return `${kept} some of what Tally sent could not be read.`;
  const isTooMany = absent > FEW && absent * ONE_IN > stored;
  if (isPlausible && !isTooMany) {
    await deleteAbsent(tx, kind);
    return null;
  }
  await keepAbsent(tx, kind, runId);
  return `${kept} that is unusually many. Confirm on the Sync page that they are gone.`;
}
