import type { TodayItem } from "@cfa/contract/today";
import { paiseFromJson } from "@cfa/values/money";

import type { Catalogue } from "../../locale/en";
import { dayText } from "../../locale/moment-text";
import { moneyText } from "../../locale/money-text";

/** Why something stands among what to do or to know today, in one sentence. */
export function whyText(item: TodayItem, words: Catalogue): string {
  const { why } = words.today;
  const { classes } = words.payments;
  const { days } = item;
  const day = item.day === null ? "" : dayText(item.day);
  switch (item.kind) {
    case "sync-stale":
      return why.stale(days);
    case "tie-out-differs":
      return why.differs;
    case "cash-below-floor":
      return why.floor(day, moneyText(paiseFromJson(item.amount), { form: "short", words }));
    case "promise-broken":
      return why.promise(day, days);
    case "cheque-returned":
      return why.cheque(day);
    case "class-worse":
      return item.change === null ? "" : why.worse(classes[item.change.before], classes[item.change.now]);
    case "slower":
      return why.slower(days, day);
    case "unapplied-receipt":
      return why.unapplied(day);
    case "over-limit":
      return why.overLimit(day);
    case "msme-due":
      return days < 0 ? why.msmePast(-days) : why.msmeLeft(days, day);
    case "correction-conflict":
      return why.conflict;
    case "correction-waiting":
      return why.waiting(days);
    case "reply-waiting":
      return why.reply(day);
    case "opt-out":
      return why.optOut(day);
  }
}

/** Whom or what it is about: the party, with the bill where it is about one. */
export function aboutText({ party, bill }: Pick<TodayItem, "party" | "bill">): string {
  return [party?.name, bill?.name].filter((part) => part !== undefined && part !== "").join(" · ");
}
