import { sql } from "kysely";

import type { AttemptState, Kind, Language, NudgeApproval, NudgeState, Way } from "@cfa/nudges/kinds";

import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

/** A nudge as people see it. What is in its JSON is as the plan wrote it: sums in paise as text. */
export type NudgeRow = {
  nudgeId: string;
  guid: string;
  ledgerId: string | null;
  name: string | null;
  kind: Kind;
  stage: string;
  day: string;
  state: NudgeState;
  class: string;
  language: Language;
  wayOrder: Way[];
  sendAt: Date;
  notAfter: Date;
  reason: unknown;
  bills: unknown;
  amount: bigint;
  cost: bigint;
  preview: unknown;
  approval: NudgeApproval;
  approvedAt: Date | null;
  approvedName: string | null;
  endedAt: Date | null;
  endCode: string | null;
  endDetail: string | null;
  /** Of what is shown of it and goes out: whatever is planned anew of it changes this. */
  seen: string;
};

export type NudgeList = "waiting" | "queued" | "sent" | "ended";

const STATES: Readonly<Record<NudgeList, readonly NudgeState[]>> = {
  waiting: ["proposed"],
  queued: ["queued"],
  sent: ["sending", "sent", "failed"],
  ended: ["ended"],
};

type Wanted = {
  list: NudgeList;
  guids: readonly string[] | null;
  kind: Kind | null;
  limit: number;
  offset: number;
};

/** Nudges of a list: what is to come in the order it comes, what is over the latest first, and of one moment the largest sum first. */
export async function nudgeList(reader: BooksReader, wanted: Wanted): Promise<NudgeRow[]> {
  const { list, guids, kind, limit, offset } = wanted;
  const isToCome = list === "waiting" || list === "queued";
  const moment = isToCome ? sql`n.send_at` : sql`n.day desc, n.send_at desc`;
  const found = await sql<NudgeRow>`${select(reader)} and n.state = any(${[...STATES[list]]}::text[])
    and (${kind}::text is null or n.kind = ${kind}::text)
    and (${guids === null} or n.ledger_guid = any(${[...(guids ?? [])]}::text[]))
    order by ${moment}, n.amount desc, l.name, n.nudge_id limit ${limit} offset ${offset}`.execute(
    reader.query,
  );
  return found.rows;
}

/** One nudge; undefined: there is none of this id. */
export async function nudgeRow(reader: BooksReader, nudgeId: string): Promise<NudgeRow | undefined> {
  const found = await sql<NudgeRow>`${select(reader)} and n.nudge_id = ${nudgeId}`.execute(reader.query);
  return found.rows[0];
}

function select({ companyId }: BooksReader) {
  return sql`
    select n.nudge_id as "nudgeId", n.ledger_guid as guid, l.ledger_id as "ledgerId", l.name, n.kind, n.stage, n.day, n.state, n.class,
      n.language, n.way_order as "wayOrder", n.send_at as "sendAt", n.not_after as "notAfter", n.reason, n.bills, n.amount, n.cost, n.preview,
      n.approval, n.approved_at as "approvedAt", n.approved_name as "approvedName", n.ended_at as "endedAt", n.end_code as "endCode",
      n.end_detail as "endDetail",
      md5(jsonb_build_array(n.bills, n.amount::text, n.preview, n.way_order, n.send_at, n.language)::text) as seen
    from nudge n
    left join ledger l on l.company_id = n.company_id and l.guid = n.ledger_guid and l.home_side is not null
    where n.company_id = ${companyId}`;
}

export type AttemptRow = {
  nudgeId: string;
  no: number;
  way: Way;
  state: AttemptState;
  toEnd: string | null;
  at: Date;
  toldAt: Date | null;
  cost: bigint | null;
  failure: unknown;
  /** Who said of a letter how it stands. */
  markedName: string | null;
};

/** The attempts of some nudges, each nudge's in their order. */
export async function attemptRows(
  { companyId, query }: BooksReader,
  nudgeIds: readonly string[],
): Promise<AttemptRow[]> {
  if (nudgeIds.length === 0) return [];
  const found = await sql<AttemptRow>`
    select nudge_id as "nudgeId", attempt_no as no, way, state, address_end as "toEnd", called_at as at, told_at as "toldAt", cost, failure,
      marked_name as "markedName"
    from nudge_attempt where company_id = ${companyId} and nudge_id = any(${[...nudgeIds]}::uuid[])
    order by nudge_id, attempt_no`.execute(query);
  return found.rows;
}

/** How many nudges stand in each state, and what they are about. */
export async function nudgeCounts({
  companyId,
  query,
}: BooksReader): Promise<{ list: NudgeList; count: number; amount: bigint }[]> {
  const found = await sql<{ state: NudgeState; count: number; amount: bigint }>`
    select state, count(*)::int as count, coalesce(sum(amount), 0)::bigint as amount
    from nudge where company_id = ${companyId} group by state`.execute(query);
  return (Object.keys(STATES) as NudgeList[]).map((list) => {
    const of = found.rows.filter(({ state }) => STATES[list].includes(state));
    return {
      list,
      count: of.reduce((sum, each) => sum + each.count, 0),
      amount: of.reduce((sum, each) => sum + each.amount, 0n),
    };
  });
}

/** What went out since a day in India, it included, has cost: as the provider told it, else as it was estimated. What surely arrived nowhere costs nothing. */
export async function costSince({ companyId, query }: BooksReader, first: string): Promise<bigint> {
  const found = await sql<{ cost: bigint }>`
    select coalesce(sum(coalesce(a.cost, (n.preview -> a.way ->> 'cost')::bigint, 0)), 0)::bigint as cost
    from nudge_attempt a join nudge n on n.company_id = a.company_id and n.nudge_id = a.nudge_id
    where a.company_id = ${companyId} and a.called_at >= (${first}::date)::timestamp at time zone 'Asia/Kolkata' and a.state not in ('put-off', 'failed')`.execute(
    query,
  );
  return found.rows[0]?.cost ?? 0n;
}

/** One nudge, held until the end of the transaction. */
export async function lockNudgeRow(tx: CompanyTx, nudgeId: string): Promise<NudgeRow | undefined> {
  await tx.run("select from nudge where company_id = $1 and nudge_id = $2 for update", [
    tx.companyId,
    nudgeId,
  ]);
  return nudgeRow(tx, nudgeId);
}

/** Lets a proposed nudge out, by a person's word. */
export async function approveNudge(
  tx: CompanyTx,
  nudgeId: string,
  { at, by }: { at: Date; by: { id: string; name: string } },
): Promise<void> {
  await tx.run(
    `update nudge set state = 'queued', approved_at = $3, approved_by = $4, approved_name = $5
     where company_id = $1 and nudge_id = $2 and state = 'proposed'`,
    [tx.companyId, nudgeId, at, by.id, by.name],
  );
}

/** Ends a nudge that has not gone out, by a person's word: what was due by it stays unsaid, also when it is planned anew. */
export async function takeNudgeBack(
  tx: CompanyTx,
  nudgeId: string,
  { at, by }: { at: Date; by: string },
): Promise<void> {
  await tx.run(
    `update nudge set state = 'ended', ended_at = $3, end_code = 'taken-back', end_detail = $4
     where company_id = $1 and nudge_id = $2 and state in ('proposed', 'queued')`,
    [tx.companyId, nudgeId, at, by],
  );
  await tx.run(
    `update dunning_step d set state = 'silent', code = 'taken-back', looked_at = $3
     from nudge n, jsonb_to_recordset(n.bills) as b (bill jsonb, stage text)
     where n.company_id = $1 and n.nudge_id = $2 and n.end_code = 'taken-back' and b.stage is not null and d.company_id = $1
       and d.ledger_guid = b.bill ->> 'guid' and d.bill_key = b.bill ->> 'billKey' and d.bill_date = (b.bill ->> 'billDate')::date
       and d.stage = b.stage and (d.nudge_id is null or d.nudge_id = $2) and d.code is distinct from 'taken-back'`,
    [tx.companyId, nudgeId, at],
  );
}
