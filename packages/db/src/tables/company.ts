import type { Generated } from "kysely";

import type { Json, Moment, OptionalMoment } from "./columns.ts";

export type CompanyTable = {
  company_id: Generated<string>;
  name: string;
  tally_guid: string | null;
  is_demo: Generated<boolean>;
  books_from: string | null;
  created_at: Moment;
  period_from: string | null;
  currency: string | null;
  gstin: string | null;
  financial_year_from: Generated<number>;
  language: Generated<"en" | "hi">;
};

export type MemberTable = {
  company_id: string;
  user_id: string;
  role: "owner" | "accountant" | "viewer";
  joined_at: Moment;
};

export type InvitationTable = {
  company_id: string;
  invitation_id: Generated<string>;
  email: string;
  role: MemberTable["role"];
  token_hash: Uint8Array;
  invited_by: string;
  invited_by_name: string;
  created_at: Moment;
  expires_at: Moment;
  accepted_at: OptionalMoment;
  accepted_by: string | null;
  withdrawn_at: OptionalMoment;
};

/** Only what is looked up before a company is known; the rest is plain SQL. */
export type PairingTable = {
  company_id: string;
  pairing_id: Generated<string>;
  code_hash: Uint8Array | null;
  token_hash: Uint8Array | null;
  claim_hash: Uint8Array | null;
};

export type ApiKeyTable = {
  company_id: string;
  key_id: Generated<string>;
  key_hash: Uint8Array;
  last_four: string;
  created_at: Moment;
  last_used_at: OptionalMoment;
  revoked_at: OptionalMoment;
  name: Generated<string>;
  created_by_name: string | null;
  expires_at: OptionalMoment;
  replaces: string | null;
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
