import { addDays, localDateAt, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

/*
 * How an offer stands for the customer who looks at it: from the offer as it was approved, the bill as the books have it, and the moment. The
 * moment is the server's and is handed in; a step is good to the end of its day in India.
 */

/** As much of a stored offer as its page goes by. */
export type ShownOffer = {
  readonly state: string;
  readonly amount: Paise;
  readonly steps: readonly { readonly until: string; readonly discount: number; readonly off: string }[];
  readonly acceptedStep: number | null;
  readonly endedAt: Date | null;
  readonly settledAmount: Paise | null;
};

/** The bill today; null where the books have it no more. */
export type ShownBill = { readonly amount: Paise; readonly open: Paise } | null;

export type PayStep = {
  readonly until: LocalDate;
  readonly discount: number; // hundredths of a percent
  readonly off: Paise;
  readonly pay: Paise;
  readonly when: "past" | "now" | "later";
};

export type PayStanding = {
  readonly kind: "live" | "accepted" | "ended" | "honoured" | "disputed" | "withdrawn" | "settled";
  /** Without any discount: what is open on the bill. */
  readonly full: Paise;
  /** What is to be paid today. */
  readonly due: Paise;
  readonly steps: readonly PayStep[];
  /** The step that is good today; null: none, or none that counts as it stands. */
  readonly step: number | null;
  /** When it ends: the first moment that is too late. */
  readonly endsAt: Date | null;
};

const SHOWN_AFTER_DAYS = 30;
const SHOWN: ReadonlySet<string> = new Set(["approved", "accepted", "honoured", "lapsed", "withdrawn"]);

/** How it stands; null where there is nothing to be seen: never approved, a ghost, or over for more than thirty days. */
export function payStanding(
  offer: ShownOffer,
  around: { bill: ShownBill; isDisputed: boolean; now: Date },
): PayStanding | null {
  const { bill, now } = around;
  const today = localDateAt(now);
  if (!SHOWN.has(offer.state) || today > addDays(lastDayOf(offer), SHOWN_AFTER_DAYS)) return null;
  const found = offer.steps.findIndex(({ until }) => today <= until);
  const kind = kindOf(offer, around, found >= 0);
  const isOn = kind === "live" || kind === "accepted";
  const step = isOn ? found : null;
  const steps = offer.steps.map((one, at): PayStep => {
    const off = BigInt(one.off);
    const when = today > one.until ? "past" : at === found ? "now" : "later";
    const { discount } = one;
    return { until: one.until as LocalDate, discount, off, pay: offer.amount - off, when };
  });
  const full = bill === null ? offer.amount : bill.open;
  const good = step === null ? undefined : steps[step];
  const isDone = kind === "honoured" || kind === "settled";
  return {
    kind,
    full: kind === "honoured" ? offer.amount : full,
    due: isDone ? 0n : (good?.pay ?? full),
    steps,
    step,
    endsAt: good === undefined ? null : endOf(good.until),
  };
}

/** Whether something is to be paid, as far as the books say. */
export function isOpen({ kind }: PayStanding): boolean {
  return kind === "live" || kind === "accepted" || kind === "ended";
}

/** What is to be paid on a day: by the step that is good then, else all of it. */
export function dueOn(standing: PayStanding, on: LocalDate): Paise {
  if (standing.step === null) return standing.full;
  return standing.steps.find(({ until }) => on <= until)?.pay ?? standing.full;
}

/** The first moment after a day in India. */
function endOf(until: LocalDate): Date {
  return new Date(`${addDays(until, 1)}T00:00:00+05:30`);
}

function kindOf(
  offer: ShownOffer,
  { bill, isDisputed }: { bill: ShownBill; isDisputed: boolean },
  hasStep: boolean,
): PayStanding["kind"] {
  if (offer.state === "honoured") return "honoured";
  if (offer.state === "withdrawn" || bill === null) return "withdrawn";
  if (bill.open <= 0n) return "settled";
  if (isDisputed) return "disputed";
  // It is for the whole bill: once money has come on it, what was agreed is not what would be paid.
  if (offer.state === "lapsed" || !hasStep || bill.open !== offer.amount) return "ended";
  return offer.state === "accepted" ? "accepted" : "live";
}

function lastDayOf({ steps, endedAt }: ShownOffer): LocalDate {
  const last = steps.at(-1)?.until as LocalDate;
  const ended = endedAt === null ? last : localDateAt(endedAt);
  return ended > last ? ended : last;
}
