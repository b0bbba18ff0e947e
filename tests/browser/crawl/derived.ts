import type { ScenarioResult } from "@cfa/contract/cash-scenarios";
import type { PartyPaymentPage, PaymentHistory } from "@cfa/contract/insights";
import type { Letter } from "@cfa/contract/letters";
import { ALERT_KINDS } from "@cfa/contract/alert-kinds";
import type { MyPreferencesStanding } from "@cfa/contract/preferences";
import type { OfferSettingsStanding } from "@cfa/contract/offers";
import type { Home, Party, Side } from "@cfa/contract/reads";
import { addDays, localDateAt } from "@cfa/values/local-date";
import { sum, type Paise } from "@cfa/values/money";

import type { Derived } from "./figures.ts";
import type { Asked } from "./read-page.ts";

/* What pages work out of the answers by themselves, each by a formula of the test's own. */

export type Answered = { readonly asked: Asked; readonly answer: unknown };

type Counted = { readonly count: number };
type Formula = (answer: never) => Partial<Derived>;

const FORMULAS: readonly [RegExp, Formula][] = [
  [/\/home(?:\?|$)/, ofHome],
  [/\/exceptions\/counts/, ofCounts],
  [/\/exceptions(?:\?|$)/, ofLines],
  [/\/parties\/pty_[a-z2-7]+(?:\?|$)/, ofParty],
  [/\/corrections(?:\?|$)/, ofCounts],
  [/\/scenarios\/(?:compute|scn_)/, ofScenario],
  [/\/payments\/history/, ofHistory],
  [/\/offer-settings/, ofOfferSettings],
  [/\/my-preferences/, ofMyPreferences],
  [/\/parties\/pty_[a-z2-7]+\/payments\?/, ofPartyPayments],
  [/\/letters(?:\?|$)/, ofLetters],
];

/** Everything that is worked out of the answers to one page's calls. */
export function derivedOf(answers: readonly Answered[]): Derived {
  const parts = answers.flatMap(({ asked, answer }) =>
    FORMULAS.filter(([pattern]) => answer !== null && pattern.test(asked.path)).map(([, formula]) =>
      formula(answer as never),
    ),
  );
  return {
    sums: parts.flatMap(({ sums = [] }) => sums),
    numbers: parts.flatMap(({ numbers = [] }) => numbers),
    shares: parts.flatMap(({ shares = [] }) => shares),
    days: parts.flatMap(({ days = [] }) => days),
  };
}

/** Overdue less unapplied of who owes most; of the bills what is overdue, and what is in each bucket, in percent. */
function ofHome({ receivable, payable }: Home): Partial<Derived> {
  const sums = [receivable, payable].flatMap((side: Side) =>
    side.topOverdue.map(({ overdue, unapplied }): Paise => BigInt(overdue) - BigInt(unapplied)),
  );
  const shares = [receivable, payable].flatMap((side) => {
    const all = sum(side.ageing.map(({ amount }) => BigInt(amount)));
    return [
      percent(BigInt(side.overdue), BigInt(side.due) + BigInt(side.overdue)),
      ...side.ageing.map(({ amount }) => percent(BigInt(amount), all)),
    ];
  });
  return { sums, shares };
}

/** Of how many kinds one is told, and until when a week without any lasts. */
function ofMyPreferences({ preferences: { muted } }: MyPreferencesStanding): Partial<Derived> {
  return {
    numbers: [ALERT_KINDS.length, ALERT_KINDS.length - muted.length],
    days: [addDays(localDateAt(new Date()), 7)],
  };
}

/** All of them together. */
function ofCounts(answer: { counts?: Counted[]; kinds?: Counted[] }): Partial<Derived> {
  return { numbers: [(answer.counts ?? answer.kinds ?? []).reduce((all, { count }) => all + count, 0)] };
}

/** Which line of a list one is. */
function ofLines({ rows }: { rows: readonly unknown[] }): Partial<Derived> {
  return { numbers: rows.map((_, at) => at + 1) };
}

/** The days of a credit period, of which the answer has Tally's text. */
function ofParty({ creditPeriod }: Party): Partial<Derived> {
  return { numbers: creditPeriod === null ? [] : [Number.parseInt(creditPeriod, 10)] };
}

/** Rates as they stand in a field that says percent beside it. */
function ofOfferSettings({
  settings: { cap, margin, partyYearCap },
}: OfferSettingsStanding): Partial<Derived> {
  return { numbers: [cap, partyYearCap, margin ?? 0].map((points) => points / 100) };
}

/** What each edit makes over all weeks. */
function ofScenario(answer: ScenarioResult | { result: ScenarioResult | null }): Partial<Derived> {
  const result = "result" in answer ? answer.result : answer;
  if (result === null) return {};
  return {
    sums: result.parts.map((weeks) => sum(weeks.map(BigInt))),
  };
}

/** How many were late, the middle delay, and the months below the picture. */
function ofHistory({ rows }: PaymentHistory): Partial<Derived> {
  const delays = rows.map(({ delay }) => delay).toSorted((a, b) => a - b);
  const [first, last] = [rows[0]?.paid ?? "", rows.at(-1)?.paid ?? ""];
  const numbers = [
    delays.filter((delay) => delay > 0).length,
    Math.abs(delays[Math.floor((delays.length - 1) / 2)] ?? 0),
  ];
  const days: string[] = [];
  for (let month = first.slice(0, 7); month !== "" && month <= last.slice(0, 7); month = monthAfter(month))
    days.push(`${month}-01`);
  return { numbers, days };
}

/** By how many days a party has become slower or faster; what it is a hundredth of. */
function ofPartyPayments({ party }: PartyPaymentPage): Partial<Derived> {
  if (party === null || party.drift === null) return {};
  return { numbers: [Math.round(Math.abs(party.drift.after - party.drift.before))] };
}

/** How many are printed now, and what they ask for together. */
function ofLetters({ rows }: { rows: readonly Letter[] }): Partial<Derived> {
  const printed = rows.filter(({ leftOut }) => leftOut === null);
  return { sums: [sum(printed.map(({ amount }) => BigInt(amount)))], numbers: [printed.length] };
}

/** A share as the app says it: whole, and never 0 or 100 of what is only nearly so. */
function percent(part: Paise, all: Paise): string {
  if (all <= 0n || part <= 0n) return "0";
  if (part >= all) return "100";
  const whole = Math.round(Number((part * 1_000_000n) / all) / 10_000);
  return whole === 0 ? "< 1" : whole === 100 ? "> 99" : String(whole);
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}
