import type { Cell } from "@cfa/contract/assistant-answer";
import { idOut } from "@cfa/values/ids";
import { abs, paiseToJson } from "@cfa/values/money";

/** No value. */
export const NONE: Cell = { kind: "none" };

/** A sum in the direction of its figure. */
export function money(amount: bigint): Cell {
  return { kind: "money", value: paiseToJson(amount), side: null };
}

/** A balance, debit positive, with its side. */
export function balance(amount: bigint): Cell {
  return { kind: "money", value: paiseToJson(abs(amount)), side: amount < 0n ? "credit" : "debit" };
}

/** A number of things. */
export function count(value: number): Cell {
  return { kind: "count", value };
}

/** Days, to a tenth. */
export function days(value: number): Cell {
  return { kind: "days", value: Math.round(value * 10) / 10 };
}

/** Hundredths of a per cent. */
export function percent(value: number): Cell {
  return { kind: "percent", value: Math.round(value) };
}

/** A day, or none. */
export function onDay(day: string | null): Cell {
  return day === null ? NONE : { kind: "day", value: day };
}

/** A moment, or none. */
export function moment(at: Date | string | null): Cell {
  if (at === null) return NONE;
  return { kind: "moment", value: typeof at === "string" ? at : at.toISOString() };
}

/** A text of the books. */
export function text(value: string | null): Cell {
  return value === null || value === "" ? NONE : { kind: "text", value };
}

/** A party by its ledger's UUID. */
export function party(ledgerId: string | null, name: string | null): Cell {
  return ledgerId === null
    ? text(name)
    : { kind: "party", value: idOut("party", ledgerId), name: name ?? "" };
}

/** A ledger by its UUID. */
export function ledger(ledgerId: string | null, name: string | null): Cell {
  return ledgerId === null
    ? text(name)
    : { kind: "ledger", value: idOut("ledger", ledgerId), name: name ?? "" };
}

/** A bill by its UUID. */
export function bill(billId: string | null, name: string): Cell {
  return billId === null ? text(name) : { kind: "bill", value: idOut("bill", billId), name };
}

/** A voucher by its UUID; one without a number goes by its type. */
export function voucher(
  voucherId: string | null,
  { number, type }: { number: string | null; type: string | null },
): Cell {
  const name = number === null || number === "" ? (type ?? "") : number;
  return voucherId === null ? text(name) : { kind: "voucher", value: idOut("voucher", voucherId), name };
}

/** A word of the product's own, by its code and as it is said. */
export function code(value: string, said: string | undefined): Cell {
  return { kind: "code", value, text: said ?? value };
}
