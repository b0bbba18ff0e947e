import type { CashItem, ItemRhythm, ItemWord } from "@cfa/contract/cash-items";
import { paiseToJson } from "@cfa/values/money";

import { dayText, typedDay } from "../../locale/moment-text";
import { believed } from "./item-text";
import { typedAmount, typedPaise } from "../../locale/typed-money";

export type Often = "month" | "quarter" | "year" | "week" | "same";
export type ItemDraft = { amount: string; next: string; often: Often };

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** What the form begins with: the item as it is. */
export function itemDraft(item: CashItem): ItemDraft {
  const { rhythm, amount } = believed(item);
  const next = item.ahead[0]?.day ?? rhythm?.next;
  return {
    amount: typedAmount(amount),
    next: next === undefined ? "" : dayText(next),
    often: oftenOf(rhythm),
  };
}

function oftenOf(rhythm: ItemRhythm | null): Often {
  if (rhythm === null) return "month";
  if (rhythm.kind === "days") return rhythm.days === 7 ? "week" : "same";
  if (rhythm.months === 1) return "month";
  if (rhythm.months === 3) return "quarter";
  return rhythm.months === 12 ? "year" : "same";
}

/** What is said by a draft, or which of its fields are wrong. A rhythm that the form cannot name stays as it is. */
export function itemWord(
  draft: ItemDraft,
  item: CashItem,
): { word: ItemWord } | { wrong: { amount: boolean; next: boolean } } {
  const amount = typedPaise(draft.amount);
  const next = typedDay(draft.next);
  if (amount === null || next === null) return { wrong: { amount: amount === null, next: next === null } };
  return {
    word: {
      kind: "edited",
      amount: paiseToJson(amount),
      rhythm: rhythmOf(draft, next, believed(item).rhythm),
    },
  };
}

function rhythmOf({ often }: ItemDraft, next: string, was: ItemRhythm | null): ItemRhythm {
  const shift = was?.shift ?? "stay";
  if (often === "week") return { kind: "days", days: 7, next, shift };
  if (often === "same" && was?.kind === "days") return { ...was, next };
  const months = often === "same" ? (was?.kind === "months" ? was.months : 1) : MONTHS[often];
  // An item that was counted from the month's end stays so while its day is not changed.
  const date =
    was?.kind === "months" && was.date <= 0 && was.next === next ? was.date : Number(next.slice(8));
  return { kind: "months", months, date, next, shift };
}
