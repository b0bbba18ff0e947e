import { randomUUID } from "node:crypto";

import { inCompany } from "@cfa/db/company-scope";
import type { Database } from "@cfa/db/client";
import { setSecret } from "@cfa/db/queries/secrets";
import type { MasterKeys } from "@cfa/db/sealing";
import { planNudges } from "@cfa/nudges/plan-nudges";
import { categoryOf } from "@cfa/nudges/templates/preflight";
import { shippedTemplate } from "@cfa/nudges/templates/shipped";
import { planCompany } from "@cfa/worker/nudges/plan-company";
import { pino } from "pino";

import { FAKE_MSG91 } from "./fake-msg91.ts";
import { FAKE_TWILIO } from "./fake-twilio.ts";
import { FAKE_WHATSAPP } from "./fake-whatsapp.ts";

/* A company with so many customers who are each seven days late with one bill, and their reminders, due at ten. */

export type Way = "whatsapp" | "sms" | "email";
export const WAYS: readonly Way[] = ["whatsapp", "sms", "email"];
/** How many customers are written to by each way. */
export type Mixture = Readonly<Record<Way, number>>;

export const TEN = new Date("2026-04-15T10:00:00+05:30");
const EIGHT = new Date("2026-04-15T08:00:00+05:30");
const LONG_AGO = "2026-03-01T00:00:00Z";
export const TEMPLATE = "reminder_7";

type Making = {
  readonly db: Database;
  readonly masterKeys: MasterKeys;
  readonly mailPort: number;
  /** Who carries its SMS; MSG91 when left out. */
  readonly sms?: "msg91" | "twilio";
};

/** Makes it and plans its reminders. `no`: by which its customers' addresses are known for its own. */
export async function makeDueNudges(making: Making, no: number, mixture: Mixture): Promise<string> {
  const { db, masterKeys } = making;
  const companyId = randomUUID();
  await inCompany(db, companyId, async (tx) => {
    const put = (text: string, values: unknown[] = []) => tx.run(text, [companyId, ...values]);
    await put("insert into company (company_id, name) values ($1, 'Asha')");
    await put("insert into sync_state (company_id, read_at, tie_out) values ($1, $2, 'equal')", [EIGHT]);
    await put(
      `insert into nudge_setting (company_id, is_on, approval, brand, ground_said_at, ground_said_by, ground_said_name, said_at, said_by, said_name)
       values ($1, true, '{"new": "automatic"}', 'Asha', $2, 'u', 'A', $2, 'u', 'A')`,
      [LONG_AGO],
    );
    for (const { way, provider, secrets, config } of accountsOf(making)) {
      await put(
        `insert into channel_account (company_id, way, provider, config, state, hook_token, next_send_at, made_at, said_by)
         values ($1, $2, $3, $4, 'on', $5, $6, $6, 'u')`,
        [way, provider, JSON.stringify(config), hookTokenOf(no, way), LONG_AGO],
      );
      for (const [field, text] of secrets)
        await setSecret(tx, masterKeys, { provider, field, text, by: "u" });
    }
    for (const way of ["whatsapp", "sms"] as const) {
      const { body, variables } = shippedTemplate("reminder", "after-7", { way, language: "en" });
      await put(
        `insert into nudge_template (company_id, kind, stage, way, language, version, body, variables, state, state_at, category, provider_name, dlt_entity,
           dlt_header, dlt_template, provider_flow, said_by, said_at)
         values ($1, 'reminder', 'after-7', $2, 'en', 1, $3, $4, 'approved', $5, $6, $7, '1101', 'ASHATR', '1107', $8, 'u', $5)`,
        [
          way,
          body,
          JSON.stringify(variables),
          LONG_AGO,
          categoryOf("reminder", way),
          TEMPLATE,
          FAKE_MSG91.flow,
        ],
      );
    }
    await put(
      `insert into ledger (company_id, ledger_id, guid, name, name_key, group_name, group_path, root, party_kind, home_side, is_bill_wise, opening, phone, email)
       select $1, "ledgerId", guid, guid, guid, 'Sundry Debtors', '{Current Assets,Sundry Debtors}', 'Current Assets', 'customer', 'receivable', true, 0, phone, email
       from jsonb_to_recordset($2::jsonb) as l ("ledgerId" uuid, guid text, phone text, email text)`,
      [JSON.stringify(customersOf(no, mixture))],
    );
  });
  await writeOthers(making, companyId);
  return companyId;
}

/** The last part of the address that webhooks of such a company's account go to. */
export function hookTokenOf(no: number, way: Way): string {
  return `hook-${no}-${way}-`.padEnd(22, "0");
}

type Account = {
  readonly way: Way;
  readonly provider: "whatsapp" | "msg91" | "twilio" | "smtp";
  readonly secrets: readonly (readonly [field: string, text: string])[];
  readonly config: object;
};

/** The accounts that it has with the stubs. */
function accountsOf({ mailPort, sms = "msg91" }: Making): Account[] {
  const { token, appSecret, phoneNumberId } = FAKE_WHATSAPP;
  const { accountSid, authToken, from } = FAKE_TWILIO;
  const bySms = {
    msg91: { secrets: [["auth-key", FAKE_MSG91.authKey]], config: {} },
    twilio: { secrets: [["auth-token", authToken]], config: { accountSid, from } },
  } as const;
  return [
    {
      way: "whatsapp",
      provider: "whatsapp",
      secrets: [
        ["token", token],
        ["app-secret-1", appSecret],
      ],
      config: { phoneNumberId },
    },
    { way: "sms", provider: sms, ...bySms[sms] },
    {
      way: "email",
      provider: "smtp",
      secrets: [],
      config: { host: "127.0.0.1", port: mailPort, from: "accounts@asha.in" },
    },
  ];
}

/** Their addresses name their company and their way. */
function customersOf(no: number, mixture: Mixture): object[] {
  return WAYS.flatMap((way) =>
    Array.from({ length: mixture[way] }, (_, at) => {
      const place = String(at).padStart(5, "0");
      return {
        ledgerId: randomUUID(),
        guid: `${way}-${at}`,
        phone: `+9198${String(no).padStart(2, "0")}${WAYS.indexOf(way)}${place}`,
        email: `c${place}@c${no}.in`,
      };
    }),
  );
}

/** Bills and plans, which are a job's to write. */
async function writeOthers({ db }: Making, companyId: string): Promise<void> {
  await inCompany(
    db,
    companyId,
    async (tx) => {
      const put = (text: string, values: unknown[] = []) => tx.run(text, [companyId, ...values]);
      await put(
        `insert into bill (company_id, ledger_id, side, name, name_key, occurrence, basis, is_opening, date, due_date, due_source, amount, open)
         select $1, ledger_id, 'receivable', 'INV-1', 'inv-1', 1, 'stated', false, '2026-03-09', '2026-04-08', 'ledger', 1000000, 1000000
         from ledger where company_id = $1`,
      );
      await put(
        `insert into nudge_party (company_id, ledger_guid, way_order, made_at)
         select $1, guid, array[split_part(guid, '-', 1)], $2 from ledger where company_id = $1`,
        [LONG_AGO],
      );
      await put(
        `insert into consent_event (company_id, ledger_guid, kind, way, said, source, proof, at, by_id, by_name)
         select $1, guid, 'reminder', 'whatsapp', 'given', 'signed-form', 'form', $2, 'u', 'A' from ledger where company_id = $1 and guid like 'whatsapp%'`,
        [LONG_AGO],
      );
    },
    { role: "job" },
  );
  await planCompany(
    {
      db,
      log: pino({ level: "silent" }),
      enqueue: () => Promise.resolve(),
      now: EIGHT,
      planner: planNudges,
      publicUrl: "https://app.asha.in",
    },
    companyId,
  );
  await inCompany(
    db,
    companyId,
    (tx) => tx.run("update nudge set send_at = $2 where company_id = $1", [companyId, TEN]),
    { role: "job" },
  );
}
