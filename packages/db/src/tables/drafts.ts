import type { Generated } from "kysely";

import type { Int8, Json, Moment, OptionalJson, OptionalMoment } from "./columns.ts";

export type TallyDraftTable = {
  company_id: string;
  draft_id: Generated<string>;
  request_id: string;
  marker: string;
  kind: "credit-note" | "receipt";
  gst: "none" | "financial" | "section34";
  state: Generated<"drafted" | "accepted" | "sent" | "written" | "refused" | "unknown" | "withdrawn">;
  mode: "file" | "optional" | "posted" | null;
  ledger_id: string;
  bill_id: string;
  amount: Int8;
  date: string;
  voucher: Json<unknown>;
  base: Json<unknown>;
  accepted_base: OptionalJson<unknown>;
  xml: string | null;
  created_at: Moment;
  created_by: string;
  created_name: string;
  accepted_at: OptionalMoment;
  accepted_by: string | null;
  accepted_name: string | null;
  sent_at: OptionalMoment;
  agent_id: string | null;
  decided_at: OptionalMoment;
  outcome: OptionalJson<unknown>;
};
