import type { LocalDate } from "@cfa/values/local-date";

import type { Finding, FindingKind, Snooze } from "./finding.ts";

/** What a day asks of its owner: at most three things to do, the rest to know, and what was put off. */
export type Ranked<F extends Finding> = {
  doNow: F[];
  alerts: F[];
  /** Alerts beyond those that are shown. */
  more: number;
  snoozed: { finding: F; until: LocalDate }[];
};

const MOST_TO_DO = 3;
const MOST_ALERTS = 20;
/** What was put off comes back when more than so many times as much is at stake. */
const GROWN = { by: 5n, of: 4n };

/** What all the rest hangs on comes before any sum: the books, and that anything goes out to customers at all. */
const FIRST: readonly FindingKind[] = [
  "tally-changed",
  "sync-stale",
  "tie-out-differs",
  "wallet-empty",
  "channel-stopped",
];
const PREDICTED: ReadonlySet<FindingKind> = new Set([
  "cash-below-floor",
  "class-worse",
  "slower",
  "bill-slips",
]);

/** Orders what was found by rupees times days gained. `isRed`: the books are too old or differ from Tally's, so nothing is foretold. */
export function rankToday<F extends Finding>(
  findings: readonly F[],
  on: { today: LocalDate; isRed: boolean; snoozes: readonly Snooze[] },
): Ranked<F> {
  const snoozes = new Map(on.snoozes.map((snooze) => [snooze.key, snooze]));
  const known = findings.filter(({ kind }) => !(on.isRed && PREDICTED.has(kind))).toSorted(mostPressing);
  const shown: F[] = [];
  const snoozed: { finding: F; until: LocalDate }[] = [];
  for (const finding of known) {
    const snooze = snoozes.get(finding.key);
    if (snooze && isAsleep(finding, snooze, on.today)) snoozed.push({ finding, until: snooze.until });
    else shown.push(finding);
  }
  const doNow = toDo(shown.filter((finding) => isFirst(finding) || scoreOf(finding) > 0n));
  const rest = shown.filter((finding) => !doNow.includes(finding));
  const alerts = rest.slice(0, MOST_ALERTS);
  return { doNow, alerts, more: rest.length - alerts.length, snoozed };
}

/** The first of each kind, so that one kind does not hide the others; then, where there is room, the next ones. In their order. */
function toDo<F extends Finding>(pressing: readonly F[]): F[] {
  const firsts = pressing.filter(({ kind }, at) => pressing.findIndex((one) => one.kind === kind) === at);
  const chosen = [...firsts, ...pressing.filter((one) => !firsts.includes(one))].slice(0, MOST_TO_DO);
  return pressing.filter((one) => chosen.includes(one));
}

/** Rupees times days gained. */
function scoreOf({ amount, gain }: Finding): bigint {
  return amount * BigInt(gain);
}

function isAsleep({ amount }: Finding, snooze: Snooze, today: LocalDate): boolean {
  return today < snooze.until && amount * GROWN.of <= snooze.amount * GROWN.by;
}

function isFirst({ kind }: Finding): boolean {
  return FIRST.includes(kind);
}

/** First what the rest hangs on, then by score, then the newest; by key where all is equal. */
function mostPressing(a: Finding, b: Finding): number {
  if (isFirst(a) !== isFirst(b)) return isFirst(a) ? -1 : 1;
  if (isFirst(a) && a.kind !== b.kind) return FIRST.indexOf(a.kind) - FIRST.indexOf(b.kind);
  const [one, other] = [scoreOf(a), scoreOf(b)];
  if (one !== other) return one > other ? -1 : 1;
  if (a.since !== b.since) return a.since > b.since ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}
