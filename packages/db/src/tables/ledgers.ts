import type { ColumnType, Generated } from "kysely";

import type { Side } from "./bills.ts";
import type { DefaultInt8, Int8, OptionalInt8, OptionalJson } from "./columns.ts";

export type LedgerTable = {
  company_id: string;
  ledger_id: Generated<string>;
  guid: string;
  name: string;
  name_key: string;
  aliases: Generated<string[]>;
  group_name: string;
  group_path: string[];
  root: string;
  party_kind: "customer" | "supplier" | "both" | null;
  home_side: Side | null;
  is_bill_wise: boolean;
  is_inferred: Generated<boolean>;
  is_foreign: Generated<boolean>;
  opening: Int8;
  opening_bills: ColumnType<unknown[], string | undefined, string>;
  credit_period: OptionalJson<unknown>;
  credit_limit: OptionalInt8;
  gstin: string | null;
  phone: string | null;
  email: string | null;
  stated_opening: DefaultInt8;
  stated_bills: ColumnType<unknown[], string | undefined, string>;
  is_revenue: Generated<boolean>;
  carries_result: Generated<boolean>;
  opening_from: string | null;
  msme_in_tally: OptionalJson<unknown>;
};

export type LedgerMonthTable = {
  company_id: string;
  ledger_id: string;
  month: string;
  debit: Int8;
  credit: Int8;
};

export type TallyBalanceTable = {
  company_id: string;
  ledger_name: string;
  name_key: string;
  closing: Int8;
};

export type ClosingStockTable = { company_id: string; as_of: string; value: Int8 };
