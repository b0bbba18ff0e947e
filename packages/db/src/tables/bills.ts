import type { Generated } from "kysely";

import type { DefaultInt8, Int8 } from "./columns.ts";

export type Side = "receivable" | "payable";
export type Basis = "stated" | "inferred";
export type SettlementBasis = Basis | "corrected";

export type BillTable = {
  company_id: string;
  bill_id: Generated<string>;
  ledger_id: string;
  side: Side;
  name: string;
  name_key: string;
  occurrence: number;
  basis: Basis;
  is_opening: boolean;
  date: string;
  due_date: string;
  due_source: "bill" | "voucher" | "ledger" | "company" | "bill-date" | "correction";
  amount: Int8;
  open: Int8;
  last_settled: string | null;
  voucher_id: string | null;
  line_no: number | null;
  source_due_date: Generated<string | null>;
  source_due_source: Generated<"bill" | "voucher" | "ledger" | "company" | "bill-date" | null>;
  disputed: DefaultInt8;
  origin_ledger_id: Generated<string | null>;
  tds_awaited: DefaultInt8 | null;
  tds_from: Generated<string | null>;
};

export type SettlementTable = {
  company_id: string;
  bill_id: string;
  settlement_no: number;
  date: string;
  amount: Int8;
  basis: SettlementBasis;
  voucher_id: string | null;
  line_no: number | null;
  correction_id: Generated<string | null>;
};

export type UnappliedTable = {
  company_id: string;
  ledger_id: string;
  unapplied_no: number;
  side: Side;
  kind: "on-account" | "advance" | "excess" | "opening";
  name: string;
  date: string;
  amount: Int8;
  voucher_id: string | null;
  is_corrected: Generated<boolean>;
  origin_ledger_id: Generated<string | null>;
};
