import type { Int8, Json, Moment, OptionalInt8 } from "./columns.ts";

export type FactKind = "group" | "ledger" | "voucher-type" | "voucher";

export type FactTable = {
  company_id: string;
  kind: FactKind;
  guid: string;
  alter_id: Int8;
  record: Json<unknown>;
  digest: Uint8Array;
  run_id: string;
  month: string | null;
  type_name: string | null;
  amount: OptionalInt8;
};

export type AbsentFactTable = {
  company_id: string;
  kind: FactKind;
  guid: string;
  run_id: string;
  noted_at: Moment;
  confirm_id: string | null;
};
