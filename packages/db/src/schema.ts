import type { AssistantSettingTable, AssistantTurnTable, ReadKeyTable } from "./tables/assistant.ts";
import type { AlertSnoozeTable } from "./tables/alerts.ts";
import type { BillTable, SettlementTable, UnappliedTable } from "./tables/bills.ts";
import type {
  CashForecastTable,
  CashForecastTryTable,
  CashPathsTable,
  CashScenarioTable,
  RecurringItemTable,
  RecurringSaidTable,
} from "./tables/cash.ts";
import type {
  ApiKeyTable,
  AuditEntryTable,
  CompanyTable,
  InvitationTable,
  MemberTable,
  PairingTable,
} from "./tables/company.ts";
import type { SavedViewDefaultTable, SavedViewTable } from "./tables/saved-views.ts";
import type { BulkTable } from "./tables/bulk.ts";
import type { CorrectionTable } from "./tables/corrections.ts";
import type { TallyDraftTable } from "./tables/drafts.ts";
import type { AbsentFactTable, FactTable } from "./tables/facts.ts";
import type {
  BillForecastTable,
  LearningTryTable,
  PartyInsightTable,
  PaymentClassEdgesTable,
  PaymentLearningTable,
  PaymentTrainingTable,
} from "./tables/insights.ts";
import type {
  ClosingStockTable,
  LedgerMonthTable,
  LedgerTable,
  TallyBalanceTable,
} from "./tables/ledgers.ts";
import type {
  CashAccountTable,
  CompanySettingTable,
  CostOfCashSaidTable,
  MsmeSaidTable,
  StatutoryRuleTable,
} from "./tables/settings.ts";
import type {
  AccessEntryTable,
  AddressSaltTable,
  ChannelAccountTable,
  ChannelEventTable,
  ConsentEventTable,
  DunningStepTable,
  ErasedContactTable,
  InboundTable,
  MemberMessageTable,
  MemberPreferenceTable,
  NudgeTable,
  NudgeAnswerTable,
  NudgeAskTable,
  NudgeAttemptTable,
  NudgeLinkTable,
  NudgePartyTable,
  NudgeQuietDayTable,
  NudgeSettingTable,
  NudgeTemplateTable,
  PartyAddressTable,
  PartyResponseTable,
  PushDeviceTable,
  TestSendTable,
} from "./tables/nudges.ts";
import type {
  OfferArmTable,
  OfferEventTable,
  OfferLinkTable,
  OfferPlanTable,
  OfferResultTable,
  OfferSaltTable,
  OfferSettingTable,
  OfferTable,
  PayDetailTable,
} from "./tables/offers.ts";
import type { OpenByDayTable, PartySideTable, SideSumTable } from "./tables/sums.ts";
import type {
  AgentHeartbeatTable,
  QuarantineTable,
  SyncBatchTable,
  SyncRunTable,
  SyncStateTable,
} from "./tables/sync.ts";
import type { PostingTable, VoucherMonthTable, VoucherTable } from "./tables/vouchers.ts";

/** The tables of migrations/, as Kysely reads and writes them. */
export type Schema = {
  company: CompanyTable;
  member: MemberTable;
  invitation: InvitationTable;
  api_key: ApiKeyTable;
  pairing: PairingTable;
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
  cash_account: CashAccountTable;
  msme_said: MsmeSaidTable;
  cost_of_cash_said: CostOfCashSaidTable;
  party_side: PartySideTable;
  side_sum: SideSumTable;
  open_by_day: OpenByDayTable;
  correction: CorrectionTable;
  bulk: BulkTable;
  payment_learning: PaymentLearningTable;
  bill_forecast: BillForecastTable;
  party_insight: PartyInsightTable;
  payment_training: PaymentTrainingTable;
  learning_try: LearningTryTable;
  payment_class_edges: PaymentClassEdgesTable;
  cash_forecast: CashForecastTable;
  cash_paths: CashPathsTable;
  recurring_item: RecurringItemTable;
  recurring_said: RecurringSaidTable;
  cash_scenario: CashScenarioTable;
  cash_forecast_try: CashForecastTryTable;
  alert_snooze: AlertSnoozeTable;
  saved_view: SavedViewTable;
  offer: OfferTable;
  offer_link: OfferLinkTable;
  offer_event: OfferEventTable;
  offer_setting: OfferSettingTable;
  offer_salt: OfferSaltTable;
  offer_arm: OfferArmTable;
  offer_plan: OfferPlanTable;
  offer_result: OfferResultTable;
  pay_detail: PayDetailTable;
  saved_view_default: SavedViewDefaultTable;
  nudge_setting: NudgeSettingTable;
  nudge_quiet_day: NudgeQuietDayTable;
  nudge_party: NudgePartyTable;
  address_salt: AddressSaltTable;
  party_address: PartyAddressTable;
  consent_event: ConsentEventTable;
  erased_contact: ErasedContactTable;
  nudge_template: NudgeTemplateTable;
  channel_account: ChannelAccountTable;
  nudge: NudgeTable;
  nudge_ask: NudgeAskTable;
  test_send: TestSendTable;
  dunning_step: DunningStepTable;
  nudge_answer: NudgeAnswerTable;
  nudge_attempt: NudgeAttemptTable;
  nudge_link: NudgeLinkTable;
  channel_event: ChannelEventTable;
  inbound: InboundTable;
  party_response: PartyResponseTable;
  push_device: PushDeviceTable;
  member_preference: MemberPreferenceTable;
  member_message: MemberMessageTable;
  access_entry: AccessEntryTable;
  assistant_turn: AssistantTurnTable;
  assistant_setting: AssistantSettingTable;
  read_key: ReadKeyTable;
};
