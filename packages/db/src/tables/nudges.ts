import type {
  AttemptState,
  Category,
  ConsentSource,
  Kind,
  Language,
  NudgeApproval,
  NudgeState,
  Provider,
  TemplateState,
  Way,
} from "@cfa/nudges/kinds";
import type { Generated } from "kysely";

import type {
  DefaultInt8,
  Int8,
  Json,
  Moment,
  OptionalInt8,
  OptionalJson,
  OptionalMoment,
} from "./columns.ts";

export type ChannelProvider = Exclude<Provider, "expo" | "print">;
/** Ways on which there are addresses. */
type Told = Exclude<Way, "print">;

export type NudgeSettingTable = {
  company_id: string;
  is_on: Generated<boolean>;
  approval: Generated<unknown>;
  ladder: OptionalJson<unknown>;
  way_order: Generated<string[]>;
  from_minute: Generated<number>;
  to_minute: Generated<number>;
  quiet_weekdays: Generated<number[]>;
  keeps_holidays: Generated<boolean>;
  week_cap: Generated<number>;
  month_cap: Generated<number>;
  accountant_approves: Generated<boolean>;
  brand: string | null;
  reply_to: string | null;
  ground_said_at: OptionalMoment;
  ground_said_by: string | null;
  ground_said_name: string | null;
  said_at: Moment;
  said_by: string;
  said_name: string;
};

export type NudgeQuietDayTable = { company_id: string; day: string; note: string; said_by: string };

export type NudgePartyTable = {
  company_id: string;
  ledger_guid: string;
  way_order: string[] | null;
  hour: number | null;
  quiet_until: string | null;
  language: Language | null;
  made_at: Moment;
};

export type AddressSaltTable = { company_id: string; salt: Uint8Array };

export type PartyAddressTable = {
  company_id: string;
  address_id: Generated<string>;
  ledger_guid: string;
  way: Told;
  address: string | null;
  address_hash: Uint8Array;
  source: "tally" | "correction" | "inbound" | "provider";
  seen_at: Moment;
  dead_at: OptionalMoment;
  dead_why: string | null;
  erased_at: OptionalMoment;
};

export type ConsentEventTable = {
  company_id: string;
  consent_no: DefaultInt8;
  ledger_guid: string | null;
  address_hash: Uint8Array | null;
  kind: "reminder" | "offer";
  way: Told;
  said: "given" | "withdrawn";
  source: ConsentSource;
  proof: string;
  notice_version: number | null;
  at: Moment;
  by_id: string;
  by_name: string;
};

export type ErasedContactTable = {
  company_id: string;
  ledger_guid: string;
  field: "phone" | "email";
  text_hash: Uint8Array;
  erased_at: Moment;
  erased_by: string;
  erased_name: string;
};

export type TestSendTable = {
  company_id: string;
  test_id: Generated<string>;
  kind: Kind;
  stage: string;
  way: Told;
  language: Language;
  subject: string | null;
  body: string;
  registration: Json<object>;
  to_address: string | null;
  address_end: string;
  state: "waiting" | "calling" | "accepted" | "refused" | "unknown";
  refused: string | null;
  in_text: Generated<unknown>;
  failure: OptionalJson<unknown>;
  day: string;
  asked_at: Moment;
  asked_by: string;
  asked_name: string;
  called_at: OptionalMoment;
};

export type NudgeAskTable = {
  company_id: string;
  ask_id: Generated<string>;
  ledger_guid: string;
  kind: "reminder" | "statement";
  state: "waiting" | "planned" | "refused";
  nudge_id: string | null;
  code: string | null;
  is_word: boolean;
  asked_at: Moment;
  asked_by: string;
  asked_name: string;
};

export type NudgeTemplateTable = {
  company_id: string;
  template_id: Generated<string>;
  kind: Kind;
  stage: string;
  way: Way;
  language: Language;
  version: number;
  body: string;
  subject: string | null;
  variables: Json<{ name: string; tag: string }[]>;
  state: TemplateState | "retired";
  state_why: string | null;
  state_at: Moment;
  category: Category | null;
  provider_name: string | null;
  dlt_entity: string | null;
  dlt_header: string | null;
  dlt_template: string | null;
  provider_flow: string | null;
  said_by: string;
  said_at: Moment;
};

export type ChannelAccountTable = {
  company_id: string;
  way: Told;
  provider: ChannelProvider;
  config: Json<object>;
  state: "on" | "paused" | "bad-keys";
  state_why: string | null;
  stopped_at: OptionalMoment;
  quality: string | null;
  quality_at: OptionalMoment;
  hook_token: string;
  next_send_at: Moment;
  pace: number | null;
  tested_at: OptionalMoment;
  made_at: Moment;
  said_by: string;
};

export type NudgeTable = {
  company_id: string;
  nudge_id: Generated<string>;
  ledger_guid: string;
  kind: Kind;
  stage: string;
  day: string;
  offer_id: string | null;
  class: string;
  language: Language;
  way_order: string[];
  send_at: Moment;
  not_after: Moment;
  state: NudgeState;
  reason: Json<unknown>;
  bills: Json<unknown[]>;
  amount: Int8;
  cost: Int8;
  preview: Json<unknown>;
  approval: NudgeApproval;
  approved_at: OptionalMoment;
  approved_by: string | null;
  approved_name: string | null;
  ended_at: OptionalMoment;
  end_code: string | null;
  end_detail: string | null;
  plan_generation: Int8;
  made_at: Moment;
};

export type DunningStepTable = {
  company_id: string;
  ledger_guid: string;
  bill_key: string;
  bill_date: string;
  stage: string;
  due_on: string;
  state: "open" | "taken" | "silent";
  nudge_id: string | null;
  code: string | null;
  looked_at: Moment;
};

export type NudgeAttemptTable = {
  company_id: string;
  attempt_id: Generated<string>;
  nudge_id: string;
  attempt_no: number;
  way: Way;
  provider: ChannelProvider | "print";
  template_id: string | null;
  address_hash: Uint8Array | null;
  address_end: string | null;
  state: AttemptState;
  failure: OptionalJson<unknown>;
  provider_id: string | null;
  message_id: string;
  text: string | null;
  cost: OptionalInt8;
  units: number;
  called_at: Moment;
  answered_at: OptionalMoment;
  told_at: OptionalMoment;
  ask_at: OptionalMoment;
  asks: Generated<number>;
  /** Who said last that a letter is printed, put aside, or neither. */
  marked_by: string | null;
  marked_name: string | null;
  /** When a letter was last put on paper. */
  made_at: OptionalMoment;
};

export type NudgeLinkTable = {
  company_id: string;
  token_hash: Uint8Array;
  nudge_id: string;
  attempt_id: string;
  made_at: Moment;
  revoked_at: OptionalMoment;
};

export type ChannelEventTable = {
  company_id: string;
  event_id: Generated<string>;
  way: Told;
  provider: ChannelProvider;
  body: Uint8Array | null;
  body_hash: Uint8Array;
  received_at: Moment;
  told: OptionalJson<unknown>;
  outcome: "taken" | "unknown" | "nothing" | "unreadable" | null;
};

export type NudgeAnswerTable = {
  company_id: string;
  answer_id: Generated<string>;
  nudge_id: string;
  kind: "promised" | "disputed" | "paid";
  nonce_hash: Uint8Array;
  at: Moment;
  correction_id: string | null;
  inbound_id: string | null;
};

export type InboundTable = {
  company_id: string;
  inbound_id: Generated<string>;
  way: Told | "page";
  provider_id: string;
  address_hash: Uint8Array | null;
  ledger_guid: string | null;
  text: string | null;
  received_at: Moment;
  reading: Json<unknown>;
  state: "waiting" | "taken" | "set-aside";
  correction_id: string | null;
  decided_at: OptionalMoment;
  decided_by: string | null;
  decided_name: string | null;
  erased_at: OptionalMoment;
};

export type PartyResponseTable = {
  company_id: string;
  ledger_guid: string;
  at: Moment;
  what: "read" | "reply" | "page" | "paid-page";
};

export type PushDeviceTable = {
  company_id: string;
  user_id: string;
  device_id: string;
  token: string;
  system: "ios" | "android";
  made_at: Moment;
  dead_at: OptionalMoment;
};

export type MemberPreferenceTable = {
  company_id: string;
  user_id: string;
  digest: Generated<boolean>;
  digest_minute: Generated<number>;
  by_push: Generated<boolean>;
  by_email: Generated<boolean>;
  muted: Generated<string[]>;
  quiet_from: Generated<number | null>;
  quiet_to: Generated<number | null>;
  quiet_until: string | null;
  language: "en" | "hi" | null;
};

export type MemberMessageTable = {
  company_id: string;
  message_id: Generated<string>;
  user_id: string;
  kind: "alert" | "digest";
  key: string;
  day: string;
  way: "push" | "email" | "in-app";
  body: Json<unknown>;
  state: "held" | "waiting" | "calling" | "unknown" | "accepted" | "delivered" | "failed";
  provider_id: string | null;
  receipt_at: OptionalMoment;
  failure: string | null;
  made_at: Moment;
  tickets: Json<Readonly<Record<string, string>>> | null;
};

export type AccessEntryTable = {
  company_id: string;
  access_no: DefaultInt8;
  at: Moment;
  user_id: string;
  user_name: string;
  what: "contacts" | "message-log" | "consent" | "inbound" | "export";
  subject: string;
  hour: Moment;
};
