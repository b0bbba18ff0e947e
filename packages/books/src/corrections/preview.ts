import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import { oppositeSide, type Bill, type Side } from "../bill.ts";
import { billAsOf, outstandingAsOf, type SideTotals } from "../outstanding.ts";
import type { PartyBooks, PartyInput } from "../party-books.ts";
import { deriveParty } from "../settle.ts";
import { billKeyText, type BillKey, type Correction } from "./correction.ts";
import { keyOf } from "./ground.ts";

/** How one bill stands on a day, before or after. */
export type BillPreview = { open: Paise; dueDate: LocalDate; disputed: Paise };

/** What a change of corrections does to a party's books on a day. */
export type Preview = {
  before: Record<Side, SideTotals>;
  after: Record<Side, SideTotals>;
  /** The bills that change, in the order of their days; null: not there. */
  bills: { key: BillKey; name: string; before: BillPreview | null; after: BillPreview | null }[];
};

/** What making a correction would do. For a merge, `into` is the party it goes into: both together are compared. */
export function previewCorrection(
  input: PartyInput,
  correction: Correction,
  { asOf, into }: { asOf: LocalDate; into?: PartyInput },
): Preview {
  const made: Correction = { ...correction, state: "active" };
  const others = (input.corrections ?? []).filter((each) => each.correctionId !== correction.correctionId);
  if (correction.kind === "merge" && into !== undefined) {
    const { corrections = [], merged = [], ...ledger } = input;
    const together: PartyInput = {
      ...into,
      corrections: [...(into.corrections ?? []), ...corrections],
      merged: [
        ...(into.merged ?? []),
        ...merged,
        { ledgerId: "", guid: correction.ledgerGuid, input: ledger }, // kept nowhere
      ],
    };
    return compareBooks([into, input], [together], asOf);
  }
  return compareBooks([input], [{ ...input, corrections: [...others, made] }], asOf);
}

/** What undoing a correction that holds would do. */
export function previewUndo(input: PartyInput, correctionId: string, asOf: LocalDate): Preview {
  const corrections = (input.corrections ?? []).filter((each) => each.correctionId !== correctionId);
  return compareBooks([input], [{ ...input, corrections }], asOf);
}

/** How books differ on a day. */
export function compareBooks(
  before: readonly PartyInput[],
  after: readonly PartyInput[],
  asOf: LocalDate,
): Preview {
  const [was, is] = [before.map(derived), after.map(derived)];
  const wasOf = standings(was, asOf);
  const isOf = standings(is, asOf);
  const bills = [...new Map([...wasOf, ...isOf])].flatMap(([text, { key, name }]) => {
    const pair = { before: wasOf.get(text)?.standing ?? null, after: isOf.get(text)?.standing ?? null };
    return isEqual(pair.before, pair.after) ? [] : [{ key, name, ...pair }];
  });
  return {
    before: totalsOf(was, asOf),
    after: totalsOf(is, asOf),
    bills: bills.toSorted((a, b) => (a.key.date === b.key.date ? 0 : a.key.date < b.key.date ? -1 : 1)),
  };
}

type Derived = { books: PartyBooks; ownGuid: string };

function derived(input: PartyInput): Derived {
  return { books: deriveParty(input), ownGuid: input.ledgerGuid ?? "" };
}

function standings(
  parties: readonly Derived[],
  asOf: LocalDate,
): Map<string, { key: BillKey; name: string; standing: BillPreview }> {
  const found = new Map<string, { key: BillKey; name: string; standing: BillPreview }>();
  for (const { books, ownGuid } of parties) {
    for (const bill of books.bills) {
      const standing = standingOf(bill, asOf);
      if (standing === null) continue;
      const key = keyOf(bill, ownGuid);
      const before = found.get(billKeyText(key))?.standing;
      found.set(billKeyText(key), { key, name: bill.name, standing: plus(standing, before) });
    }
  }
  return found;
}

function standingOf(bill: Bill, asOf: LocalDate): BillPreview | null {
  const standing = billAsOf(bill, asOf);
  return standing && { open: standing.open, dueDate: bill.dueDate, disputed: bill.disputed ?? 0n };
}

/** Two bills of one name and day are one line. */
function plus(a: BillPreview, b: BillPreview | undefined): BillPreview {
  if (b === undefined) return a;
  return { ...a, open: a.open + b.open, disputed: a.disputed + b.disputed };
}

function totalsOf(parties: readonly Derived[], asOf: LocalDate): Record<Side, SideTotals> {
  const books = {
    bills: parties.flatMap((each) => each.books.bills),
    unapplied: parties.flatMap((each) => each.books.unapplied),
  };
  const on = (side: Side) => outstandingAsOf(books, { side, asOf });
  return { receivable: on("receivable"), payable: on(oppositeSide("receivable")) };
}

function isEqual(a: BillPreview | null, b: BillPreview | null): boolean {
  return a?.open === b?.open && a?.dueDate === b?.dueDate && a?.disputed === b?.disputed;
}
