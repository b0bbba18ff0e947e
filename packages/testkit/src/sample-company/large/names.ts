import { CUSTOMER_CAST, FIRST, SUPPLIER_CAST, TOWN, TRADE } from "../party-names.ts";

const FORMS = ["", " Pvt Ltd", " & Sons", " LLP", " (Regd)"];

/** The name of a party by its number: the cast of the other sizes first, then invented ones, all different. */
export function partyName(index: number, customers: number): string {
  const cast = index < customers ? CUSTOMER_CAST[index] : SUPPLIER_CAST[index - customers];
  return cast?.name ?? inventedName(index);
}

/** First name, trade, town and form in turn, then a number behind them. */
function inventedName(index: number): string {
  let rest = index;
  const next = (list: readonly string[]): string => {
    const word = list[rest % list.length] ?? "";
    rest = Math.floor(rest / list.length);
    return word;
  };
  // Joined, not added: added strings keep their pieces, which is twice the memory.
  const words = [next(FIRST), next(TRADE), next(TOWN) + next(FORMS)];
  if (rest > 0) words.push(String(rest + 1));
  return words.join(" ");
}
