import type { DepositDay } from "@cfa/books/cash/deposit-days";
import { partsOf } from "@cfa/values/local-date";

import { WEEK, type Flow } from "../forecast/flows.ts";
import { meanOf, middleOf } from "../numbers.ts";
import { dayNumber } from "../payment-history.ts";

/** A day by which a deposit is wanted, counted, and the end of what it is for. */
export type Due = { readonly due: DepositDay; readonly day: number; readonly ends: number };

/** A deposit that was made, for a due day. */
export type Made = { readonly due: Due; readonly day: number; readonly size: number };

/** How a company deposits one class: by which days, which of them it kept, and how many days from them the money usually went. */
export type Habit = {
  readonly past: readonly Due[];
  readonly ahead: readonly Due[];
  readonly made: readonly Made[];
  readonly offset: number;
};

const QUARTER = 3;
const FEWEST = 3; // deposits that tell a habit
const SELDOM = 0.5; // of the due days kept, at most, by who goes by the quarter
const EARLIEST = 3 * WEEK; // before its due day a deposit is made at most

/** The rule whose days fit the deposits best, by the quarter where the company deposits so. */
export function habitOf(
  days: readonly DepositDay[],
  flows: readonly Flow[],
  { first, origin }: { first: number; origin: number },
): Habit | null {
  const rules = Map.groupBy(days, ({ rule }) => rule);
  const habits = [...rules.values()].flatMap((list) => {
    const dues = list
      .map((due) => ({ due, day: dayNumber(due.due), ends: dayNumber(due.period.to) }))
      .toSorted((a, b) => a.day - b.day);
    const monthly = habitBy(dues, flows, { first, origin });
    const phase = quarterOf(monthly);
    return phase === null
      ? [monthly]
      : [
          habitBy(
            dues.filter((due) => monthOf(due) % QUARTER === phase),
            flows,
            { first, origin },
          ),
        ];
  });
  return habits.toSorted((a, b) => misfit(a) - misfit(b))[0] ?? null;
}

function habitBy(
  dues: readonly Due[],
  flows: readonly Flow[],
  { first, origin }: { first: number; origin: number },
): Habit {
  const deposits = [
    ...Map.groupBy(
      flows.filter(({ amount }) => amount < 0),
      ({ day }) => day,
    ),
  ]
    .map(([day, list]) => ({ day, size: -list.reduce((sum, { amount }) => sum + amount, 0) }))
    .toSorted((a, b) => a.day - b.day);
  const assign = (offset: number): Made[] => {
    const made = new Map<Due, Made>();
    for (const { day, size } of deposits) {
      const due = nearest(dues, day - offset);
      if (due === null || day < due.day - EARLIEST) continue;
      const before = made.get(due);
      made.set(due, { due, day: before?.day ?? day, size: (before?.size ?? 0) + size });
    }
    return [...made.values()].toSorted((a, b) => a.due.day - b.due.day);
  };
  const rough = offsetOf(assign(0));
  const made = assign(rough);
  const kept = new Set(made.map(({ due }) => due));
  // A due day that was kept early is past, one that has gone by without its money is still to come.
  return {
    past: dues.filter((due) => due.day >= first && (due.day < origin || kept.has(due))),
    ahead: dues.filter((due) => due.day >= origin && !kept.has(due)),
    made,
    offset: offsetOf(made),
  };
}

function offsetOf(made: readonly Made[]): number {
  return made.length === 0 ? 0 : middleOf(made.slice(-12).map(({ day, due }) => day - due.day));
}

function nearest(dues: readonly Due[], day: number): Due | null {
  let best: Due | null = null;
  for (const due of dues) if (best === null || Math.abs(due.day - day) < Math.abs(best.day - day)) best = due;
  return best;
}

/** The months (modulo three) in which alone a company deposits; null: in others too. */
function quarterOf({ past, made }: Habit): number | null {
  const months = new Set(made.map(({ due }) => monthOf(due) % QUARTER));
  const [phase] = months;
  const isMonthly = past.length === 0 || past.some(({ due }) => due.upTo !== null);
  if (isMonthly || months.size !== 1 || made.length < 2 || made.length > SELDOM * past.length) return null;
  return phase ?? null;
}

function monthOf({ due }: Due): number {
  return partsOf(due.due).month;
}

/** Days by which deposits lie apart from their usual distance, and what was missed. */
function misfit({ past, made, offset }: Habit): number {
  if (made.length < FEWEST) return past.length === 0 ? Infinity : 1_000 - past.length;
  const apart = meanOf(made.map(({ day, due }) => Math.abs(day - due.day - offset)));
  return apart + 10 * (1 - made.length / Math.max(made.length, past.length));
}
