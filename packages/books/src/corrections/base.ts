import { sum } from "@cfa/values/money";

import { outstandingAsOf } from "../outstanding.ts";
import type { CorrectionKind, CorrectionKinds, CorrectionTarget, MergeValue } from "./correction.ts";
import { billsAt, type CorrectionGround } from "./ground.ts";
import { knownOf } from "./merge.ts";
import { baseOfRematch, lineAt } from "./rematch.ts";
import { notesOn } from "./write-off.ts";

type Base = CorrectionKinds[CorrectionKind]["base"];
type Subject = Pick<CorrectionTarget, "line" | "bill" | "fromDate"> & { value: unknown };

const BASES: Readonly<Record<CorrectionKind, (subject: Subject, ground: CorrectionGround) => Base | null>> = {
  rematch({ line }, ground) {
    const found = line === null ? undefined : lineAt(ground, line);
    return found === undefined ? null : baseOfRematch(found.line);
  },
  "due-date"({ bill }, ground) {
    const [found] = bill === null ? [] : billsAt(ground, bill);
    return found === undefined ? null : { dueDate: found.dueDate, dueSource: found.dueSource };
  },
  terms: (_, { ledger }) => ({ creditPeriod: ledger.creditPeriod }),
  dispute: (subject, ground) => sumsOf(subject, ground),
  "write-off"(subject, ground) {
    const sums = sumsOf(subject, ground);
    return sums === null || subject.bill === null ? null : { ...sums, notes: notesOn(subject.bill, ground) };
  },
  merge({ value }, { ledger, others }) {
    const into = others?.get((value as MergeValue).intoGuid);
    return into === undefined ? null : { from: knownOf(ledger), into: knownOf(into) };
  },
  exclude: (_, { ledger }) => ({ name: ledger.name }),
  contact: (_, { ledger }) => ledger.reach,
  "credit-limit": (_, { ledger }) => ({ limit: ledger.creditLimit }),
  "tds-profile": () => ({}),
  "class-pin": () => ({}),
  promise({ fromDate }, { ledger, books }) {
    if (fromDate === null) return null;
    const { outstanding, overdue } = outstandingAsOf(books, { side: ledger.homeSide, asOf: fromDate });
    return { outstanding, overdue };
  },
};

/** What the books say of what a correction of this kind is about; null: it is not there. Keep it as the correction's base. */
export function baseOf(kind: CorrectionKind, subject: Subject, ground: CorrectionGround): Base | null {
  return BASES[kind](subject, ground);
}

function sumsOf({ bill }: Subject, ground: CorrectionGround): { amount: bigint; open: bigint } | null {
  const bills = bill === null ? [] : billsAt(ground, bill);
  if (bills.length === 0) return null;
  return { amount: sum(bills.map((each) => each.amount)), open: sum(bills.map((each) => each.open)) };
}
