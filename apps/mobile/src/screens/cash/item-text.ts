import type { CashItem, ItemRhythm } from "@cfa/contract/cash-items";

import type { Catalogue } from "../../locale/en";
import { dayText, momentDayText } from "../../locale/moment-text";
import { chanceText } from "../../locale/chance-text";
import { classText } from "./cash-figures";

/** A rhythm in words: "every month on the 5th", "every quarter, 2 days before the last", "every week". */
export function rhythmText(rhythm: ItemRhythm, words: Catalogue): string {
  const { items } = words.cash;
  if (rhythm.kind === "days") return items.days(rhythm.days);
  const every = items.months(rhythm.months);
  return rhythm.date > 0 ? items.onDate(every, rhythm.date) : items.fromEnd(every, -rhythm.date);
}

/** An item as it is believed: what a person says of its rhythm and size wins over what was found. */
export function believed({ rhythm, amount, said }: CashItem): Pick<CashItem, "rhythm" | "amount"> {
  return said?.word.kind === "edited" ? said.word : { rhythm, amount };
}

/** What there is to say of an item below its name. */
export function itemTexts(item: CashItem, words: Catalogue): string[] {
  const { items } = words.cash;
  const { rhythm } = believed(item);
  const next = item.ahead[0];
  return [
    classText(item.class, words),
    rhythm === null ? items.gone : rhythmText(rhythm, words),
    ...(next === undefined ? [] : [items.next(dayText(next.day))]),
    ...(item.hitRate === null ? [] : [items.hit(chanceText(item.hitRate))]),
    ...(item.alive === null || item.alive > 0.85 ? [] : [items.mayHaveEnded(chanceText(item.alive))]),
  ];
}

/** Who said what of it, when. */
export function saidText({ said }: CashItem, words: Catalogue): string | null {
  if (said === null) return null;
  const { items } = words.cash;
  return items.saidBy(items.said[said.word.kind], said.by, momentDayText(said.at));
}
