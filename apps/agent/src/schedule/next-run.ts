import type { Marks, Wants } from "@cfa/contract/sync";
import { monthsIn, type Period } from "@cfa/values/period";

import { isSameMarks } from "../extract/company.ts";
import { MANY_CHANGES, spansOfDays } from "../extract/first-pieces.ts";
import type { Piece } from "../extract/piece.ts";
import type { Memory } from "../outbox/memory.ts";
import type { NewRun, RunPlan } from "../outbox/runs.ts";

/** All that decides what is to be done next about a company. */
export type Situation = {
  /** Tally's counters now, and those of the last run that the server took in. */
  readonly marks: Marks;
  readonly known: Marks | null;
  readonly wants: Wants | undefined;
  /** The days of the books, where they are known. */
  readonly books: Period | undefined;
  readonly now: Date;
  readonly memory: Partial<Pick<Memory, "totals" | "sweep" | "answered" | "killers">>;
};

/** The next run and why, in words for people; undefined when there is nothing to do. */
export type NextRun = { readonly kind: NewRun["kind"]; readonly plan: RunPlan; readonly why: string };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Totals that took less than this are read after every change, others by the hour. */
const CHEAP_MS = 5_000;
const SWEEP_HOUR = 22;
/** Tally PCs stand in India, UTC+5:30. */
const ZONE_MS = 5.5 * HOUR_MS;
/** The months of one sweep run: a longer one would hardly ever find Tally still. */
const MONTHS_A_SWEEP = 60;

/**
 * What to do next: everything, when nothing is known or a backup was restored; else what changed or was asked for; else
 * Tally's totals; else the daily sweep.
 */
export function nextRun(situation: Situation): NextRun | undefined {
  const { marks, known } = situation;
  const wants = freshWants(situation);
  if (known === null) return full("for the first time");
  if (marks.masters < known.masters || marks.vouchers < known.vouchers) {
    return full("because Tally's counters went back, as after a restored backup");
  }
  if (wants?.full === true) return full("because the server asked for it");
  const again = killersDue(situation);
  const isMoved = !isSameMarks(marks, known);
  if (isMoved || (wants?.days.length ?? 0) > 0 || again.length > 0) return changes(situation, wants, again);
  if (wants !== undefined && wants.months.length > 0) {
    const plan: RunPlan = { known, days: [], months: wants.months, totals: "without" };
    return {
      kind: "sweep",
      plan,
      why: `sweeping ${many(wants.months.length, "month")} that the server asked for`,
    };
  }
  if (areTotalsDue(situation)) {
    return {
      kind: "changes",
      plan: { known, days: [], months: [], totals: "only" },
      why: "reading Tally's totals",
    };
  }
  return ownSweep(situation);
}

/** What identifies the wants that a run answers: the same again, with Tally as it was, are not answered again at once. */
export function wantsKey({ full, months, days }: Wants, { masters, vouchers }: Marks): string {
  return JSON.stringify({ full, months: months.toSorted(), days: days.toSorted(), masters, vouchers });
}

/** Whether the daily sweep is due: not for 24 hours, or it is past ten in the evening and today's has not been. */
export function isSweepDue(sweptAt: string, now: Date): boolean {
  const since = now.getTime() - Date.parse(sweptAt);
  if (since >= DAY_MS) return true;
  const local = new Date(now.getTime() + ZONE_MS);
  const midnight = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate());
  const tonight = midnight + SWEEP_HOUR * HOUR_MS - ZONE_MS;
  return now.getTime() >= tonight && Date.parse(sweptAt) < tonight;
}

function full(why: string): NextRun {
  const plan: RunPlan = { known: null, days: [], months: [], totals: "with" };
  return { kind: "full", plan, why: `reading everything, ${why}` };
}

function changes({ marks, known }: Situation, wants: Wants | undefined, again: readonly Piece[]): NextRun {
  const jump = known === null ? 0 : marks.vouchers - known.vouchers + marks.masters - known.masters;
  const days = wants?.days ?? [];
  const plan: RunPlan = {
    known,
    days: spansOfDays(days),
    months: [],
    ...(again.length === 0 ? {} : { again }),
    // A few changes go up first and at once; totals follow in a run of their own.
    totals: jump > MANY_CHANGES ? "with" : "without",
  };
  const whats = [
    jump > 0 ? many(jump, "change") : undefined,
    days.length > 0 ? `${many(days.length, "day")} that the server asked for` : undefined,
    again.length > 0 ? "what Tally could not give yesterday" : undefined,
  ].filter((what) => what !== undefined);
  return { kind: "changes", plan, why: `reading ${whats.join(" and ")}` };
}

function many(count: number, word: string): string {
  return `${count.toLocaleString("en-IN")} ${word}${count === 1 ? "" : "s"}`;
}

/** The server's wants, unless the very same were answered less than an hour ago. */
function freshWants({ wants, memory, now, marks }: Situation): Wants | undefined {
  const { answered } = memory;
  if (wants === undefined || answered === undefined || answered.wants !== wantsKey(wants, marks))
    return wants;
  return now.getTime() - Date.parse(answered.at) < HOUR_MS ? undefined : wants;
}

function killersDue({ memory, now }: Situation): Piece[] {
  const due = (memory.killers ?? []).filter(({ at }) => now.getTime() - Date.parse(at) >= DAY_MS);
  return due.map(({ piece }) => piece);
}

function areTotalsDue({ wants, memory, now }: Situation): boolean {
  const { totals } = memory;
  if (totals?.notBefore !== undefined && now.getTime() < Date.parse(totals.notBefore)) return false;
  const isLongAgo = totals?.at === undefined || now.getTime() - Date.parse(totals.at) >= HOUR_MS;
  if (totals?.isDue === true) return isLongAgo || (totals.tookMs ?? 0) < CHEAP_MS;
  return wants?.totals === true && isLongAgo;
}

function ownSweep({ known, memory, books, now }: Situation): NextRun | undefined {
  const { sweep } = memory;
  if (sweep === undefined || books === undefined || !isSweepDue(sweep.at, now)) return undefined;
  const all = monthsIn(books).map(({ from }) => from.slice(0, 7));
  const { through } = sweep;
  const left = all.filter((month) => through === undefined || month > through);
  const months = left.slice(0, MONTHS_A_SWEEP);
  if (months.length === 0) return undefined;
  const own = months.length === left.length ? "last" : "part";
  const plan: RunPlan = { known, days: [], months, own, totals: "without" };
  return { kind: "sweep", plan, why: `the daily sweep of ${many(months.length, "month")}` };
}
