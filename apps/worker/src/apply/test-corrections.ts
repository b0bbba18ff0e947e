import { baseOf } from "@cfa/books/corrections/base";
import type { Correction } from "@cfa/books/corrections/correction";
import type { CorrectionGround } from "@cfa/books/corrections/ground";
import { groundOf } from "@cfa/books/corrections/party-group";
import { refuseCorrection, type ProposedCorrection } from "@cfa/books/corrections/refuse";
import { inCompany } from "@cfa/db/company-scope";
import {
  addCorrection,
  correctionRows,
  lockCorrection,
  moveCorrection,
  standingCorrection,
  type CorrectionRow,
} from "@cfa/db/queries/corrections";
import { partyLedgerLines, partyLedgers } from "@cfa/db/queries/party-ledgers";
import { day } from "@cfa/values/local-date";
import { jsonWithPaise } from "@cfa/values/money";

import { applyCorrections } from "./apply-corrections.ts";
import { factsOf } from "./ledger-facts.ts";
import type { TestCompany } from "./test-company.ts";

/* Saying something of a party as a person does through the app, and taking it back. For tests only. */

const BY = { id: "u1", name: "Asha" };

/** What is said: what a kind does not need may be left out. */
export type Said = Pick<Correction, "kind" | "ledgerGuid"> &
  Partial<Pick<Correction, "line" | "bill" | "fromDate">> & { value: object };

/** Makes a correction and brings it into the books; answers its id, or the code of why it cannot be. */
export async function say(company: TestCompany, said: Said): Promise<{ id: string } | { refused: string }> {
  const proposed = { line: null, bill: null, fromDate: null, ...said } as unknown as ProposedCorrection;
  const made = await inCompany(company.database.db, company.companyId, async (tx) => {
    const rows = await partyLedgers(tx, { guids: [proposed.ledgerGuid, ...intoOf(proposed)] });
    const party = rows.find((row) => row.guid === proposed.ledgerGuid);
    if (party === undefined) return { refused: "no-party" };
    const lines = await partyLedgerLines(tx, [party.ledgerId]);
    const root = { party, lines, facts: factsOf(party) };
    const others = new Map(rows.map((row) => [row.guid, factsOf(row)]));
    const terms = { booksFrom: day("2026-04-01"), companyCreditDays: 0 };
    const ground = groundOf({ root, merged: [] }, terms, { ledgerGuid: party.guid, others });
    const merged = await mergedGuids(tx);
    const refusal = refuseCorrection(proposed, ground, merged);
    if (refusal !== null) return { refused: refusal.code };
    const target = { ...proposed, bill: proposed.bill };
    if ((await standingCorrection(tx, target)) !== undefined) return { refused: "said-already" };
    return { id: await add(tx, proposed, ground), ledgerIds: rows.map((row) => row.ledgerId) };
  });
  if ("refused" in made) return { refused: made.refused };
  await bringIn(company, made.ledgerIds);
  return { id: made.id };
}

/** Takes a correction back and brings that into the books. */
export async function undo(company: TestCompany, correctionId: string): Promise<void> {
  const ledgerIds = await inCompany(company.database.db, company.companyId, async (tx) => {
    const row = await lockCorrection(tx, correctionId);
    if (row === undefined || row.endedAt !== null) return [];
    await moveCorrection(tx, correctionId, { state: "undone", ended_at: new Date(), ended_why: "a test" });
    const guids = [row.ledgerGuid, (row.value as { intoGuid?: string }).intoGuid ?? ""];
    return (await partyLedgers(tx, { guids })).map((ledger) => ledger.ledgerId);
  });
  await bringIn(company, ledgerIds);
}

/** Every correction there ever was, the oldest first. */
export function allSaid(company: TestCompany): Promise<CorrectionRow[]> {
  return inCompany(company.database.db, company.companyId, async (tx) =>
    (await correctionRows(tx, { limit: 100_000, after: null })).toReversed(),
  );
}

async function bringIn(company: TestCompany, ledgerIds: readonly string[]): Promise<void> {
  await inCompany(company.database.db, company.companyId, (tx) => applyCorrections(tx, ledgerIds), {
    role: "job",
  });
}

type Tx = Parameters<typeof addCorrection>[0];

async function mergedGuids(tx: Tx): Promise<Set<string>> {
  const rows = await correctionRows(tx, {
    kinds: ["merge"],
    states: ["active", "conflict"],
    limit: 1_000,
    after: null,
  });
  return new Set(rows.map((row) => row.ledgerGuid));
}

function add(tx: Tx, proposed: ProposedCorrection, ground: CorrectionGround): Promise<string> {
  return addCorrection(tx, {
    kind: proposed.kind,
    state: "active",
    ledgerGuid: proposed.ledgerGuid,
    line: proposed.line,
    bill: proposed.bill,
    value: jsonWithPaise(proposed.value),
    base: jsonWithPaise(baseOf(proposed.kind, proposed, ground)),
    reason: "a test",
    fromDate: proposed.fromDate,
    untilDate: null,
    by: BY,
  });
}

function intoOf(proposed: ProposedCorrection): string[] {
  return proposed.kind === "merge" ? [proposed.value.intoGuid] : [];
}
