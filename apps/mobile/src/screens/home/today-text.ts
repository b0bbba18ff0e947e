import { alertAbout, alertWhy } from "@cfa/contract/alert-text";
import type { TodayItem } from "@cfa/contract/today";
import { paiseFromJson } from "@cfa/values/money";

import type { Catalogue } from "../../locale/en";

/** Why something stands among what to do or to know today, in a sentence or two. */
export function whyText(item: TodayItem, words: Catalogue): string {
  return alertWhy({ ...item, amount: paiseFromJson(item.amount) }, words.today.alert);
}

/** Whom or what it is about: the way of messages, the party, with the bill where it is about one. */
export function aboutText(item: TodayItem, words: Catalogue): string {
  return alertAbout(item, words.today.alert);
}
