import { sql } from "kysely";

import type { PaymentClass } from "@cfa/insights/payment-behaviour";
import type { PlannedNudge } from "@cfa/nudges/plan";
import type { AskedKind } from "@cfa/nudges/plan-by-hand";
import { jsonWithPaise } from "@cfa/values/money";

import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

export type AskState = "waiting" | "planned" | "refused";
type Person = { id: string; name: string };

/** What a person has asked to be sent to one party, and what came of it. */
export type AskRow = {
  askId: string;
  kind: AskedKind;
  state: AskState;
  nudgeId: string | null;
  code: string | null;
  at: Date;
  by: string;
};

/** The latest of each kind that was asked for a party. */
export async function latestAsks({ companyId, query }: BooksReader, guid: string): Promise<AskRow[]> {
  const found = await sql<AskRow>`
    select distinct on (kind) ask_id as "askId", kind, state, nudge_id as "nudgeId", code, asked_at as at, asked_name as by
    from nudge_ask where company_id = ${companyId} and ledger_guid = ${guid}
    order by kind, asked_at desc, ask_id`.execute(query);
  return found.rows;
}

/** Keeps that a person asks; while one of the kind waits for this party it is that one. `isWord`: who asks may let it out. */
export async function keepAsk(
  tx: CompanyTx,
  { guid, kind, isWord, at, by }: { guid: string; kind: AskedKind; isWord: boolean; at: Date; by: Person },
): Promise<{ askId: string; isNew: boolean }> {
  const made = await tx.run<{ askId: string }>(
    `insert into nudge_ask (company_id, ledger_guid, kind, state, is_word, asked_at, asked_by, asked_name)
     values ($1, $2, $3, 'waiting', $4, $5, $6, $7)
     on conflict (company_id, ledger_guid, kind) where state = 'waiting' do nothing returning ask_id as "askId"`,
    [tx.companyId, guid, kind, isWord, at, by.id, by.name],
  );
  const [own] = made;
  if (own !== undefined) return { ...own, isNew: true };
  const [waiting] = await tx.run<{ askId: string }>(
    `select ask_id as "askId" from nudge_ask where company_id = $1 and ledger_guid = $2 and kind = $3 and state = 'waiting'`,
    [tx.companyId, guid, kind],
  );
  if (waiting === undefined) throw new Error("what was asked was planned at this moment; ask again");
  return { ...waiting, isNew: false };
}

export type HeldAsk = { askId: string; guid: string; kind: AskedKind; isWord: boolean; by: Person };

/** Holds what waits to be planned; undefined: it was planned already. */
export async function holdAsk(tx: CompanyTx, askId: string): Promise<HeldAsk | undefined> {
  const [row] = await tx.run<Omit<HeldAsk, "by"> & Person>(
    `select ask_id as "askId", ledger_guid as guid, kind, is_word as "isWord", asked_by as id, asked_name as name
     from nudge_ask where company_id = $1 and ask_id = $2 and state = 'waiting' for update`,
    [tx.companyId, askId],
  );
  if (row === undefined) return undefined;
  const { id, name, ...ask } = row;
  return { ...ask, by: { id, name } };
}

/** Writes down what came of it. */
export async function settleAsk(
  tx: CompanyTx,
  askId: string,
  came: { nudgeId: string } | { code: string },
): Promise<void> {
  const nudgeId = "nudgeId" in came ? came.nudgeId : null;
  const code = "code" in came ? came.code : null;
  await tx.run(
    "update nudge_ask set state = $3, nudge_id = $4, code = $5 where company_id = $1 and ask_id = $2",
    [tx.companyId, askId, code === null ? "planned" : "refused", nudgeId, code],
  );
}

/**
 * Keeps a nudge that a person asked for: one that waits for the same place and day becomes it. With `word` it goes out by that; without, it waits for a person, unless one
 * has approved as much. Where such a message has ended on that day, or went out, its code says so.
 */
export async function keepAskedNudge(
  tx: CompanyTx,
  nudge: PlannedNudge,
  on: { class: PaymentClass; now: Date; generation: bigint; word: Person | null },
): Promise<{ nudgeId: string } | { code: string }> {
  const { now, word } = on;
  const row = { ...nudge, class: on.class };
  const [kept] = await tx.run<{ nudgeId: string }>(
    `insert into nudge as n (company_id, ledger_guid, kind, stage, day, class, language, way_order, send_at, not_after, state, reason,
       bills, amount, cost, preview, approval, plan_generation, made_at, approved_at, approved_by, approved_name)
     select $1, guid, kind, stage, day, class, language, array(select jsonb_array_elements_text("wayOrder")), "sendAt", "notAfter",
       case when $5::text is null then 'proposed' else 'queued' end, reason, bills, amount, cost, preview, 'by-hand', $4, $3,
       case when $5::text is null then null else $3::timestamptz end, $5, $6
     from jsonb_to_record($2::jsonb) as p (guid text, kind text, stage text, day date, class text, language text, "wayOrder" jsonb,
       "sendAt" timestamptz, "notAfter" timestamptz, reason jsonb, bills jsonb, amount bigint, cost bigint, preview jsonb)
     on conflict (company_id, ledger_guid, kind, stage, day) do update set
       class = excluded.class, language = excluded.language, way_order = excluded.way_order, not_after = excluded.not_after,
       send_at = case when exists (select from nudge_attempt a where a.company_id = n.company_id and a.nudge_id = n.nudge_id)
         then n.send_at else excluded.send_at end,
       reason = excluded.reason, bills = excluded.bills, amount = excluded.amount, cost = excluded.cost, preview = excluded.preview,
       approval = 'by-hand', plan_generation = excluded.plan_generation,
       state = case when ${HAS_WORD} then 'queued' else excluded.state end,
       approved_at = case when ${HAS_WORD} then n.approved_at else excluded.approved_at end,
       approved_by = case when ${HAS_WORD} then n.approved_by else excluded.approved_by end,
       approved_name = case when ${HAS_WORD} then n.approved_name else excluded.approved_name end
     where n.state in ('proposed', 'queued')
     returning nudge_id as "nudgeId"`,
    [tx.companyId, jsonWithPaise(row), now, on.generation, word?.id ?? null, word?.name ?? null],
  );
  if (kept !== undefined) return kept;
  const [over] = await tx.run<{ code: string | null }>(
    `select end_code as code from nudge where company_id = $1 and ledger_guid = $2 and kind = $3 and stage = $4 and day = $5::date`,
    [tx.companyId, nudge.guid, nudge.kind, nudge.stage, nudge.day],
  );
  return { code: over?.code ?? "step-sent" };
}

/** A person has approved as much or more. */
const HAS_WORD = `(n.approved_at is not null and excluded.amount <= n.amount)`;
