import { sql, type RawBuilder } from "kysely";

import type { PartyInsight } from "@cfa/insights/payment-insight";

import type { Side } from "../../tables/bills.ts";
import type { LearnedToday } from "../insights/learned.ts";
import { ledgersInClass } from "../insights/parties.ts";
import { isNamed } from "../named.ts";
import { openAsOf, tdsAwaitedAsOf } from "../open-as-of.ts";
import type { CompanySnapshot } from "../snapshot.ts";
import { withMoved } from "./moved.ts";

/** A party's place in the list of a side: by what it owes net of unapplied money, then by name. */
export type PartyPlace = { net: bigint; nameKey: string; ledgerId: string };

export type PartyInList = PartyPlace & { name: string };

export type PartyListAsk = {
  side: Side;
  asOf: string;
  limit: number;
  after: PartyPlace | null;
  /** Every one of them must be in the name or an alias (lower case, no pattern characters). */
  words: readonly string[];
  /** Those in this class alone, as learned on a day. */
  inClass?: (LearnedToday & { class: PartyInsight["class"] }) | undefined;
};

/** One side of a party on a day. `oldestDue`: the earliest due date of what is overdue. */
export type PartyTotalsRow = {
  ledgerId: string;
  side: Side;
  due: bigint;
  overdue: bigint;
  tdsAwaited: bigint;
  unapplied: bigint;
  bills: number;
  oldestDue: string | null;
};

/** Who owes, who stands at zero, who has paid in advance: the list is read in this order, and no further than asked. */
const SEGMENTS = ["owing", "even", "in-advance"] as const;
type Segment = (typeof SEGMENTS)[number];

/** The parties of a side, largest net sum first, then by name: those that trade there or have anything there. */
export async function partyList(snapshot: CompanySnapshot, ask: PartyListAsk): Promise<PartyInList[]> {
  const rows: PartyInList[] = [];
  for (const segment of SEGMENTS) {
    if (rows.length >= ask.limit) break;
    if (ask.after !== null && SEGMENTS.indexOf(segment) < SEGMENTS.indexOf(segmentOf(ask.after.net)))
      continue;
    rows.push(...(await segmentRows(snapshot, { ...ask, segment, limit: ask.limit - rows.length })));
  }
  return rows;
}

/** What some parties had due, overdue and unapplied on a day, by side; a side with nothing is left out. */
export async function partyTotals(
  snapshot: CompanySnapshot,
  wanted: { asOf: string; notOverdueFrom: string; ledgerIds: readonly string[] },
): Promise<PartyTotalsRow[]> {
  const { asOf, notOverdueFrom, ledgerIds } = wanted;
  if (ledgerIds.length === 0) return [];
  const ids = sql`${[...ledgerIds]}::uuid[]`;
  const billed = sql`select b.ledger_id, b.side, b.due_date, ${openAsOf(asOf)} as open,
      ${tdsAwaitedAsOf(asOf)} as tds, 0::bigint as unapplied from bill b
    where b.company_id = ${snapshot.companyId} and b.ledger_id = any(${ids}) and b.date <= ${asOf}::date`;
  const found = await sql<PartyTotalsRow>`
    select ledger_id as "ledgerId", side,
           coalesce(sum(open - tds) filter (where due_date >= ${notOverdueFrom}::date), 0)::bigint as due,
           coalesce(sum(open - tds) filter (where due_date < ${notOverdueFrom}::date), 0)::bigint as overdue,
           sum(tds)::bigint as "tdsAwaited", sum(unapplied)::bigint as unapplied, (count(*) filter (where open <> 0))::int as bills,
           min(due_date) filter (where open <> tds and due_date < ${notOverdueFrom}::date) as "oldestDue"
    from (
      ${billed} and b.side in ('receivable', 'payable') and b.open <> 0
      union all
      ${billed} and b.open = 0 and b.last_settled > ${asOf}::date
      union all
      select ledger_id, side, null, 0, 0, amount from unapplied
      where company_id = ${snapshot.companyId} and ledger_id = any(${ids}) and date <= ${asOf}::date
    ) each
    group by ledger_id, side
    having count(*) filter (where open <> 0) > 0 or sum(unapplied) <> 0`.execute(snapshot.query);
  return found.rows;
}

function segmentOf(net: bigint): Segment {
  return net > 0n ? "owing" : net === 0n ? "even" : "in-advance";
}

async function segmentRows(
  snapshot: CompanySnapshot,
  ask: PartyListAsk & { segment: Segment },
): Promise<PartyInList[]> {
  const { side, asOf, limit, segment } = ask;
  const { companyId } = snapshot;
  const net = segment === "even" ? sql`0::bigint` : sql`p.net`;
  const inClass =
    ask.inClass === undefined ? sql`` : sql`and l.ledger_id in (${ledgersInClass(snapshot, ask.inClass)})`;
  const found = await sql<PartyInList>`
    ${withMoved(companyId, asOf)}
    select * from (
      (select l.ledger_id as "ledgerId", l.name, l.name_key as "nameKey", ${net} as net
       from ${ledgersWith(companyId, { segment, side })}
       where l.company_id = ${companyId} and ${fits(ask, sql`p.net`, sql`p.open <> 0 or p.unapplied <> 0`)} ${inClass}
         and not exists (select from moved m where m.ledger_id = l.ledger_id and m.side = ${side})
       order by ${segment === "even" ? sql`` : sql`p.net desc, `} l.name_key, l.ledger_id limit ${limit})
      union all
      (select l.ledger_id, l.name, l.name_key, e.net
       from exact e join ledger l on l.company_id = ${companyId} and l.ledger_id = e.ledger_id
       where e.side = ${side} and ${fits(ask, sql`e.net`, sql`e.open <> 0 or e.unapplied <> 0`)} ${inClass})
    ) each order by net desc, "nameKey", "ledgerId" limit ${limit}`.execute(snapshot.query);
  return found.rows;
}

/** From the rollup where it orders the rows; by name where all stand at zero, also those the rollup does not know. */
function ledgersWith(
  companyId: string,
  { segment, side }: { segment: Segment; side: Side },
): RawBuilder<unknown> {
  const same = sql`p.company_id = ${companyId} and p.side = ${side}`;
  return segment === "even"
    ? sql`ledger l left join party_side p on ${same} and p.ledger_id = l.ledger_id`
    : sql`party_side p join ledger l on ${same} and l.ledger_id = p.ledger_id`;
}

/** Whether a party `l` with such a net sum belongs here: segment, side, words, and after the place where the page begins. */
function fits(
  ask: PartyListAsk & { segment: Segment },
  net: RawBuilder<unknown>,
  hasAnything: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const { after, segment, side, words } = ask;
  const kind = side === "receivable" ? "customer" : "supplier";
  const inSegment = {
    owing: sql`${net} > 0`,
    even: sql`coalesce(${net}, 0) = 0 and (l.party_kind in (${kind}, 'both') or ${hasAnything})`,
    "in-advance": sql`${net} < 0`,
  }[segment];
  const isNext = sql`(l.name_key, l.ledger_id) > (${after?.nameKey ?? ""}, ${after?.ledgerId ?? null}::uuid)`;
  const next =
    after === null || segmentOf(after.net) !== segment
      ? sql`true`
      : segment === "even"
        ? isNext
        : sql`${net} <= ${after.net} and (${net} < ${after.net} or ${isNext})`;
  return sql`l.party_kind is not null and ${inSegment} and ${next} and ${isNamed(words)}`;
}
