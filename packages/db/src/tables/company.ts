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

export type AuditEntryTable = {
  company_id: string;
  audit_id: Generated<string>;
  at: Moment;
  user_id: string;
  user_name: string;
  action: string;
  detail: Json<unknown>;
};
