import { sql } from "kysely";

import type { Failure } from "@cfa/nudges/facts";
import type { Kind, Language, Stage, Way } from "@cfa/nudges/kinds";
import type { Refusal } from "@cfa/nudges/plan";
import type { TypedRegistration } from "@cfa/nudges/templates/typed-template";

import type { CompanyTx } from "../../company-scope.ts";
import type { TestSendTable } from "../../tables/nudges.ts";
import type { BooksReader } from "../snapshot.ts";

export type TestPlace = { kind: Kind; stage: Stage; way: Exclude<Way, "print">; language: Language };
export type TestState = TestSendTable["state"];

/** What was sent to try a text, and what came of it. */
export type TestSendRow = {
  toEnd: string;
  at: Date;
  calledAt: Date | null;
  by: string;
  state: TestState;
  refused: string | null;
  inText: Refusal[];
  failure: (Omit<Failure, "scope"> & { scope: string }) | null;
};

/** The latest tests of one text's place, the newest first. */
export async function testSends(
  { companyId, query }: BooksReader,
  { kind, stage, way, language }: TestPlace,
  limit: number,
): Promise<TestSendRow[]> {
  const found = await sql<TestSendRow>`
    select address_end as "toEnd", asked_at as at, called_at as "calledAt", asked_name as by, state, refused, in_text as "inText", failure
    from test_send where company_id = ${companyId} and kind = ${kind} and stage = ${stage} and way = ${way} and language = ${language}
    order by asked_at desc, test_id limit ${limit}`.execute(query);
  return found.rows;
}

/** How many tests were asked for on a day in India. */
export async function testsOn({ companyId, query }: BooksReader, day: string): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from test_send where company_id = ${companyId} and day = ${day}::date`.execute(
    query,
  );
  return found.rows[0]?.count ?? 0;
}

type Typed = { subject: string | null; body: string; registration: TypedRegistration };

/** Keeps that one is to be sent. */
export async function keepTest(
  tx: CompanyTx,
  test: TestPlace &
    Typed & { to: string; toEnd: string; day: string; at: Date; by: { id: string; name: string } },
): Promise<string> {
  const { kind, stage, way, language, subject, body, registration, to, toEnd, day, at, by } = test;
  const [row] = await tx.run<{ testId: string }>(
    `insert into test_send (company_id, kind, stage, way, language, subject, body, registration, to_address, address_end, state, day, asked_at,
       asked_by, asked_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting', $11, $12, $13, $14) returning test_id as "testId"`,
    [
      tx.companyId,
      kind,
      stage,
      way,
      language,
      subject,
      body,
      JSON.stringify(registration),
      to,
      toEnd,
      day,
      at,
      by.id,
      by.name,
    ],
  );
  if (row === undefined) throw new Error("a test was not kept");
  return row.testId;
}

export type HeldTest = TestPlace & Typed & { testId: string; to: string };

/** Holds one that waits; undefined: it was called already, or somebody else is at it. */
export async function holdTest(
  { companyId, query }: CompanyTx,
  testId: string,
): Promise<HeldTest | undefined> {
  const found = await sql<HeldTest>`
    select test_id as "testId", kind, stage, way, language, subject, body, registration, to_address as "to"
    from test_send where company_id = ${companyId} and test_id = ${testId} and state = 'waiting' for update skip locked`.execute(
    query,
  );
  return found.rows[0];
}

/** It is being called from now on, and never again. */
export async function claimTest(tx: CompanyTx, testId: string, at: Date): Promise<void> {
  await tx.run(
    "update test_send set state = 'calling', to_address = null, called_at = $3 where company_id = $1 and test_id = $2",
    [tx.companyId, testId, at],
  );
}

/** It is not called at all, and why. */
export async function refuseTest(
  tx: CompanyTx,
  testId: string,
  { refused, inText }: { refused: string; inText: readonly Refusal[] },
): Promise<void> {
  await tx.run(
    "update test_send set state = 'refused', to_address = null, refused = $3, in_text = $4 where company_id = $1 and test_id = $2",
    [tx.companyId, testId, refused, JSON.stringify(inText)],
  );
}

/** What came of the call. */
export async function settleTest(
  tx: CompanyTx,
  testId: string,
  { state, failure }: { state: "accepted" | "refused" | "unknown"; failure: TestSendRow["failure"] },
): Promise<void> {
  await tx.run(
    "update test_send set state = $3, failure = $4 where company_id = $1 and test_id = $2 and state = 'calling'",
    [tx.companyId, testId, state, failure === null ? null : JSON.stringify(failure)],
  );
}

/** Whose a number is: a customer's, by what was written to or stands in Tally, or somebody's who wants no messages; null: neither is known. */
export async function whoseNumber(
  { companyId, query }: CompanyTx,
  { hash, number }: { hash: Uint8Array; number: string },
): Promise<"customer" | "stopped" | null> {
  const found = await sql<{ isCustomers: boolean; isStopped: boolean }>`
    select exists (select from party_address where company_id = ${companyId} and address_hash = ${hash})
      or exists (select from ledger where company_id = ${companyId} and regexp_replace(phone, '\\D', '', 'g') like ${`%${number.slice(-10)}%`}) as "isCustomers",
      coalesce((select said = 'withdrawn' from consent_event where company_id = ${companyId} and address_hash = ${hash}
        order by at desc, consent_no desc limit 1), false) as "isStopped"`.execute(query);
  const [row] = found.rows;
  if (row?.isCustomers === true) return "customer";
  return row?.isStopped === true ? "stopped" : null;
}
