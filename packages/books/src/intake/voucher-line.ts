import { sum, type Paise } from "@cfa/values/money";

import type { AllocationType, BillAllocation } from "../bill-allocation.ts";
import type { UnappliedKind } from "../bill.ts";
import { nameKey } from "../name-key.ts";
import type { PartyLine } from "../party-books.ts";
import { intakeOf } from "./by-kind.ts";
import type { Intake, Standing } from "./intake.ts";
import type { Move } from "./move.ts";

const UNAPPLIED_AS: Readonly<Record<AllocationType, UnappliedKind>> = {
  "new-ref": "on-account", // money under a name of its own, not stated to be ahead of a bill
  "agst-ref": "excess", // more than its reference holds
  advance: "advance",
  "on-account": "on-account",
};

/**
 * What a voucher's line on a party's ledger does to its bills: one move for each allocation, and one on account for what
 * the allocations leave of the line. Without bill-wise detail the whole line is on account.
 */
export function takeInLine(
  line: PartyLine,
  { party, isBillWise }: { party: Standing; isBillWise: boolean },
): Move[] {
  const intake = intakeOf(line.kind);
  const allocations = isBillWise ? line.allocations : [];
  const moves = allocations.map((allocation) => stated(line, { allocation, intake, party }));
  const rest = line.amount - sum(moves.map((move) => move.amount));
  moves.push(unstated(line, { amount: rest, intake, party }));
  return moves.filter((move) => move.amount !== 0n);
}

function stated(
  line: PartyLine,
  { allocation, intake, party }: { allocation: BillAllocation; intake: Intake; party: Standing },
): Move {
  // Only a new ref may do without a name: it is then known by its voucher.
  const isNamed = allocation.name.trim() !== "" || allocation.type === "new-ref";
  const move = unstated(line, { amount: allocation.amount, intake, party });
  if (!isNamed || allocation.type === "on-account") return move;
  return {
    ...move,
    type: allocation.type,
    name: allocation.name.trim() || intake.billName(line),
    terms: {
      ...move.terms,
      billDate: allocation.date ?? line.date,
      stated: allocation.creditPeriod ?? null,
    },
    unappliedAs: UNAPPLIED_AS[allocation.type],
  };
}

function unstated(
  line: PartyLine,
  { amount, intake, party }: { amount: Paise; intake: Intake; party: Standing },
): Move {
  return {
    type: "on-account",
    side: intake.sideOf(party),
    name: intake.billName(line),
    amount,
    date: line.date,
    terms: {
      billDate: line.date,
      stated: null,
      dueText: line.dueText ?? null,
      givesCredit: intake.givesCredit,
    },
    isSupply: intake.isSupply,
    isOpening: false,
    words: intake.isSupply ? "" : nameKey(`${line.reference} ${line.narration ?? ""}`),
    unappliedAs: "on-account",
    voucherId: line.voucherId,
    lineNo: line.lineNo,
  };
}
