import type { DraftProblem, DraftVoucher, DraftWarning, DraftWay } from "@cfa/contract/draft-voucher";
import { assert } from "@cfa/values/assert";
import { day, formatDay, type LocalDate } from "@cfa/values/local-date";
import { formatRupees, sum } from "@cfa/values/money";

import { nameKey } from "../fields/voucher-kind.ts";
import { checkDay, type DayFacts } from "./check-day.ts";

/** A ledger that a line names, as the facts have it. */
export type LedgerFacts = {
  readonly name: string;
  readonly isBillWise: boolean;
  /** Kept in another currency: rounding would break the voucher's total (A10). */
  readonly isForeign: boolean;
  /** Below Bank Accounts, Bank OD A/c or Cash-in-Hand. */
  readonly isMoney: boolean;
  /** Below Duties & Taxes. */
  readonly isTax: boolean;
};

/** What the facts say about everything a draft names. Absent: the facts have no such thing. */
export type DraftFacts = DayFacts & {
  readonly ledgers: readonly LedgerFacts[];
  /** The voucher type with the reserved kind it goes back to ("credit-note", "receipt" …) and how it is numbered. */
  readonly voucherType?: { readonly name: string; readonly kind: string; readonly numbering?: string };
  readonly bill?: {
    readonly name: string;
    readonly date: LocalDate;
    readonly open: bigint;
    readonly isInferred: boolean;
  };
  /** A tax credit note, which takes back GST. */
  readonly isTaxNote: boolean;
  readonly hasAgent: boolean;
  readonly isStale: boolean;
};

/** Whether a draft may be written and how. Without problems the ways that are offered are open. */
export type DraftVerdict = {
  readonly problems: readonly DraftProblem[];
  readonly warnings: readonly DraftWarning[];
  readonly ways: readonly DraftWay[];
};

/** Holds a draft against the facts before anything is sent. Nothing that it refuses may reach Tally. */
export function checkDraft(voucher: DraftVoucher, facts: DraftFacts): DraftVerdict {
  const found = [
    ...checkParty(voucher, facts),
    ...checkLines(voucher, facts),
    checkType(voucher, facts),
    ...checkBill(voucher, facts),
    checkDay(day(voucher.date), facts),
  ];
  const problems = found.filter((problem) => problem !== undefined);
  const isGst = facts.isTaxNote || linesOf(voucher, facts).some(({ ledger }) => ledger?.isTax === true);
  return { problems, warnings: warningsOf(voucher, facts, isGst), ways: waysOf(problems, facts, isGst) };
}

/** The sum a draft takes off its bill, as a positive number. */
export function draftAmount(voucher: DraftVoucher): bigint {
  const party = voucher.lines.find((line) => line.isParty);
  assert(party !== undefined, "a draft has a line of its party");
  return BigInt(party.amount);
}

function checkParty(voucher: DraftVoucher, facts: DraftFacts): DraftProblem[] {
  const party = findLedger(voucher.party, facts);
  const about = voucher.party;
  if (party === undefined) return [problem("party-missing", about, `Tally has no ledger "${about}".`)];
  const problems: DraftProblem[] = [];
  if (!party.isBillWise) {
    const message = `"${about}" has no bill-by-bill detail in Tally; switch on "Maintain balances bill-by-bill" in its ledger.`;
    problems.push(problem("party-not-bill-wise", about, message));
  }
  if (party.isForeign) {
    const message = `"${about}" is kept in another currency; enter this voucher in Tally by hand.`;
    problems.push(problem("party-foreign", about, message));
  }
  return problems;
}

function checkLines(voucher: DraftVoucher, facts: DraftFacts): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const names = new Set(voucher.lines.map((line) => nameKey(line.ledger)));
  if (names.size < voucher.lines.length) {
    problems.push(problem("ledger-twice", "", "Each line must name another ledger; put the sums together."));
  }
  for (const { line, ledger } of linesOf(voucher, facts)) {
    const about = line.ledger;
    const credit = BigInt(line.amount);
    if (line.isParty ? credit <= 0n : credit >= 0n)
      problems.push(problem("amount-not-positive", about, `Give "${about}" an amount above zero.`));
    if (line.isParty) continue;
    if (ledger === undefined) {
      problems.push(problem("ledger-missing", about, `Tally has no ledger "${about}"; make it there first.`));
    } else if (ledger.isBillWise) {
      const message = `"${about}" is itself kept bill by bill; choose another ledger.`;
      problems.push(problem("ledger-bill-wise", about, message));
    } else if (voucher.kind === "receipt" && !ledger.isMoney) {
      const message = `"${about}" is neither bank nor cash; a receipt goes into one of these.`;
      problems.push(problem("ledger-not-money", about, message));
    }
  }
  const total = sum(voucher.lines.map((line) => BigInt(line.amount)));
  const hasOneParty = voucher.lines.filter((line) => line.isParty).length === 1;
  if (total !== 0n || !hasOneParty) {
    const message = `The lines do not come to zero (${formatRupees(total)} too much); correct an amount.`;
    problems.push(problem("unbalanced", formatRupees(total), message));
  }
  return problems;
}

function checkType(voucher: DraftVoucher, facts: DraftFacts): DraftProblem | undefined {
  const { voucherType } = facts;
  const about = voucher.type;
  if (voucherType === undefined || nameKey(voucherType.name) !== nameKey(about))
    return problem("voucher-type-missing", about, `Tally has no voucher type "${about}".`);
  if (voucherType.kind === voucher.kind) return undefined;
  const wanted = voucher.kind === "receipt" ? "receipt" : "credit note";
  return problem("voucher-type-other", about, `The voucher type "${about}" is no ${wanted}; choose another.`);
}

function checkBill(voucher: DraftVoucher, facts: DraftFacts): DraftProblem[] {
  const { bill } = facts;
  const about = voucher.bill;
  if (about.trim() === "")
    return [problem("bill-unnamed", "", "The bill has no reference in Tally to set the sum against.")];
  if (bill === undefined || nameKey(bill.name) !== nameKey(about))
    return [problem("bill-missing", about, `The bill "${about}" is not in the books.`)];
  const problems: DraftProblem[] = [];
  if (bill.isInferred) {
    const message = `Tally does not keep "${about}" as a bill; it was worked out here.`;
    problems.push(problem("bill-inferred", about, message));
  }
  const amount = draftAmount(voucher);
  if (amount > bill.open) {
    const open = formatRupees(bill.open);
    const message = `Of "${about}" only ${open} is open; ${formatRupees(amount)} is more than that.`;
    problems.push(problem("bill-exceeded", open, message));
  }
  if (voucher.date < bill.date) {
    const message = `The bill is of ${formatDay(bill.date)}; choose that day or a later one.`;
    problems.push(problem("date-before-bill", formatDay(bill.date), message));
  }
  return problems;
}

const GST_REASON =
  "Tally works a GST credit note out anew when it takes one in, and total and bill may then be others; it is offered as a file or as an optional voucher only, for the accountant to finish.";

function warningsOf(voucher: DraftVoucher, facts: DraftFacts, isGst: boolean): DraftWarning[] {
  const warnings: DraftWarning[] = [];
  if (isGst) warnings.push({ code: "gst-recomputed", message: GST_REASON });
  else if (voucher.kind === "credit-note") {
    const message =
      "This is a financial credit note: the tax of the bill stays as it is and the customer keeps the credit.";
    warnings.push({ code: "gst-by-hand", message });
  }
  if (/manual|none/i.test(facts.voucherType?.numbering ?? "")) {
    const message = `Tally does not number "${voucher.type}" by itself: give the voucher its number there.`;
    warnings.push({ code: "numbered-by-hand", message });
  }
  if (facts.isStale) {
    const message = "Tally was last read more than a day ago: the bill may have been paid since.";
    warnings.push({ code: "books-old", message });
  }
  return warnings;
}

function waysOf(problems: readonly DraftProblem[], facts: DraftFacts, isGst: boolean): DraftWay[] {
  const way = (mode: DraftWay["mode"], closed: DraftWay["reason"]): DraftWay => {
    const reason = problems.length > 0 ? "problems" : closed;
    return { mode, isOffered: reason === null, reason };
  };
  const pushed = facts.hasAgent ? null : "no-agent";
  return [way("file", null), way("optional", pushed), way("posted", isGst ? "gst" : pushed)];
}

function linesOf(voucher: DraftVoucher, facts: DraftFacts) {
  return voucher.lines.map((line) => ({ line, ledger: findLedger(line.ledger, facts) }));
}

function findLedger(name: string, facts: DraftFacts): LedgerFacts | undefined {
  return facts.ledgers.find((ledger) => nameKey(ledger.name) === nameKey(name));
}

function problem(code: DraftProblem["code"], about: string, message: string): DraftProblem {
  return { code, about, message };
}
