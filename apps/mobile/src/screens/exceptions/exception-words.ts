import type { ExceptionRow } from "@cfa/contract/exceptions";

import type { Catalogue } from "../../locale/en";
import { dayText } from "../../locale/moment-text";
import { refusalText } from "../corrections/failure-text";

/** What is odd, in a sentence. */
export function whatOf(row: ExceptionRow, words: Catalogue): string {
  const { what, unnamed } = words.exceptions;
  const name = row.name === "" ? unnamed : row.name;
  const day = row.date === null ? "" : dayText(row.date);
  const sentences: Record<ExceptionRow["kind"], () => string> = {
    unallocated: () => what.unallocated(row.name),
    "tds-short": () => what.tdsShort(name),
    "negative-reference": () => what.negative(name),
    "duplicate-reference": () => what.duplicate(name, row.count),
    "no-due-date": () => what.noDueDate(row.count),
    "no-contact": () => what.noContact(row.count),
    "duplicate-parties": () => what.duplicates(row.parties.map((party) => party.name).join(" · ")),
    "old-bill": () => what.oldBill(row.name, day),
    "back-dated": () => what.backDated(day, row.reason === "" ? "" : dayText(row.reason)),
    quarantined: () => what.quarantined(row.name),
    conflict: () => what.conflict,
  };
  return sentences[row.kind]();
}

/** What the books say of it besides: its voucher, its bills, why parties are alike, why something was set aside. */
export function aboutOf(row: ExceptionRow, words: Catalogue): string {
  if (row.kind === "quarantined") return row.reason;
  if (row.kind === "duplicate-parties") {
    return row.likeness.map((evidence) => words.exceptions.likeness[evidence]).join(" · ");
  }
  if (row.kind === "duplicate-reference") return row.bills.map((bill) => dayText(bill.date)).join(" · ");
  if (row.voucher !== null) {
    const { type, number, date, narration } = row.voucher;
    return [words.bill.voucherNumber(type, number), dayText(date), narration]
      .filter((part) => part !== "")
      .join(" · ");
  }
  return row.kind === "unallocated" ? words.exceptions.opening : "";
}

/** What an exception goes by where it is one line of many: its party, else what it is about. */
export function nameOf(row: ExceptionRow, words: Catalogue): string {
  const [party] = row.parties;
  if (party === undefined) return row.name === "" ? words.exceptions.kinds[row.kind] : row.name;
  return [party.name, row.voucher?.number ?? row.name].filter((part) => part !== "").join(" · ");
}

/** Why nothing was done about it, by the code of the refusal. */
export function whyNot(code: string, words: Catalogue): string {
  const { whyNot: reasons } = words.exceptions.queue;
  if (Object.hasOwn(reasons, code)) return reasons[code as keyof typeof reasons];
  return refusalText(code, words) ?? reasons.other;
}
