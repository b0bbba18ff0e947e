import { createHash } from "node:crypto";

/*
 * What a list or register of a person's own making says has no id of Tally. Its records get one made of what they say,
 * so that the same row, in the same file or in another, is the same record. All begin with "file:".
 */

export type ListSide = "receivable" | "payable";

/** What begins the id of every ledger that a list of one side made. */
export function partyGuidPrefix(side: ListSide): string {
  return `file:party:${side}:`;
}

/** The id of a party of a list. */
export function partyGuid(side: ListSide, party: string): string {
  return partyGuidPrefix(side) + sameName(party);
}

/** The id of a voucher of a register: of its kind, party, day, and its number or, without one, its sum and its turn. */
export function voucherGuid(
  kind: string,
  said: { party: string; date: string; number: string; paise: bigint },
  turn: number,
): string {
  const told =
    said.number === ""
      ? ["sum", said.paise.toString(), String(turn)]
      : ["number", sameName(said.number), String(turn)];
  const text = JSON.stringify([sameName(said.party), said.date, ...told]);
  return `file:${kind}:${createHash("sha256").update(text).digest("hex").slice(0, 40)}`;
}

/** Names compare trimmed, with single blanks and without case, as Tally compares them. */
export function sameName(name: string): string {
  return name.trim().replaceAll(/\s+/g, " ").toLowerCase();
}
