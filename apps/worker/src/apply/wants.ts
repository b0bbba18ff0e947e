import type { NarrowWants, Wants } from "@cfa/contract/sync";

/*
 * What the next run of the agent should bring. Pure: a run's findings and what was asked before in, what is asked next out.
 */

/** A place in the books: all of them, a month, or a day. */
export type Place = { about: "books" | "month" | "day"; which: string };

/** What is lacking or doubtful at a place. `found` tells whether it is the same difference as before. */
export type Finding = Place & { found: string };

/** What is kept between runs. `tried`: differences and how often they were read again. */
export type KeptWants = { open: Wants; tried: (Finding & { times: number })[]; exceptions: Place[] };

/** What a run has brought. */
export type Brought = {
  kind: "full" | "changes" | "sweep";
  /** What was wanted when it was opened. */
  asked: Wants | null;
  /** Months it swept while Tally stood still, and which are therefore level unless found otherwise. */
  sweptMonths: readonly string[];
  hasTotals: boolean;
  hasChanged: boolean;
  /** With totals: what would narrow down what differs, and whether this run has brought that already. */
  narrowing?: { narrow: NarrowWants; isAnswered: boolean } | undefined;
};

/** So often the same difference is read again; then a person is told and it is left alone until it becomes another. */
const TRIES = 2;
/** The agent is asked for so many at once; the rest follows. */
const MEMORY = 1_000;
const MONTHS_AT_ONCE = 24;
const DAYS_AT_ONCE = 100;

export const NO_WANTS: KeptWants = {
  open: { full: false, months: [], days: [], totals: false },
  tried: [],
  exceptions: [],
};

/** Reads what is kept; what was never written is nothing wanted. */
export function readKeptWants(kept: unknown): KeptWants {
  return { ...NO_WANTS, ...(kept as Partial<KeptWants> | null) };
}

/**
 * What is wanted after a run. What it was asked for and brought is no longer wanted, unless it is found again; what was found
 * the same way after two tries becomes an exception. `judges`: what the run could tell; other differences stand as they did.
 */
export function wantsAfter(
  before: KeptWants,
  run: { brought: Brought; findings: readonly Finding[]; judges: (place: Place) => boolean },
): KeptWants {
  const { brought, findings, judges } = run;
  const served = servedBy(before, brought);
  const found = new Set(findings.map(keyOf));
  const tried = new Map<string, KeptWants["tried"][number]>();
  for (const one of before.tried) {
    if (judges(one) && !found.has(keyOf(one))) continue; // it has come right
    tried.set(keyOf(one), served.has(keyOf(one)) ? { ...one, times: one.times + 1 } : one);
  }
  const exceptions: Place[] = before.exceptions.filter((one) => !judges(one));
  const asked: Place[] = openPlaces(before.open).filter((one) => !served.has(keyOf(one)) && !judges(one));
  for (const finding of findings) {
    const last = tried.get(keyOf(finding));
    const isSame = last?.found === finding.found;
    if (!isSame) tried.set(keyOf(finding), { ...finding, times: 0 });
    (isSame && last.times >= TRIES ? exceptions : asked).push({ about: finding.about, which: finding.which });
  }
  return {
    open: { ...openOf(unique(asked), wantsTotals(before, brought)), ...narrowOf(before, brought) },
    tried: [...tried.values()].slice(-MEMORY),
    exceptions: unique(exceptions),
  };
}

function keyOf({ about, which }: Place): string {
  return `${about} ${which}`;
}

/** What of the earlier wants the run has brought. */
function servedBy(before: KeptWants, brought: Brought): Set<string> {
  if (brought.kind === "full") return new Set(openPlaces(before.open).map(keyOf));
  if (brought.kind === "sweep") return new Set(brought.sweptMonths.map((month) => `month ${month}`));
  return new Set((brought.asked?.days ?? []).map((day) => `day ${day}`));
}

function openPlaces({ full, months, days }: Wants): Place[] {
  return [
    ...(full ? [{ about: "books", which: "" } as const] : []),
    ...months.map((which) => ({ about: "month", which }) as const),
    ...days.map((which) => ({ about: "day", which }) as const),
  ];
}

/** A version that went back makes everything else idle; a day read in full is worth more than its month's list. */
function openOf(asked: readonly Place[], totals: boolean): Wants {
  const full = asked.some((one) => one.about === "books");
  const of = (about: Finding["about"], most: number): string[] =>
    full
      ? []
      : asked
          .filter((one) => one.about === about)
          .map((one) => one.which)
          .toSorted()
          .slice(0, most);
  return { full, months: of("month", MONTHS_AT_ONCE), days: of("day", DAYS_AT_ONCE), totals };
}

/** After a change, and after a sweep that was to settle a difference: only totals tell whether it has. */
function wantsTotals(before: KeptWants, brought: Brought): boolean {
  if (brought.hasTotals) return brought.narrowing?.isAnswered === false;
  const wasDoubted = brought.sweptMonths.some((month) => before.open.months.includes(month));
  return brought.hasChanged || wasDoubted || before.open.totals;
}

/** A run without totals leaves standing what would narrow the last difference. */
function narrowOf(before: KeptWants, { hasTotals, narrowing }: Brought): Pick<Wants, "narrow"> {
  const narrow = hasTotals ? narrowing?.narrow : before.open.narrow;
  return narrow === undefined ? {} : { narrow };
}

function unique(list: readonly Place[]): Place[] {
  return [...new Map(list.map((one) => [keyOf(one), one])).values()];
}
