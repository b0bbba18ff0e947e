import type { Party } from "@cfa/contract/reads";

/** A number to call, as it is written, and who says it. */
export type CallNumber = { text: string; dial: string; origin: "tally" | "person" };

const BETWEEN = /[,;/|\n]+|\s+(?:or|and|या)\s+/i;
const FEWEST_DIGITS = 6;

/** The numbers of a party, what people say before what Tally says; each once, however it is written. */
export function numbersOf({ phone, beside }: Pick<Party, "phone" | "beside">): CallNumber[] {
  const tally = beside === undefined ? phone : beside.tally.phone;
  const said = phone === tally ? null : phone;
  const all = [...numbersIn(said, "person"), ...numbersIn(tally, "tally")];
  return all.filter((one, at) => all.findIndex((other) => endOf(other) === endOf(one)) === at);
}

function numbersIn(text: string | null, origin: CallNumber["origin"]): CallNumber[] {
  return (text ?? "")
    .split(BETWEEN)
    .map((part) => ({ text: part.trim(), dial: dialOf(part), origin }))
    .filter(({ dial }) => dial.replace("+", "").length >= FEWEST_DIGITS);
}

/** Digits alone, with the plus of a country code where one begins it. */
function dialOf(text: string): string {
  const digits = text.replaceAll(/\D/g, "");
  return text.trim().startsWith("+") ? `+${digits}` : digits;
}

/** Two numbers are one where their last ten digits are: with and without country code or nought. */
function endOf({ dial }: CallNumber): string {
  return dial.replaceAll(/\D/g, "").slice(-10);
}
