import { randomUUID } from "node:crypto";

import { uuidOf } from "@cfa/api/uuid-of";
import { idOut } from "@cfa/values/ids";

import type { SyncedApp } from "./app.ts";

/* What no test of messages can wait for: carriers that answer, and customers. */

/** An answer by SMS, of a customer or of nobody known. */
export async function answerIn(
  { stack, company }: SyncedApp,
  said: string,
  about: { intent: string; party: string | null; at: Date },
): Promise<void> {
  await stack.database.asOwner(
    `insert into inbound (company_id, way, provider_id, address_hash, ledger_guid, text, received_at, reading, state)
     values ($1, 'sms', $2, $3, (select guid from ledger where company_id = $1 and name = $4), $2, $5, $6, 'waiting')`,
    [
      company.uuid,
      said,
      Buffer.from(said),
      about.party,
      about.at,
      JSON.stringify({
        intent: about.intent,
        day: "2026-11-27",
        amount: "1000000",
        utr: null,
        isCertain: false,
      }),
    ],
  );
}

/** A message like another, that found nobody on WhatsApp and arrived as an SMS: carriers that no test of this kind has. */
export async function triedIn({ stack, company: { uuid: company } }: SyncedApp, now: Date): Promise<string> {
  const { database } = stack;
  const made = randomUUID();
  const [row] = await database.asOwner<{ guid: string }>(
    `select ledger_guid as guid from nudge where company_id = $1 and state = 'proposed' order by send_at desc, nudge_id desc limit 1`,
    [company],
  );
  if (row === undefined) throw new Error("nothing waits");
  await database.asOwner(
    `insert into nudge (company_id, nudge_id, ledger_guid, kind, stage, day, class, language, way_order, send_at, not_after, state, reason, bills, amount, cost,
       preview, approval, approved_at, approved_by, approved_name, plan_generation, made_at)
     select company_id, $2, ledger_guid, kind, stage, day - 20, class, language, '{whatsapp,sms,print}', send_at - interval '20 days', not_after - interval '20 days', 'sending',
       reason, bills, amount, 12, jsonb_build_object('whatsapp', preview -> 'print', 'sms', preview -> 'print'), 'each', send_at - interval '20 days', 'u', 'Asha',
       plan_generation, made_at
     from nudge where company_id = $1 and ledger_guid = $3 and state = 'proposed' limit 1`,
    [company, made, row.guid],
  );
  const attempt = async (no: number, way: string, end: string, cost: number): Promise<void> => {
    await database.asOwner(
      `insert into nudge_attempt (company_id, nudge_id, attempt_no, way, provider, address_hash, address_end, state, message_id, units, called_at, cost)
       values ($1, $2, $3, $4, $5, $6, $7, 'calling', $8, 1, $9, $10)`,
      [
        company,
        made,
        no,
        way,
        way === "sms" ? "msg91" : "whatsapp",
        Buffer.from([no]),
        end,
        `m-${no}`,
        new Date(now.getTime() - 20 * 86_400_000 + no * 60_000),
        cost,
      ],
    );
  };
  await attempt(1, "whatsapp", "4321", 0);
  await database.asOwner(
    `update nudge_attempt set state = 'failed', failure = '{"scope": "address", "code": "dead", "detail": "131026"}', told_at = called_at + interval '5 seconds'
     where nudge_id = $1`,
    [made],
  );
  await attempt(2, "sms", "4321", 25);
  await database.asOwner(
    `update nudge_attempt set state = 'delivered', told_at = called_at + interval '1 minute' where nudge_id = $1 and attempt_no = 2`,
    [made],
  );
  await database.asOwner("update nudge set state = 'sent' where nudge_id = $1", [made]);
  return idOut("nudge", made);
}

const WITHOUT_BLANK = [
  "Shreelakshminarayanaventurespharmaceuticalsandsurgicaldistributorsprivatelimited",
  "श्रीलक्ष्मीनारायणवस्त्रभंडारएवंसर्वसामग्रीविक्रयकेंद्रप्राइवेटलिमिटेडकंपनीमुंबई",
];

/** Gives every customer, and every bill that a message names, a long name without a blank. */
export async function namesWithoutBlank({ stack: { database }, company }: SyncedApp): Promise<void> {
  await database.asOwner(
    `update ledger set name = ($2::text[])[1 + row.no % 2] || row.no
     from (select ledger_id, row_number() over (order by name) as no from ledger where company_id = $1 and party_kind = 'customer') row
     where ledger.company_id = $1 and ledger.ledger_id = row.ledger_id`,
    [company.uuid, WITHOUT_BLANK],
  );
  await database.asOwner(
    `update nudge set bills = (select jsonb_agg(jsonb_set(b, '{name}', to_jsonb($2::text))) from jsonb_array_elements(bills) b) where company_id = $1`,
    [company.uuid, WITHOUT_BLANK[0]],
  );
}

/** As a sync brings a customer's phone number. */
export async function reachedBy(
  { stack: { database }, company }: SyncedApp,
  phone: string,
  partyId: string,
): Promise<void> {
  await database.asOwner("update ledger set phone = $2 where company_id = $1 and ledger_id = $3", [
    company.uuid,
    phone,
    uuidOf("party", partyId),
  ]);
}
