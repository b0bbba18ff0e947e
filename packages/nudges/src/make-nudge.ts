import type { LocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";

import { lookAtWays, noWayCode } from "./attempt-way.ts";
import type { HourCounts } from "./best-hour.ts";
import { capOn } from "./caps.ts";
import { whyOf } from "./explain.ts";
import type { PartyFacts, PlannedBill, ReceiptFact } from "./facts.ts";
import type { Kind, Stage } from "./kinds.ts";
import type { PlannedNudge } from "./plan.ts";
import type { PlanRules } from "./rules.ts";
import { sendTime } from "./send-time.ts";
import type { SilenceCode } from "./silence.ts";
import type { Said } from "./templates/fill.ts";

/** What all of a day's planning is done with. `company`: all customers' answers by hour. */
export type Planning = {
  rules: PlanRules;
  on: { today: LocalDate; now: Date };
  company: HourCounts;
};

/** What is to be said, before it is known when and how. */
export type Draft = {
  kind: Kind;
  stage: Stage;
  bills: readonly PlannedBill[];
  /** Of an offer: what holds on the day it goes out; null: nothing that could be told then. */
  offerOn?: (day: LocalDate) => Said["offer"];
  offerId?: string;
  /** Of thanks: what they are for. */
  receipt?: ReceiptFact;
};

/** Makes a nudge of a draft: its day and hour, what the party has had already, and the ways that are open to it; or says why it is none. */
export function makeNudge(
  party: PartyFacts,
  { rules, on, company }: Planning,
  draft: Draft,
): PlannedNudge | { code: SilenceCode } {
  const time = sendTime(party, draft.kind, { rules, company, now: on.now });
  if ("code" in time) return time;
  const cap = capOn(time.day, party.sent, { caps: rules.caps });
  if (cap !== null) return { code: cap };
  const { kind, stage, bills, receipt } = draft;
  const offer = draft.offerOn?.(time.day) ?? null;
  if (kind === "offer" && offer === null) return { code: "offer-over" };
  const amount = offer?.pay ?? receipt?.amount ?? sum(bills.map((bill) => bill.amount));
  const said: Said = { party: party.name, bills, amount, day: time.day, offer };
  const { language } = party;
  const { open, shut } = lookAtWays(party.wayOrder, { party, kind, stage, language, said }, rules);
  const [first] = open;
  if (first === undefined) return { code: noWayCode(shut) };
  return {
    guid: party.guid,
    kind,
    stage,
    day: time.day,
    sendAt: time.sendAt,
    notAfter: time.notAfter,
    approval: rules.approval[party.class],
    language,
    wayOrder: open.map(({ way }) => way),
    bills,
    amount,
    preview: Object.fromEntries(open.map(({ way, rendered }) => [way, rendered])),
    cost: first.rendered.cost,
    offerId: draft.offerId ?? null,
    reason: { why: whyOf(party, { ...draft, offer, day: time.day, today: on.today }), now: time.now },
  };
}
