import type { Generated } from "kysely";

import type { Int8, OptionalJson } from "./columns.ts";

export type VoucherState = "posted" | "cancelled" | "optional" | "post-dated" | "non-accounting";

export type VoucherTable = {
  company_id: string;
  voucher_id: Generated<string>;
  guid: string;
  alter_id: Int8;
  date: string;
  kind: string;
  type_name: string;
  state: VoucherState;
  number: Generated<string>;
  reference: Generated<string>;
  narration: Generated<string>;
  party_name: string | null;
  due_text: string | null;
};

export type PostingTable = {
  company_id: string;
  voucher_id: string;
  line_no: number;
  ledger_id: string;
  date: string;
  amount: Int8;
  allocations: OptionalJson<unknown[]>;
  bank: OptionalJson<unknown[]>;
};

export type VoucherMonthTable = {
  company_id: string;
  month: string;
  type_name: string;
  vouchers: number;
  stated: number;
  amount: Int8;
};
