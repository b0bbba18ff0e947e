import type { ColumnType, Generated } from "kysely";

/*
 * The tables of migrations/, as Kysely reads and writes them. Eight-byte integers are bigint, days are
 * "YYYY-MM-DD" text, moments are Date. JSON is written as text, because `pg` would turn an array into a
 * PostgreSQL array.
 */

type Json<T> = ColumnType<T, string, string>;
type OptionalJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
type Int8 = ColumnType<bigint, bigint | number, bigint | number>;
type DefaultInt8 = ColumnType<bigint, bigint | number | undefined, bigint | number>;
type OptionalInt8 = ColumnType<bigint | null, bigint | number | null | undefined, bigint | number | null>;
type Moment = ColumnType<Date, Date | string | undefined, Date | string>;
type OptionalMoment = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

export type Side = "receivable" | "payable";
export type Basis = "stated" | "inferred";
export type SettlementBasis = Basis | "corrected";
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
  | "promise";
export type RunKind = "full" | "changes" | "sweep";
export type RunSource = "agent" | "file";
export type RunStateName = "open" | "queued" | "applied" | "failed";
export type TieOut = "equal" | "different" | "unknown";
export type FactKind = "group" | "ledger" | "voucher-type" | "voucher";
export type VoucherState = "posted" | "cancelled" | "optional" | "post-dated" | "non-accounting";

export type Schema = {
  company: CompanyTable;
  member: MemberTable;
  api_key: ApiKeyTable;
  sync_state: SyncStateTable;
  sync_run: SyncRunTable;
  sync_batch: SyncBatchTable;
  quarantine: QuarantineTable;
  fact: FactTable;
  ledger: LedgerTable;
  voucher: VoucherTable;
  posting: PostingTable;
  ledger_month: LedgerMonthTable;
  bill: BillTable;
  settlement: SettlementTable;
  unapplied: UnappliedTable;
  tally_balance: TallyBalanceTable;
  agent_heartbeat: AgentHeartbeatTable;
  absent_fact: AbsentFactTable;
  audit_entry: AuditEntryTable;
  voucher_month: VoucherMonthTable;
  closing_stock: ClosingStockTable;
  tally_draft: TallyDraftTable;
  statutory_rule: StatutoryRuleTable;
  company_setting: CompanySettingTable;
  party_profile: PartyProfileTable;
  party_side: PartySideTable;
  side_sum: SideSumTable;
  open_by_day: OpenByDayTable;
  correction: CorrectionTable;
};

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
};

export type PartyProfileTable = {
  company_id: string;
  ledger_guid: string;
  udyam_class: "micro" | "small" | "medium" | "none" | null;
  activity: "trader" | "other" | null;
  has_written_terms: boolean | null;
};

export type CompanyTable = {
  company_id: Generated<string>;
  name: string;
  tally_guid: string | null;
  is_demo: Generated<boolean>;
  books_from: string | null;
  created_at: Moment;
  period_from: string | null;
  currency: string | null;
};

export type MemberTable = {
  company_id: string;
  user_id: string;
  role: "owner" | "accountant" | "viewer";
};

export type ApiKeyTable = {
  company_id: string;
  key_id: Generated<string>;
  key_hash: Uint8Array;
  last_four: string;
  created_at: Moment;
  last_used_at: OptionalMoment;
  revoked_at: OptionalMoment;
};

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
};

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

export type LedgerMonthTable = {
  company_id: string;
  ledger_id: string;
  month: string;
  debit: Int8;
  credit: Int8;
};

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

export type TallyBalanceTable = {
  company_id: string;
  ledger_name: string;
  name_key: string;
  closing: Int8;
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

export type AbsentFactTable = {
  company_id: string;
  kind: FactKind;
  guid: string;
  run_id: string;
  noted_at: Moment;
  confirm_id: string | null;
};

export type AuditEntryTable = {
  company_id: string;
  audit_id: Generated<string>;
  at: Moment;
  user_id: string;
  user_name: string;
  action: string;
  detail: Json<unknown>;
};

export type VoucherMonthTable = {
  company_id: string;
  month: string;
  type_name: string;
  vouchers: number;
  stated: number;
  amount: Int8;
};

/** Kept by triggers on bill and unapplied, as are the two below; nobody else writes them. */
export type PartySideTable = {
  company_id: string;
  ledger_id: string;
  side: Side;
  open: DefaultInt8;
  bills: Generated<number>;
  unapplied: DefaultInt8;
  net: ColumnType<bigint, never, never>;
};

export type SideSumTable = { company_id: string; side: Side; parties: number; unapplied: Int8 };

export type OpenByDayTable = {
  company_id: string;
  side: Side;
  counted_by: "due-date" | "bill-date";
  day: string;
  open: Int8;
  bills: number;
};

export type ClosingStockTable = { company_id: string; as_of: string; value: Int8 };

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
  ended_at: OptionalMoment;
  ended_why: string | null;
};
