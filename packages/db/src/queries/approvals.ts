import { sql } from "kysely";

import { correctionsAsked, type CorrectionPlace, type CorrectionRow } from "./corrections.ts";
import type { BooksReader } from "./snapshot.ts";

/** How something that asked for an owner's word stands. */
export type AskedState = "asked" | "approved" | "refused" | "ended";

/** Corrections that asked for an owner's word, newest first; `limit` rows after `after`. */
export function askedCorrections(
  reader: BooksReader,
  wanted: { state: AskedState | null; limit: number; after: CorrectionPlace | null },
): Promise<(CorrectionRow & { createdMicros: bigint })[]> {
  return correctionsAsked(reader, wanted.limit, {
    after: wanted.after,
    which: wanted.state === null ? null : WHICH[wanted.state],
  });
}

/** How many wait, and what they are about in all. */
export async function countAsked(reader: BooksReader): Promise<{ count: number; amount: bigint }> {
  const found = await sql<{ count: number; amount: bigint }>`
    select count(*)::int as count, coalesce(sum((value ->> 'amount')::bigint), 0)::bigint as amount
    from correction where company_id = ${reader.companyId} and state = 'waiting'`.execute(reader.query);
  return found.rows[0] ?? { count: 0, amount: 0n };
}

const WHICH = {
  asked: sql<boolean>`state = 'waiting'`,
  approved: sql<boolean>`decided_at is not null and state not in ('waiting', 'rejected')`,
  refused: sql<boolean>`state = 'rejected'`,
  ended: sql<boolean>`decided_at is null and state in ('retired', 'undone')`,
} as const;
