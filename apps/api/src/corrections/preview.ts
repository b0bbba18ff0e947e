import type { Correction } from "@cfa/books/corrections/correction";
import { previewCorrection, type Preview } from "@cfa/books/corrections/preview";
import type { CorrectionPreview, Proposal } from "@cfa/contract/corrections";
import { billsByKey } from "@cfa/db/queries/correction-keys";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import { jsonWithPaise, paiseToJson, type Paise } from "@cfa/values/money";

import type { Scope } from "../context.ts";
import { checkProposal, type Checked } from "./check.ts";
import { factsOf } from "./facts.ts";
import { readGround } from "./ground.ts";
import { waitsForOwner } from "./make.ts";
import { namesFor } from "./names.ts";

const MOST_BILLS = 50;
const NEW_ID = "00000000-0000-4000-8000-000000000000"; // of what is not made yet

/** What a correction would change: the party's bills and sums before and after. Nothing is stored. */
export async function readPreview(
  reader: BooksReader,
  scope: Scope,
  wanted: { proposal: Proposal; replaces: string | null },
): Promise<CorrectionPreview> {
  const checked = await checkProposal(reader, wanted);
  const { proposed, refusal, seen } = checked;
  const needsOwner = waitsForOwner(proposed.kind, scope.role);
  if (refusal !== null) return { seen, refusal, needsOwner, facts: [], bills: [], sums: [] };
  const names = await namesFor(reader, [{ ...proposed, voucherGuid: proposed.line?.voucherGuid ?? null }]);
  const said = { kind: proposed.kind, value: json(proposed.value), base: json(checked.base), now: null };
  const found = await compareWith(reader, checked, scope);
  return {
    seen,
    refusal: null,
    needsOwner,
    facts: factsOf(said, names),
    bills: await presentBills(reader, found),
    sums: presentSums(found),
  };
}

/** The books of the party that is spoken of, before and after. */
export async function compareWith(reader: BooksReader, checked: Checked, scope: Scope): Promise<Preview> {
  const { proposed, ground, base, replaced } = checked;
  const kept = ground.standing.filter((each) => each.correctionId !== replaced?.correctionId);
  const made = { ...proposed, correctionId: NEW_ID, state: "active", untilDate: null, base } as Correction;
  const input = { ...ground.input, corrections: kept };
  if (proposed.kind !== "merge") return previewCorrection(input, made, { asOf: scope.today });
  const into = await readGround(reader, { guid: proposed.value.intoGuid });
  if (into === undefined) throw new Error("the other party went while it was looked at");
  return previewCorrection(input, made, {
    asOf: scope.today,
    into: { ...into.input, corrections: into.standing },
  });
}

async function presentBills(reader: BooksReader, { bills }: Preview): Promise<CorrectionPreview["bills"]> {
  const changed = bills.slice(0, MOST_BILLS);
  const stored = await billsByKey(
    reader,
    changed.map(({ key }) => key),
  );
  return changed.flatMap(({ key, name, before, after }) => {
    const standing = before ?? after;
    if (standing === null) return [];
    const found = stored.find(
      (row) =>
        row.ledgerGuid === key.ledgerGuid &&
        row.nameKey === key.nameKey &&
        row.side === key.side &&
        row.date === key.date,
    );
    return [
      {
        billId: found === undefined ? null : idOut("bill", found.billId),
        name,
        date: key.date,
        open: pair(before?.open ?? 0n, after?.open ?? 0n),
        dueDate: {
          before: before?.dueDate ?? standing.dueDate,
          after: after?.dueDate ?? standing.dueDate,
        },
        disputed: pair(before?.disputed ?? 0n, after?.disputed ?? 0n),
      },
    ];
  });
}

function presentSums({ before, after }: Preview): CorrectionPreview["sums"] {
  return (["receivable", "payable"] as const).flatMap((side) => {
    const [was, is] = [before[side], after[side]];
    if ([was, is].every((sums) => sums.bills === 0 && sums.unapplied === 0n)) return [];
    return [
      {
        side,
        outstanding: pair(was.outstanding, is.outstanding),
        due: pair(was.due, is.due),
        overdue: pair(was.overdue, is.overdue),
        unapplied: pair(was.unapplied, is.unapplied),
      },
    ];
  });
}

/** As it would be read from the database: sums are text. */
function json(value: unknown): unknown {
  return JSON.parse(jsonWithPaise(value));
}

function pair(before: Paise, after: Paise): { before: string; after: string } {
  return { before: paiseToJson(before), after: paiseToJson(after) };
}
