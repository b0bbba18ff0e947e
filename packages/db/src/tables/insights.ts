import type { BillForecast, CompanyInsight, PartyInsight } from "@cfa/insights/payment-insight";

import type { Side } from "./bills.ts";
import type { Int8, Json, Moment, OptionalInt8, OptionalJson } from "./columns.ts";

export type PaymentLearningTable = {
  company_id: string;
  side: Side;
  as_of: string;
  learned_at: Moment;
  generation: Int8;
  model: string;
  seed: number;
  class_edges: number[];
  bills_from: string;
  bills: number;
  older_bills: number;
  is_without_trees: boolean;
  company: Json<CompanyInsight>;
};

export type BillForecastTable = {
  company_id: string;
  side: Side;
  as_of: string;
  bill_id: string;
  ledger_id: string;
  amount: Int8;
  median: string | null;
  low: string | null;
  high: string | null;
  late: number;
  weeks: number[];
  never: number;
  basis: BillForecast["basis"];
  is_promised: boolean;
  reasons: Json<unknown>;
};

export type PartyInsightTable = {
  company_id: string;
  side: Side;
  as_of: string;
  ledger_id: string;
  class: PartyInsight["class"];
  learned_class: PartyInsight["learnedClass"];
  confidence: number;
  expected_delay: number | null;
  uncertainty: number | null;
  reason: Json<PartyInsight["reason"]>;
  drift: OptionalJson<PartyInsight["drift"]>;
  risk: number;
  drivers: Json<PartyInsight["drivers"]>;
  expected_loss: Int8;
  suggested_limit: OptionalInt8;
};

export type PaymentTrainingTable = {
  company_id: string;
  side: Side;
  model: string;
  training: Json<unknown>;
};

export type LearningTryTable = {
  company_id: string;
  side: Side;
  as_of: string;
  tried_at: Moment;
  generation: Int8;
  outcome: "learned" | "without-trees" | "no-bills" | "failed";
  failure: "too-long" | "too-large" | "fault" | null;
};

export type PaymentClassEdgesTable = {
  company_id: string;
  from_date: string;
  prompt: number;
  on_time: number;
  late: number;
  set_at: Moment;
  set_by: string;
};
