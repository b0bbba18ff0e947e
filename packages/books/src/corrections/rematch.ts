import { onSide, type Bill, type Settlement, type Side } from "../bill.ts";
import type { PartyInput, PartyLine } from "../party-books.ts";
import { takeInLine } from "../intake/voucher-line.ts";
import { partyKindOf } from "../party.ts";
import { formatRupees, sum, type Paise } from "@cfa/values/money";

import { billKeyText, type LineKey, type RematchValue, type RematchBase } from "./correction.ts";
import { billsAt, NO_SUCH_BILL, type CorrectionGround, type Refusal } from "./ground.ts";

/** Why a split cannot be made; null: it can. */
export function refuseRematch(value: RematchValue, line: LineKey, ground: CorrectionGround): Refusal | null {
  const found = lineAt(ground, line);
  if (found === undefined) {
    return {
      code: "no-such-line",
      message: "This voucher is not in the books any more, or not on this party. Look the party up again.",
    };
  }
  if (value.parts.length === 0 || value.parts.some((part) => part.amount <= 0n)) {
    return { code: "no-amount", message: "Give each chosen bill an amount above zero." };
  }
  if (new Set(value.parts.map((part) => billKeyText(part.bill))).size < value.parts.length) {
    return { code: "bill-twice", message: "A bill is chosen twice. Give it one amount." };
  }
  if (new Set(value.parts.map((part) => part.bill.side)).size > 1) {
    return {
      code: "two-sides",
      message: "Choose bills of one kind: either what is owed to us or what we owe.",
    };
  }
  for (const part of value.parts) {
    const bills = billsAt(ground, part.bill);
    if (bills.length === 0) return NO_SUCH_BILL;
    const room = sum(bills.map((bill) => roomFor(bill, found.line)));
    if (part.amount > room) {
      return {
        code: "more-than-bill",
        message: `This bill can take at most ${formatRupees(room)} from this voucher. Lower its amount.`,
      };
    }
  }
  const given = givenBy(found, value.parts[0]?.bill.side ?? "receivable");
  if (sum(value.parts.map((part) => part.amount)) > given) {
    return {
      code: "more-than-receipt",
      message: `The voucher has ${formatRupees(given)} to give. Lower the amounts of the bills.`,
    };
  }
  return null;
}

/** The line that a key means, with the ledger it is on. */
export function lineAt(
  { input }: Pick<CorrectionGround, "input">,
  key: LineKey,
): { line: PartyLine; ledger: PartyInput } | undefined {
  for (const ledger of [input, ...(input.merged ?? []).map((each) => each.input)]) {
    const line = ledger.lines.find(
      (each) => each.voucherGuid === key.voucherGuid && each.lineNo === key.lineNo,
    );
    if (line !== undefined) return { line, ledger };
  }
  return undefined;
}

/** The line as it is now, to hold it against later. */
export function baseOfRematch(line: PartyLine): RematchBase {
  const { date, amount, allocations } = line;
  return {
    date,
    amount,
    allocations: allocations.map(({ name, type, amount: part }) => ({ name, type, amount: part })),
  };
}

/** What a bill can take from a line: all but what Tally states others have paid. Guesses make room. */
export function roomFor(bill: Bill, line: PartyLine): Paise {
  if (bill.basis === "inferred") return bill.amount;
  const others = bill.settlements.filter((each) => each.basis === "stated" && !isOf(line, each));
  return bill.amount - sum(others.map((each) => each.amount));
}

/** What Tally states that a line pays of a bill. */
export function statedBy(line: PartyLine, bill: Bill): Paise {
  const own = bill.settlements.filter((each) => each.basis === "stated" && isOf(line, each));
  return sum(own.map((each) => each.amount));
}

function isOf(line: PartyLine, settlement: Settlement): boolean {
  return settlement.voucherId === line.voucherId && settlement.lineNo === line.lineNo;
}

/** What a line can pay bills with on a side. */
function givenBy({ line, ledger }: { line: PartyLine; ledger: PartyInput }, side: Side): Paise {
  const kinds = ledger.lines.map((each) => each.kind);
  const party = { homeSide: ledger.homeSide, isBoth: partyKindOf(ledger.homeSide, kinds) === "both" };
  const moves = takeInLine(line, { party, isBillWise: ledger.isBillWise });
  return -sum(moves.map((move) => onSide(side, move.amount)).filter((amount) => amount < 0n));
}
