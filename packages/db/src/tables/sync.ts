import type { ColumnType, Generated } from "kysely";

import type {
  DefaultInt8,
  Int8,
  Json,
  Moment,
  OptionalInt8,
  OptionalJson,
  OptionalMoment,
} from "./columns.ts";

export type RunKind = "full" | "changes" | "sweep";
export type RunSource = "agent" | "file";
export type RunStateName = "open" | "queued" | "applied" | "failed";
export type TieOut = "equal" | "different" | "unknown";

export type SyncStateTable = {
  company_id: string;
  lease: DefaultInt8;
  applied_lease: DefaultInt8;
  generation: DefaultInt8;
  masters_mark: OptionalInt8;
  vouchers_mark: OptionalInt8;
  read_at: OptionalMoment;
  data_to: string | null;
  tie_out: Generated<TieOut>;
  tie_out_as_of: string | null;
  differences: Generated<number>;
  wants: ColumnType<unknown, string | undefined, string>;
  tie_out_generation: OptionalInt8;
  tie_out_months: Generated<string[]>;
  tie_out_message: string | null;
};

export type SyncRunTable = {
  company_id: string;
  run_id: string;
  kind: RunKind;
  source: RunSource;
  lease: Int8;
  state: RunStateName;
  agent_version: string;
  machine: string;
  company_record: Json<unknown>;
  opened_at: Moment;
  batches: number | null;
  masters_mark: OptionalInt8;
  vouchers_mark: OptionalInt8;
  read_at: OptionalMoment;
  totals: OptionalJson<unknown>;
  tie_out: Generated<TieOut>;
  applied_at: OptionalMoment;
  message: string | null;
  agent_id: string | null;
  asked: OptionalJson<unknown>;
  swept: OptionalJson<unknown>;
  takes_back: string | null;
};

export type SyncBatchTable = {
  company_id: string;
  run_id: string;
  sequence: number;
  body_sha256: Uint8Array;
  body: Uint8Array | null;
  records: number;
  refused: ColumnType<unknown[], string | undefined, string>;
  answer: Json<unknown>;
  received_at: Moment;
  masters: number | null;
  vouchers: number | null;
  unreadable: number | null;
};

export type QuarantineTable = {
  company_id: string;
  quarantine_id: Generated<string>;
  run_id: string;
  kind: string;
  guid: string | null;
  name: string | null;
  reason: string;
  raw: string | null;
  seen_at: Moment;
  resolved_at: OptionalMoment;
};

export type AgentHeartbeatTable = {
  company_id: string;
  seen_at: ColumnType<Date, Date | string, Date | string>;
  read_at: OptionalMoment;
  key_id: string | null;
  agent_id: string | null;
  agent_version: string | null;
  machine: string | null;
  tally: OptionalJson<unknown>;
  trouble: OptionalJson<unknown>;
};
