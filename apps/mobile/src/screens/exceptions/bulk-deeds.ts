import type { BulkAsked } from "@cfa/contract/bulk";
import type { EXCLUSION_CAUSES } from "@cfa/contract/correction-kinds";
import type { ExceptionRow } from "@cfa/contract/exceptions";
import { paiseFromJson, sum, type Paise } from "@cfa/values/money";

import { keyOf } from "./queue-state";

/** What can be done about many exceptions at once. */
export type DeedKind = "match" | "tally" | "terms" | "exclude" | "write-off" | "merge";

/** What a deed is told besides. */
export type DeedChoice = {
  readonly days: number | null;
  readonly cause: (typeof EXCLUSION_CAUSES)[number];
  readonly withGuesses: boolean;
  readonly today: string;
};

/** The deed that fits an exception; null: it is put right one by one, or in Tally. */
export function deedOf(row: ExceptionRow): DeedKind | null {
  switch (row.kind) {
    case "unallocated":
    case "negative-reference":
      return row.money !== null && row.suggestions.length > 0 && row.parties.length === 1 ? "match" : null;
    case "conflict":
      return row.correctionId === null ? null : "tally";
    case "no-due-date":
      return row.parties.length === 1 && row.date !== null ? "terms" : null;
    case "no-contact":
      return row.parties.length === 1 ? "exclude" : null;
    case "old-bill":
      return row.bills.length === 1 ? "write-off" : null;
    case "duplicate-parties":
      return row.parties.length === 2 ? "merge" : null;
    case "tds-short":
    case "duplicate-reference":
    case "back-dated":
    case "quarantined":
      return null;
  }
}

/** The deeds that some exceptions allow, each with those it fits. */
export function deedsFor(rows: Iterable<ExceptionRow>): Map<DeedKind, ExceptionRow[]> {
  const deeds = new Map<DeedKind, ExceptionRow[]>();
  for (const row of rows) {
    const deed = deedOf(row);
    if (deed !== null) deeds.set(deed, [...(deeds.get(deed) ?? []), row]);
  }
  return deeds;
}

/** What the server is asked to do about an exception; null: not with this choice. */
export function askedOf(row: ExceptionRow, choice: DeedChoice): BulkAsked | null {
  const key = keyOf(row);
  const partyId = row.parties[0]?.partyId ?? "";
  const correct = (proposal: Extract<BulkAsked, { deed: "correct" }>["proposal"]): BulkAsked => {
    return { key, deed: "correct", proposal };
  };
  switch (deedOf(row)) {
    case "match": {
      const best = row.suggestions[0];
      if (best === undefined || row.money === null) return null;
      if (best.certainty === "guess" && !choice.withGuesses) return null;
      const parts = best.bills.map(({ billId, amount }) => ({ billId, amount }));
      return correct({ kind: "rematch", partyId, ...row.money, parts });
    }
    case "tally":
      return { key, deed: "take-tally", correctionId: row.correctionId ?? "" };
    case "terms":
      if (choice.days === null) return null;
      return correct({ kind: "terms", partyId, days: choice.days, fromDate: row.date ?? choice.today });
    case "exclude":
      return correct({ kind: "exclude", partyId, cause: choice.cause });
    case "write-off": {
      const { billId = "", open = row.amount } = row.bills[0] ?? {};
      return correct({ kind: "write-off", billId, amount: open, date: choice.today });
    }
    case "merge": {
      const [into, from] = row.parties.toSorted((a, b) => (BigInt(a.open) < BigInt(b.open) ? 1 : -1));
      return correct({ kind: "merge", partyId: from?.partyId ?? "", intoPartyId: into?.partyId ?? "" });
    }
    case null:
      return null;
  }
}

/** How much money a deed on an exception is about: of a receipt what its bills get, else what the exception is about. */
export function amountOf(row: ExceptionRow): Paise {
  const best = deedOf(row) === "match" ? row.suggestions[0] : undefined;
  if (best === undefined) return paiseFromJson(row.amount);
  return sum(best.bills.map(({ amount }) => paiseFromJson(amount)));
}
