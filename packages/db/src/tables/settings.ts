import type { Generated } from "kysely";

import type { Json, Moment, OptionalMoment } from "./columns.ts";

export type StatutoryRuleTable = {
  rule: string;
  valid_from: string;
  value: Json<unknown>;
  mark: "V" | "S" | "K" | "X";
  source: string;
  note: string;
  read_on: string;
};

export type CompanySettingTable = {
  company_id: string;
  default_credit_days: Generated<number>;
  derived_credit_days: Generated<number>;
  ageing_by: Generated<"due-date" | "bill-date">;
  ageing_edges: Generated<number[]>;
  udyam_class: "micro" | "small" | "medium" | null;
  activity: "trader" | "other" | null;
  cash_floor: bigint | null;
};

export type CashAccountTable = {
  company_id: string;
  ledger_guid: string;
  overdraft_limit: bigint | null;
  is_left_out: boolean;
};

type TakenBack = {
  taken_back_at: OptionalMoment;
  taken_back_by: string | null;
  taken_back_name: string | null;
};

export type MsmeSaidTable = TakenBack & {
  company_id: string;
  ledger_guid: string;
  said_no: number;
  valid_from: string | null;
  udyam_class: "micro" | "small" | "medium" | "none" | null;
  activity: "trader" | "other" | null;
  has_written_terms: boolean | null;
  said_at: Moment;
  said_by: string;
  said_name: string;
};

export type CostOfCashSaidTable = TakenBack & {
  company_id: string;
  said_no: number;
  valid_from: string;
  hundredths: number;
  said_at: Moment;
  said_by: string;
  said_name: string;
};
