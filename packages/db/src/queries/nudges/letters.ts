import { sql } from "kysely";

import type { AttemptState } from "@cfa/nudges/kinds";

import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";
import { storedNudges, type HeldNudge } from "./stored-nudge.ts";

/** A letter that was let out. `madeAt`: when it was last put on paper; null: not yet. */
export type LetterRow = {
  nudge: HeldNudge;
  attemptId: string;
  letOutAt: Date;
  madeAt: Date | null;
};

type Found = Omit<LetterRow, "nudge"> & { nudgeId: string };

/** The letters that lie there to be printed, the oldest first. */
export function lettersToPrint(reader: BooksReader, limit: number): Promise<LetterRow[]> {
  return letters(reader, { limit, nudgeIds: null });
}

/** Some letters, to be printed for the first time or once more; what is none, or was put aside, is left out. */
export function lettersOf(reader: BooksReader, nudgeIds: readonly string[]): Promise<LetterRow[]> {
  return letters(reader, { limit: nudgeIds.length, nudgeIds });
}

async function letters(
  reader: BooksReader,
  { limit, nudgeIds }: { limit: number; nudgeIds: readonly string[] | null },
): Promise<LetterRow[]> {
  const { companyId, query } = reader;
  const states: AttemptState[] = nudgeIds === null ? ["accepted"] : ["accepted", "printed"];
  const { rows } = await sql<Found>`
    select a.nudge_id as "nudgeId", a.attempt_id as "attemptId", a.called_at as "letOutAt", a.made_at as "madeAt"
    from nudge_attempt a
    where a.company_id = ${companyId} and a.way = 'print' and a.state = any(${states}::text[])
      and (${nudgeIds === null} or a.nudge_id = any(${[...(nudgeIds ?? [])]}::uuid[]))
    order by a.called_at, a.nudge_id limit ${limit}`.execute(query);
  const nudges = new Map(
    (
      await storedNudges(
        reader,
        rows.map(({ nudgeId }) => nudgeId),
      )
    ).map((nudge) => [nudge.nudgeId, nudge]),
  );
  return rows.flatMap(({ nudgeId, ...row }) => {
    const nudge = nudges.get(nudgeId);
    return nudge === undefined ? [] : [{ ...row, nudge }];
  });
}

/** How many letters lie there to be printed. */
export async function countLetters({ companyId, query }: BooksReader): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from nudge_attempt
    where company_id = ${companyId} and way = 'print' and state = 'accepted'`.execute(query);
  return rows[0]?.count ?? 0;
}

/** Keeps what a letter says as it goes on paper, without its link's token, and when that was. */
export async function keepLetterText(
  tx: CompanyTx,
  attemptId: string,
  { text, at }: { text: string; at: Date },
): Promise<void> {
  await tx.run(
    "update nudge_attempt set text = $3, made_at = $4 where company_id = $1 and attempt_id = $2 and way = 'print'",
    [tx.companyId, attemptId, text, at],
  );
}

/** What a person says of a letter: that it is printed, will not be, or is to be printed after all. */
export type LetterMark = "printed" | "put-aside" | "to-print";

const BEFORE: Readonly<Record<LetterMark, readonly AttemptState[]>> = {
  printed: ["accepted"],
  "put-aside": ["accepted"],
  "to-print": ["printed", "failed"],
};
const AFTER: Readonly<Record<LetterMark, AttemptState>> = {
  printed: "printed",
  "put-aside": "failed",
  "to-print": "accepted",
};
const PUT_ASIDE = JSON.stringify({ scope: "message", code: "put-aside", detail: "" });

/**
 * Marks a letter, whose nudge the caller holds; false: it does not stand so that it could be. One that was put aside went to nobody and counts in no cap;
 * its stage is over all the same.
 */
export async function markLetter(
  tx: CompanyTx,
  nudgeId: string,
  { mark, at, by }: { mark: LetterMark; at: Date; by: { id: string; name: string } },
): Promise<boolean> {
  const marked = await tx.run(
    `update nudge_attempt set state = $3, failure = $4::jsonb, told_at = $5, marked_by = $6, marked_name = $7
     where company_id = $1 and nudge_id = $2 and way = 'print' and state = any($8::text[]) and (state <> 'failed' or failure ->> 'code' = 'put-aside')
     returning attempt_id`,
    [
      tx.companyId,
      nudgeId,
      AFTER[mark],
      mark === "put-aside" ? PUT_ASIDE : null,
      at,
      by.id,
      by.name,
      BEFORE[mark],
    ],
  );
  if (marked.length === 0) return false;
  const [from, to] = mark === "put-aside" ? ["sent", "failed"] : ["failed", "sent"];
  if (mark !== "printed") {
    await tx.run("update nudge set state = $4 where company_id = $1 and nudge_id = $2 and state = $3", [
      tx.companyId,
      nudgeId,
      from,
      to,
    ]);
  }
  return true;
}

/** Where a letter to a ledger's party goes, line by line, as Tally has it; what it has not is left out. */
export async function letterAddresses(
  { companyId, query }: BooksReader,
  guids: readonly string[],
): Promise<Map<string, string[]>> {
  type Row = {
    guid: string;
    address: string[] | null;
    state: string | null;
    pincode: string | null;
    gstin: string | null;
  };
  const { rows } = await sql<Row>`
    select guid, record -> 'address' as address, record ->> 'state' as state, record ->> 'pincode' as pincode, record ->> 'gstin' as gstin
    from fact where company_id = ${companyId} and kind = 'ledger' and guid = any(${[...guids]}::text[])`.execute(
    query,
  );
  return new Map(
    rows.map(({ guid, address, state, pincode, gstin }) => {
      const lines = (address ?? []).map((line) => line.trim()).filter(Boolean);
      // Many type state and PIN into the address as well.
      const whole = lines.join(" ");
      const place = [state, pincode].filter((part) => part && !whole.includes(part)).join(" ");
      return [guid, [...lines, place, gstin ? `GSTIN ${gstin}` : ""].filter(Boolean)];
    }),
  );
}
