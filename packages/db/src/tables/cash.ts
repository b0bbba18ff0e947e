import type { Direction } from "@cfa/insights/forecast/flows";
import type { Hit } from "@cfa/insights/forecast/recurring/recurring-item";
import type { Rhythm } from "@cfa/insights/forecast/recurring/rhythm";
import type { Stretch } from "@cfa/insights/forecast/widen";
import type { KnownFlow } from "@cfa/insights/money/cash-books";
import type {
  ExpectedDeposit,
  MoneyDriver,
  MoneyForecast,
  MoneyItem,
} from "@cfa/insights/money/money-forecast";
import type { BaseHead } from "@cfa/insights/money/packed-base";
import type { Generated } from "kysely";

import type { Int8, Json, Moment, OptionalInt8, OptionalJson } from "./columns.ts";

/** Quantiles at 5, 10, 25, 50, 75, 90, 95 % and the mean, in whole paise. */
export type StoredSpread = { quantiles: number[]; mean: number };

/** One week, from its first day (counted from 1970-01-01); the means of its classes add up to those of in and out. */
export type StoredWeek = {
  from: number;
  in: StoredSpread;
  out: StoredSpread;
  net: StoredSpread;
  balance: StoredSpread;
  classes: { class: string; direction: Direction; mean: number }[];
};

/** The first days of a forecast together; the means of its classes add up to those of in and out. */
export type StoredDaysAhead = Omit<StoredWeek, "from"> & {
  days: number;
  lowest: { balance: StoredSpread; day: number };
};

export type CashForecastTable = {
  company_id: string;
  as_of: string;
  made_at: Moment;
  generation: Int8;
  model: string;
  seed: number;
  said: string;
  learned: string;
  history_from: string;
  knowledge: MoneyForecast["knowledge"];
  doubts: string[];
  is_without_levels: boolean;
  money: Int8;
  overdrawn: Int8;
  free: Int8;
  available: Int8;
  is_limit_missing: boolean;
  floor: OptionalInt8;
  chance_below: number | null;
  is_chance_worth_saying: boolean;
  weeks: Json<StoredWeek[]>;
  lowest: Json<{ balance: StoredSpread; week: number; day: number }>;
  month: OptionalJson<StoredDaysAhead>;
  drivers: Json<MoneyDriver[]>;
  deposits: Json<ExpectedDeposit[]>;
  post_dated: Json<KnownFlow[]>;
  weights: Json<Record<Direction, Record<string, number>>>;
  stretch: Json<Stretch>;
};

/** What scenarios are laid over, without its sums. */
export type PathsHead = BaseHead;

export type CashPathsTable = { company_id: string; as_of: string; head: Json<PathsHead>; sums: Buffer };

export type RecurringItemTable = {
  company_id: string;
  item_no: number;
  as_of: string;
  ledger_id: string;
  class: string;
  direction: Direction;
  every: string;
  rhythm: Json<Rhythm>;
  tolerance: number;
  size: Int8;
  hit_rate: number;
  alive: number;
  hits: Json<Hit[]>;
  ahead: Json<MoneyItem["ahead"]>;
};

export type RecurringSaidTable = {
  company_id: string;
  ledger_guid: string;
  direction: Direction;
  every: string;
  said: "confirmed" | "edited" | "ended";
  rhythm: OptionalJson<Rhythm>;
  size: OptionalInt8;
  said_at: Moment;
  said_by: string;
};

export type CashScenarioTable = {
  company_id: string;
  scenario_id: Generated<string>;
  name: string;
  edits: Json<unknown>;
  made_at: Moment;
  made_by: string;
};

export type CashForecastTryTable = {
  company_id: string;
  as_of: string;
  tried_at: Moment;
  generation: Int8;
  outcome: "forecast" | "without-levels" | "no-accounts" | "failed";
  failure: "too-long" | "too-large" | "fault" | null;
};
