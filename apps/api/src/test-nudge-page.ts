import { randomUUID } from "node:crypto";

import { inCompany } from "@cfa/db/company-scope";
import { makePayToken } from "@cfa/db/pay-token";
import { keepPayDetail } from "@cfa/db/queries/settings/pay-detail";
import type { TestDatabase } from "@cfa/testkit/test-database";

import { NOON, PAY_TO } from "./test-offer.ts";

/* A message that has gone out to Meena Stores about INV-1 and INV-2 of test-correction-books.ts, as her phone has the link of it. */

export type SentNudge = {
  readonly companyId: string;
  readonly nudgeId: string;
  readonly attemptId: string;
  readonly token: string;
  readonly path: string;
};

export type NudgeChanges = {
  readonly bills?: readonly string[];
  readonly language?: "en" | "hi";
  readonly way?: "whatsapp" | "sms" | "email";
  readonly at?: Date;
  /** By which hash the address is known. */
  readonly addressHash?: string;
  readonly stage?: string;
};

const DATES: Readonly<Record<string, string>> = { "INV-1": "2026-01-05", "INV-2": "2026-03-01" };
const PROVIDERS = { whatsapp: "whatsapp", sms: "msg91", email: "smtp" } as const;

/** Writes down that it went out. */
export async function sentNudge(
  { db, asOwner }: Pick<TestDatabase, "db" | "asOwner">,
  companyId: string,
  changes: NudgeChanges = {},
): Promise<SentNudge> {
  const { bills = ["INV-1", "INV-2"], language = "en", way = "sms", at = NOON, stage = "after-15" } = changes;
  const [nudgeId, attemptId] = [randomUUID(), randomUUID()];
  const { token, tokenHash } = makePayToken();
  const named = bills.map((name) => ({
    bill: { guid: "g-Meena Stores", billKey: name.toLowerCase(), billDate: DATES[name] ?? "2026-01-01" },
    name,
    dueDate: "2026-02-04",
    amount: "100000",
    stage,
  }));
  await asOwner(
    `insert into nudge (company_id, nudge_id, ledger_guid, kind, stage, day, class, language, way_order, send_at, not_after, state, reason, bills, amount,
       cost, preview, approval, plan_generation, made_at)
     values ($1, $2, 'g-Meena Stores', 'reminder', $6, '2026-04-15', 'late', $3, '{sms}', $4, $4::timestamptz + interval '6 hours', 'sent',
       '{"why": [], "now": []}', $5, 150000, 0, '{}', 'automatic', 1, $4)`,
    [companyId, nudgeId, language, at, JSON.stringify(named), stage],
  );
  await asOwner(
    `insert into nudge_attempt (company_id, attempt_id, nudge_id, attempt_no, way, provider, address_hash, address_end, state, message_id, units, called_at)
     values ($1, $2, $3, 1, $4, $5, decode($6, 'hex'), '2345', 'calling', $7, 1, $8)`,
    [
      companyId,
      attemptId,
      nudgeId,
      way,
      PROVIDERS[way],
      changes.addressHash ?? "aa".repeat(32),
      `<${attemptId}@app.asha.in>`,
      at,
    ],
  );
  await asOwner(
    "insert into nudge_link (company_id, token_hash, nudge_id, attempt_id, made_at) values ($1, $2, $3, $4, $5)",
    [companyId, Buffer.from(tokenHash), nudgeId, attemptId, at],
  );
  await inCompany(db, companyId, (tx) => keepPayDetail(tx, PAY_TO, { at, by: { id: "u", name: "Asha" } }));
  return { companyId, nudgeId, attemptId, token, path: `/n/${token}` };
}
