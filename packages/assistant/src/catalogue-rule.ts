import type { Grouping } from "@cfa/contract/assistant-kinds";
import type { TypedQuery } from "@cfa/contract/assistant-query";

/** What besides time and grouping a measure can be narrowed by. `class`: of customers. */
export const FILTERS = [
  "customers",
  "suppliers",
  "ledgers",
  "bill",
  "voucher",
  "amount",
  "moreThanDays",
  "class",
  "percent",
] as const;
export type Filter = (typeof FILTERS)[number];

/** `period`: of days that were. `ahead`: of days to come. `day`: as it stood at the end of one. `none`: as it stands. */
export type TakesTime = "period" | "ahead" | "day" | "none";

/** The days meant where none are said. `all`: no end to either side. */
export type UsualTime =
  | "today"
  | "this-month"
  | "this-year"
  | "last-year"
  | "next-7-days"
  | "next-30-days"
  | "to-month-end"
  | "all";

export type Unit = "money" | "days" | "count" | "list";

/** What a measure knows. The first of `needs` that is given will do; of what it needs it takes one only where `ofOne`. */
export type MeasureRule = {
  readonly time: TakesTime;
  readonly usual: UsualTime;
  readonly groupings: readonly Grouping[];
  /** Over a period, though it takes a day, where it is taken apart by day, week or month. */
  readonly isTrend: boolean;
  readonly thenBy: readonly Grouping[];
  readonly filters: readonly Filter[];
  readonly needs: readonly Filter[];
  readonly ofOne: boolean;
  readonly orders: readonly NonNullable<TypedQuery["order"]>[];
  readonly isCompared: boolean;
  readonly unit: Unit;
  /** Questions that ask for it, to show as such. They name nobody, so that anyone can ask them, but where one must be named ("…"). */
  readonly examples: { readonly en: readonly string[]; readonly hi: readonly string[] };
};

/** A measure that knows what is given and nothing else. `en`, `hi`: example questions, parted by bars. */
export const rule = (
  given: Partial<MeasureRule> & Pick<MeasureRule, "time" | "usual" | "unit"> & { en: string; hi: string },
): MeasureRule => {
  const { en, hi, ...known } = given;
  return {
    groupings: [],
    isTrend: false,
    thenBy: [],
    filters: [],
    needs: [],
    ofOne: false,
    orders: [],
    isCompared: false,
    ...known,
    examples: { en: en.split("|"), hi: hi.split("|") },
  };
};
