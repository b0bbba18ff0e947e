import type { DepositDay } from "@cfa/books/cash/deposit-days";
import type { LocalDate } from "@cfa/values/local-date";

import type { Direction } from "../forecast/flows.ts";
import type { Knowledge } from "../forecast/forecast-cash.ts";
import type { DayShare } from "../forecast/recurring/draw-item.ts";
import type { RecurringItem } from "../forecast/recurring/recurring-item.ts";
import type { Spread, WeekSummary } from "../forecast/summary.ts";
import type { Weights } from "../forecast/weights.ts";
import type { Stretch } from "../forecast/widen.ts";
import type { DaysAhead } from "./days-ahead.ts";
import type { ItemKey, PartyClass, SaidItem } from "./cash-books.ts";

/*
 * What one company's money will do in the thirteen weeks after a day. Sums are paise as numbers, to be rounded where they are shown; days are
 * counted from 1970-01-01; quantiles are those of `SHARES`.
 */
export type MoneyForecast = {
  /** Version of the model: the same version, books and seed give the same figures. */
  readonly model: string;
  readonly asOf: LocalDate;
  readonly seed: number;
  readonly knowledge: Knowledge;
  /** What to know before believing the figures. */
  readonly doubts: readonly Doubt[];
  /** What may be spent at the end of `asOf`, and what it should not fall below. */
  readonly opening: number;
  readonly floor: number | null;
  readonly weeks: readonly MoneyWeek[];
  readonly lowest: LowestBalance;
  /** The first thirty days together. */
  readonly month: DaysAhead;
  /** Of being below the floor at some week's end; null: no floor, or chances said before were not worth saying. */
  readonly chanceBelow: number | null;
  /** The same, worth saying or not: to be held against what comes. */
  readonly chanceKept: number | null;
  /** What sets the worst tenth of the paths apart, the largest first. */
  readonly drivers: readonly MoneyDriver[];
  readonly items: readonly MoneyItem[];
  readonly deposits: readonly ExpectedDeposit[];
  readonly weights: Weights;
  readonly stretch: Stretch;
  readonly base: MoneyBase;
};

/**
 * No money account is known; no bills; bills, of which nothing was learned; money moved, but not for three months; not for three months
 * once before; half of all that ever moved was one sum.
 */
export type Doubt = "no-flows" | "no-bills" | "nothing-learned" | "stopped" | "gap" | "one-sum";

/** One week; `balance` is what may be spent at its end. */
export type MoneyWeek = WeekSummary & { readonly balance: Spread };

/** The lowest balance at a week's end, the week (0 …) about which it most often falls, and the day of that week on which it does. */
export type LowestBalance = { readonly balance: Spread; readonly week: number; readonly day: number };

/** What weighs more (positive: brings more) by the lowest day on the worst paths than on all, on average. */
export type MoneyDriver = {
  readonly of:
    | { readonly kind: "party"; readonly side: PartyClass; readonly partyId: string }
    | { readonly kind: "item"; readonly key: ItemKey }
    | { readonly kind: "class"; readonly class: string; readonly direction: Direction };
  readonly difference: number;
};

/** A recurring item, what was said of it, and when it is due next with the chance that it comes, and on which days. */
export type MoneyItem = RecurringItem & {
  readonly key: ItemKey;
  readonly said: SaidItem["said"] | null;
  readonly ahead: readonly {
    readonly day: number;
    readonly chance: number;
    readonly size: number;
    readonly on: readonly DayShare[];
  }[];
};

/** A deposit that is due: when it is expected to go, on which days it may, how much, and how much of that is owed already. */
export type ExpectedDeposit = {
  readonly due: DepositDay;
  readonly day: number;
  readonly on: readonly DayShare[];
  readonly chance: number;
  readonly size: number;
  readonly owed: number;
};

/** What scenarios are laid over: small enough to be stored. Sums of weeks lie as `[week · paths + path]`. */
export type MoneyBase = {
  readonly asOf: LocalDate;
  readonly seed: number;
  readonly paths: number;
  readonly weeks: number;
  readonly opening: number;
  readonly floor: number | null;
  readonly stretch: Stretch;
  /** In less out of all; of it what comes of open bills and of those not yet raised, as sizes. */
  readonly net: Float32Array;
  readonly customerOpen: Float32Array;
  readonly customerNew: Float32Array;
  readonly supplierOpen: Float32Array;
  readonly supplierNew: Float32Array;
  readonly bills: readonly OpenBill[];
  /** Of the days of each week ahead the rising shares of a side's money, week after week. */
  readonly dayShares: Readonly<Record<PartyClass, readonly number[]>>;
  /** Of what a side's new bills bring, the share that is a party's. */
  readonly shares: Readonly<Record<PartyClass, Readonly<Record<string, number>>>>;
};

/** An open bill: what is expected of it, and the chances of each week ahead. */
export type OpenBill = {
  readonly billId: string;
  readonly partyId: string;
  readonly side: PartyClass;
  readonly amount: number;
  readonly weeks: readonly number[];
  /** A number of its own and one of its party: what is drawn of it is drawn from these. */
  readonly number: number;
  readonly party: number;
};
