import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { lockCompany, type CompanyLock } from "@cfa/db/queries/locks";
import { endPaidNudges } from "@cfa/db/queries/nudges/end-paid";
import { shippedTemplate } from "@cfa/nudges/templates/shipped";
import { categoryOf } from "@cfa/nudges/templates/preflight";
import { STAGES_OF } from "@cfa/nudges/kinds";
import type { TestDatabase } from "@cfa/testkit/clone-template";
import { jsonWithPaise } from "@cfa/values/money";
import { pino } from "pino";

import { headOf, type World, type WorldBill, type WorldParty } from "./test-world.ts";

/* The world as the database is told it: by whoever changes it, alone, as the product's own writers do. */

export type Books = {
  readonly database: TestDatabase;
  readonly companyId: string;
  readonly world: World;
};

export const log = pino({ level: "silent" });
const CLOCK = "2025-12-01T00:00:00Z";

/**
 * Changes the world and the database at once: whoever judges a message sees both as before or both as after. `change` is done when nobody judges
 * any more.
 */
export async function tell(
  { database, companyId }: Books,
  locks: readonly CompanyLock[],
  { change, write, as }: { change: () => void; write: (tx: CompanyTx) => Promise<unknown>; as?: "job" },
): Promise<void> {
  await inCompany(
    database.db,
    companyId,
    async (tx) => {
      for (const lock of locks) await lockCompany(tx, lock);
      change();
      await write(tx);
    },
    { role: as ?? (locks.includes("books") ? "job" : "app") },
  );
}

/** Writes a company that reminds by itself, with its customers, its accounts on all ways and every text approved. */
export async function writeCompany({ database, companyId, world }: Books): Promise<void> {
  const put = (text: string, values: unknown[] = []) => database.asOwner(text, [companyId, ...values]);
  await put("insert into company (company_id, name) values ($1, 'Asha')");
  await put("insert into sync_state (company_id, read_at, tie_out) values ($1, $2, 'equal')", [world.readAt]);
  await put(
    `insert into nudge_setting (company_id, is_on, approval, way_order, brand, ground_said_at, ground_said_by, ground_said_name, said_at, said_by, said_name)
     values ($1, true, '{"late": "automatic", "risky": "automatic", "new": "automatic"}', '{whatsapp,sms,email}', 'Asha', $2, 'u', 'A', $2, 'u', 'A')`,
    [CLOCK],
  );
  for (const [way, provider] of [
    ["whatsapp", "whatsapp"],
    ["sms", "msg91"],
    ["email", "smtp"],
  ]) {
    await put(
      `insert into channel_account (company_id, way, provider, config, state, hook_token, next_send_at, pace, made_at, said_by)
       values ($1, $2, $3, '{}', 'on', $2, $4, 1000, $4, 'u')`,
      [way, provider, CLOCK],
    );
  }
  await put(
    `insert into nudge_template (company_id, kind, stage, way, language, version, body, subject, variables, state, state_at, category, provider_name,
       dlt_entity, dlt_header, dlt_template, provider_flow, said_by, said_at)
     select $1, kind, stage, way, 'en', 1, body, subject, variables, 'approved', $3, category, 'name', '1101', 'ASHATR', '1107', 'flow', 'u', $3
     from jsonb_to_recordset($2::jsonb) as t (kind text, stage text, way text, body text, subject text, variables jsonb, category text)`,
    [JSON.stringify(registeredTexts()), CLOCK],
  );
  await put(
    `insert into ledger (company_id, ledger_id, guid, name, name_key, group_name, group_path, root, party_kind, home_side, is_bill_wise, opening, phone, email)
     select $1, "ledgerId", guid, name, lower(name), 'Sundry Debtors', '{Current Assets,Sundry Debtors}', 'Current Assets', 'customer', 'receivable', true, 0,
       phone, email
     from jsonb_to_recordset($2::jsonb) as l ("ledgerId" uuid, guid text, name text, phone text, email text)`,
    [
      JSON.stringify(
        [...world.parties.values()].map(({ ledgerId, guid, name, phone, email }) => {
          return { ledgerId, guid, name, phone, email };
        }),
      ),
    ],
  );
  for (const party of world.parties.values()) await writeParty(put, party);
}

function registeredTexts(): object[] {
  return (["reminder", "offer", "thanks"] as const).flatMap((kind) =>
    STAGES_OF[kind].flatMap((stage) =>
      (["whatsapp", "sms"] as const).map((way) => {
        const { body, subject, variables } = shippedTemplate(kind, stage, { way, language: "en" });
        return { kind, stage, way, body, subject, variables, category: categoryOf(kind, way) };
      }),
    ),
  );
}

type Put = (text: string, values?: unknown[]) => Promise<unknown>;

async function writeParty(put: Put, { guid, class: payClass, isHeldOut, words }: WorldParty): Promise<void> {
  await put(
    `insert into correction (company_id, kind, state, ledger_guid, value, base, reason, created_at, created_by, created_name)
     values ($1, 'class-pin', 'active', $2, $3, '{}', 'known', $4, 'u', 'A')`,
    [guid, JSON.stringify({ class: payClass }), CLOCK],
  );
  if (isHeldOut) {
    await put(
      `insert into offer_arm (company_id, year, ledger_guid, stratum, place, is_held_out, drawn_at)
       select $1, year, $2, 's', 0, true, $3 from unnest('{2025,2026}'::int[]) as y (year)`,
      [guid, CLOCK],
    );
  }
  for (const { kind, way, at } of words) {
    await put(
      `insert into consent_event (company_id, ledger_guid, kind, way, said, source, proof, at, by_id, by_name)
       values ($1, $2, $3, $4, 'given', 'signed-form', 'form', $5, 'u', 'A')`,
      [guid, kind, way, new Date(at)],
    );
  }
}

/** What one sync brings: new bills, money against bills or on account, money on account that a bill takes. */
export type Brought = {
  readonly bills: readonly WorldBill[];
  readonly money: readonly {
    voucherId: string;
    guid: string;
    date: string;
    /** What came; 0: what was on account is put to a bill. */
    amount: bigint;
    billId: string | null;
    /** Of the bill's. */
    settles: bigint;
    onAccount: bigint;
  }[];
};

/** Takes in what a sync brings, in one transaction, with the books' standing beside Tally after it. */
export async function writeSync(books: Books, brought: Brought, change: () => void): Promise<void> {
  const { world } = books;
  await tell(books, ["books"], {
    change,
    write: async (tx) => {
      await writeBills(tx, world, brought.bills);
      await writeMoney(tx, world, brought.money);
      await writeTieOut(tx, world);
      await endPaidNudges(tx);
    },
  });
}

async function writeBills(tx: CompanyTx, world: World, bills: readonly WorldBill[]): Promise<void> {
  const rows = bills.map((bill) => ({ ...bill, ...placeOf(world, bill.guid) }));
  await tx.run(
    `insert into bill (company_id, bill_id, ledger_id, side, name, name_key, occurrence, basis, is_opening, date, due_date, due_source, amount, open,
       origin_ledger_id, tds_awaited, tds_from)
     select $1, id, "ledgerId", 'receivable', upper(key), key, 1, 'stated', false, date, due, 'ledger', amount, amount, origin,
       nullif(tds, 0), case when tds > 0 then date end
     from jsonb_to_recordset($2::jsonb) as b (id uuid, "ledgerId" uuid, key text, date date, due date, amount bigint, origin uuid, tds bigint)`,
    [tx.companyId, jsonWithPaise(rows)],
  );
}

/** On which ledger a bill stands, and from which it came. */
function placeOf(world: World, guid: string): { ledgerId: string; origin: string | null } {
  const own = world.parties.get(guid)?.ledgerId ?? "";
  const { ledgerId } = headOf(world, guid);
  return { ledgerId, origin: ledgerId === own ? null : own };
}

async function writeMoney(tx: CompanyTx, world: World, money: Brought["money"]): Promise<void> {
  if (money.length === 0) return;
  const rows = money.map((one) => ({
    ...one,
    own: world.parties.get(one.guid)?.ledgerId,
    ...placeOf(world, one.guid),
  }));
  const given = [tx.companyId, jsonWithPaise(rows)];
  const from = `jsonb_to_recordset($2::jsonb) as m ("voucherId" uuid, "ledgerId" uuid, origin uuid, own uuid, date date, amount bigint, "billId" uuid, settles bigint,
    "onAccount" bigint)`;
  await tx.run(
    `insert into voucher (company_id, voucher_id, guid, alter_id, date, kind, type_name, state)
     select $1, "voucherId", "voucherId"::text, 1, date, case when amount > 0 then 'receipt' else 'journal' end, 'Receipt', 'posted' from ${from}`,
    given,
  );
  await tx.run(
    `insert into posting (company_id, voucher_id, line_no, ledger_id, date, amount)
     select $1, "voucherId", 1, own, date, -amount from ${from} where amount > 0`,
    given,
  );
  await tx.run(
    `insert into settlement (company_id, bill_id, settlement_no, date, amount, basis, voucher_id, line_no)
     select $1, "billId", coalesce((select max(s.settlement_no) from settlement s where s.company_id = $1 and s.bill_id = m."billId"), 0)
       + row_number() over (partition by "billId"), date, settles, 'stated', "voucherId", 1
     from ${from} where settles > 0`,
    given,
  );
  await tx.run(
    `update bill b set open = b.open - m.sum, last_settled = greatest(b.last_settled, m.day)
     from (select "billId", sum(settles) as sum, max(date) as day from ${from} where settles > 0 group by 1) m
     where b.company_id = $1 and b.bill_id = m."billId"`,
    given,
  );
  await tx.run(
    `insert into unapplied (company_id, ledger_id, unapplied_no, side, kind, name, date, amount, voucher_id, origin_ledger_id)
     select $1, "ledgerId", coalesce((select max(u.unapplied_no) from unapplied u where u.company_id = $1 and u.ledger_id = m."ledgerId"), 0)
       + row_number() over (partition by "ledgerId"), 'receivable', 'on-account', '', date, "onAccount", "voucherId", origin
     from ${from} where "onAccount" <> 0`,
    given,
  );
}

async function writeTieOut(tx: CompanyTx, world: World): Promise<void> {
  const off = [...world.parties.values()].filter(({ isTied }) => !isTied);
  await tx.run("delete from tie_out_party where company_id = $1", [tx.companyId]);
  await tx.run("delete from tie_out_side where company_id = $1", [tx.companyId]);
  await tx.run(
    `insert into tie_out_party (company_id, place, ledger_id, party_name, side, ours, tally)
     select $1, ordinality, id::uuid, 'x', 'receivable', 2, 1 from unnest($2::text[]) with ordinality as t (id, ordinality)`,
    [tx.companyId, off.map(({ ledgerId }) => ledgerId)],
  );
  await tx.run(
    "insert into tie_out_side (company_id, side, ours, tally, is_by_party) values ($1, 'receivable', $2, 0, true)",
    [tx.companyId, world.debtorsOff],
  );
  await tx.run(
    "update sync_state set read_at = $2, generation = generation + 1, tie_out = $3 where company_id = $1",
    [tx.companyId, world.readAt, world.debtorsOff === 0n && off.length === 0 ? "equal" : "different"],
  );
}
