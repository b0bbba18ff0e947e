import type { Generated } from "kysely";

import type { Side } from "./bills.ts";
import type { Json, Moment, OptionalJson, OptionalMoment } from "./columns.ts";

export type CorrectionState = "waiting" | "active" | "conflict" | "retired" | "undone" | "rejected";

export type CorrectionKind =
  | "rematch"
  | "due-date"
  | "terms"
  | "dispute"
  | "write-off"
  | "merge"
  | "exclude"
  | "contact"
  | "credit-limit"
  | "tds-profile"
  | "promise"
  | "class-pin";

export type CorrectionTable = {
  company_id: string;
  correction_id: Generated<string>;
  kind: CorrectionKind;
  state: CorrectionState;
  ledger_guid: string;
  voucher_guid: string | null;
  line_no: number | null;
  bill_side: Side | null;
  bill_key: string | null;
  bill_date: string | null;
  value: Json<unknown>;
  base: Json<unknown>;
  now: OptionalJson<unknown>;
  reason: string;
  from_date: string | null;
  until_date: string | null;
  created_at: Moment;
  created_by: string;
  created_name: string;
  decided_at: OptionalMoment;
  decided_by: string | null;
  decided_name: string | null;
  asked_approval: Generated<boolean>;
  decided_why: string | null;
  ended_at: OptionalMoment;
  ended_why: string | null;
};
