import { sql, type RawBuilder } from "kysely";

import type { ClassReason, PartyInsight, RiskDriver } from "@cfa/insights/payment-insight";

import { holdsOn } from "../said-as-of.ts";
import type { BooksReader } from "../snapshot.ts";
import type { LearnedToday } from "./learned.ts";

/** What is learned of a party, with what is said of its class now, and its open bills' forecast sum. */
export type PartyInsightRow = {
  ledgerId: string;
  name: string;
  class: PartyInsight["class"]; // the pin, where one holds now
  learnedClass: PartyInsight["class"];
  confidence: number;
  expectedDelay: number | null;
  uncertainty: number | null;
  reason: ClassReason;
  drift: PartyInsight["drift"];
  risk: number;
  drivers: RiskDriver[];
  expectedLoss: bigint;
  suggestedLimit: bigint | null;
  pinId: string | null;
  pinnedBy: string | null;
  pinnedAt: Date | null;
  pinnedWhy: string | null;
};

export type ClassCountRow = { class: PartyInsight["class"]; parties: number; amount: bigint };

const CLASSES: readonly PartyInsight["class"][] = ["prompt", "on-time", "late", "risky", "new"];

const ORDERS = {
  risk: sql`i.risk desc`,
  loss: sql`i."expectedLoss" desc`,
  delay: sql`i."expectedDelay" desc nulls last`,
  name: sql`i."nameKey"`,
} as const;

export type PartyOrder = keyof typeof ORDERS;

/** Parties of a learning that are in the books still. */
export async function partyInsights(
  reader: BooksReader,
  on: LearnedToday,
  page: { class: PartyInsight["class"] | null; order: PartyOrder; limit: number; offset: number },
): Promise<PartyInsightRow[]> {
  const found = await sql<PartyInsightRow>`
    select * from (${insights(reader, on)}) i ${page.class === null ? sql`` : sql`where i.class = ${page.class}`}
    order by ${ORDERS[page.order]}, i."nameKey", i."ledgerId" limit ${page.limit} offset ${page.offset}`.execute(
    reader.query,
  );
  return found.rows;
}

/** What is learned of one party; undefined: nothing. */
export async function partyInsight(
  reader: BooksReader,
  on: LearnedToday,
  ledgerId: string,
): Promise<PartyInsightRow | undefined> {
  const found = await sql<PartyInsightRow>`
    select * from (${insights(reader, on)}) i where i."ledgerId" = ${ledgerId}`.execute(reader.query);
  return found.rows[0];
}

/** How many parties are in each class, and what is forecast of them; the best class first. */
export async function classCounts(reader: BooksReader, on: LearnedToday): Promise<ClassCountRow[]> {
  const found = await sql<ClassCountRow>`
    select i.class, count(*)::int as parties, coalesce(sum(f.amount), 0)::bigint as amount
    from (${insights(reader, on)}) i
    left join (
      select ledger_id, sum(amount) as amount from bill_forecast
      where company_id = ${reader.companyId} and side = ${on.side} and as_of = ${on.asOf}::date group by ledger_id
    ) f on f.ledger_id = i."ledgerId"
    group by i.class order by array_position(${[...CLASSES]}::text[], i.class)`.execute(reader.query);
  return found.rows;
}

/** The class of each of some parties; one of which nothing is learned is left out. */
export async function classesOf(
  reader: BooksReader,
  on: LearnedToday,
  ledgerIds: readonly string[],
): Promise<Map<string, PartyInsight["class"]>> {
  const found = await sql<Pick<PartyInsightRow, "ledgerId" | "class">>`
    select i."ledgerId", i.class from (${insights(reader, on)}) i
    where i."ledgerId" = any(${[...ledgerIds]}::uuid[])`.execute(reader.query);
  return new Map(found.rows.map((row) => [row.ledgerId, row.class]));
}

/** The ledgers of the parties in a class. */
export function ledgersInClass(
  reader: BooksReader,
  on: LearnedToday & { class: PartyInsight["class"] },
): RawBuilder<unknown> {
  return sql`select i."ledgerId" from (${insights(reader, on)}) i where i.class = ${on.class}`;
}

/** A pin counts from when it is said, also before the next learning has it. */
function insights(
  { companyId }: BooksReader,
  { side, asOf, today }: LearnedToday,
): RawBuilder<PartyInsightRow> {
  return sql<PartyInsightRow>`
    select p.ledger_id as "ledgerId", l.name, l.name_key as "nameKey", coalesce(c.value ->> 'class', p.learned_class) as class,
      p.learned_class as "learnedClass", p.confidence, p.expected_delay as "expectedDelay", p.uncertainty, p.reason, p.drift,
      p.risk, p.drivers, p.expected_loss as "expectedLoss", p.suggested_limit as "suggestedLimit",
      c.correction_id as "pinId", c.created_name as "pinnedBy", c.created_at as "pinnedAt", c.reason as "pinnedWhy"
    from party_insight p
    join ledger l on l.company_id = p.company_id and l.ledger_id = p.ledger_id
    left join correction c on c.company_id = p.company_id and c.ledger_guid = l.guid and c.kind = 'class-pin'
      and ${holdsOn(today)}
      and l.home_side = p.side
    where p.company_id = ${companyId} and p.side = ${side} and p.as_of = ${asOf}::date`;
}
