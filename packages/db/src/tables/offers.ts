import type { OfferFigures } from "@cfa/contract/offer-results";
import type { Generated } from "kysely";

import type { Int8, Json, Moment, OptionalInt8, OptionalMoment } from "./columns.ts";

export type OfferState =
  | "proposed"
  | "rejected"
  | "lapsed-unapproved"
  | "approved"
  | "accepted"
  | "honoured"
  | "lapsed"
  | "withdrawn"
  | "ghost"
  | "ghost-ended";

/** So much off for who pays by the end of that day in India: hundredths of a percent of the amount, and paise as text. */
export type OfferStep = { readonly until: string; readonly discount: number; readonly off: string };

export type OfferTable = {
  company_id: string;
  offer_id: Generated<string>;
  ledger_guid: string;
  bill_key: string;
  bill_date: string;
  bill_name: string;
  amount: Int8;
  style: "percent" | "rupees";
  steps: Json<OfferStep[]>;
  state: OfferState;
  is_held_out: boolean;
  cost: Int8;
  profit: Int8;
  profit_low: Int8;
  days_gained: number;
  annual_rate: number | null;
  chance: number;
  reason: Json<unknown>;
  gst_mode: Generated<"financial" | "section34">;
  terms_version: number;
  as_of: string;
  proposed_at: Moment;
  edited_at: OptionalMoment;
  edited_by: string | null;
  edited_name: string | null;
  decided_at: OptionalMoment;
  decided_by: string | null;
  decided_name: string | null;
  decided_why: string | null;
  live_from: OptionalMoment;
  accepted_at: OptionalMoment;
  accepted_step: number | null;
  ended_at: OptionalMoment;
  end_why: string | null;
  settled_voucher_guid: string | null;
  settled_on: string | null;
  settled_amount: OptionalInt8;
  settled_discount: OptionalInt8;
  settled_by: "bill" | "reference" | "amount" | null;
  note_draft_id: string | null;
};

export type OfferLinkTable = {
  company_id: string;
  token_hash: Uint8Array;
  offer_id: string;
  made_at: Moment;
  made_by: string;
  revoked_at: OptionalMoment;
  nudge_id: string | null;
};

export type OfferEventTable = {
  company_id: string;
  event_id: Generated<string>;
  offer_id: string;
  kind: "accepted" | "promised" | "disputed";
  nonce_hash: Uint8Array;
  at: Moment;
  correction_id: string;
};

export type PayDetailTable = {
  company_id: string;
  payee_name: string;
  vpa: string | null;
  account_number: string | null;
  ifsc: string | null;
  bank_name: string | null;
  said_at: Moment;
  said_by: string;
  said_name: string;
};

export type OfferSettingTable = {
  company_id: string;
  is_on: boolean;
  rule: "own-forecast" | "plain";
  style: "percent" | "rupees";
  gst_mode: "financial" | "section34";
  margin: number | null;
  cap: number;
  monthly_budget: Int8;
  party_year_cap: number;
  gap_days: number;
  said_at: Moment;
  said_by: string;
  said_name: string;
};

export type OfferSaltTable = { company_id: string; salt: string };

export type OfferArmTable = {
  company_id: string;
  year: number;
  ledger_guid: string;
  stratum: string;
  place: number;
  is_held_out: boolean;
  drawn_at: Moment;
};

export type OfferPlanTable = {
  company_id: string;
  as_of: string;
  made_at: Moment;
  generation: Int8;
  refused: Json<unknown>;
  alternatives: Json<unknown>;
};

export type OfferResultTable = {
  company_id: string;
  as_of: string;
  measured_at: Moment;
  treated: number;
  held_out: number;
  net: OptionalInt8;
  net_low: OptionalInt8;
  net_high: OptionalInt8;
  verdict: "gain" | "loss" | "cannot-tell";
  figures: Json<OfferFigures>;
  stopped_for: string | null;
};
