import { addDays } from "@cfa/values/local-date";
import { describe, expect, test } from "vitest";

import type { AttemptFact, PartyFacts, SendFacts } from "./facts.ts";
import { judgeSend } from "./gate.ts";
import { momentOf } from "./hours.ts";
import type { PlanRules } from "./rules.ts";
import { amounts, bill, keyOf, OFFER, offered, party, sendFacts, sent, taken } from "./test-party.ts";
import { RULES, TEMPLATES, TODAY } from "./test-rules.ts";

/** Noon in India. */
const NOON = new Date("2026-12-02T06:30:00Z");
const facts = sendFacts(party());
const judge = (changes: Partial<SendFacts> = {}, rules: Partial<PlanRules> = {}, now = NOON) =>
  judgeSend({ ...facts, ...changes }, { ...RULES, ...rules }, now);
const told = (...given: Parameters<typeof judge>) => {
  const verdict = judge(...given);
  return verdict.kind === "send" ? `send ${verdict.way}` : `${verdict.kind} ${verdict.code}`;
};
const ofParty = (changes: Partial<PartyFacts>) => told({ party: party(changes) });
const books = (changes: Partial<SendFacts["books"]>) => told({ books: { ...facts.books, ...changes } });
const nudge = (changes: Partial<SendFacts["nudge"]>) => told({ nudge: { ...facts.nudge, ...changes } });
const attempt = (
  way: AttemptFact["way"],
  state: AttemptFact["state"],
  scope?: "message" | "address",
): AttemptFact => ({
  no: 1,
  way,
  state,
  failure: scope === undefined ? null : { scope, code: "131026", detail: "" },
});

test("what was planned and is still true is sent, with today's text and the first open way's address", () => {
  const verdict = judge();
  expect(verdict).toMatchObject({ kind: "send", way: "whatsapp", address: { hash: "w" } });
  if (verdict.kind === "send") {
    expect(amounts(verdict.bills)).toEqual(["INV-1 10000 after-7"]);
    expect(verdict.rendered.body).toContain("₹10,000 for INV-1");
    expect(verdict.template?.providerName).toBe("reminder_after-7");
  }
});

describe("it ends", () => {
  test("where it is paid, disputed, covered or only tax", () => {
    expect(ofParty({ bills: [] })).toBe("end paid");
    expect(ofParty({ bills: [bill("INV-1", 7, { disputed: 10_000_00n })] })).toBe("end disputed");
    expect(ofParty({ unapplied: 10_000_00n })).toBe("end covered");
    expect(ofParty({ bills: [bill("INV-1", 7, { postDated: 10_000_00n })] })).toBe("end post-dated");
    expect(ofParty({ bills: [bill("INV-1", 7, { tdsAwaited: 10_000_00n })] })).toBe("end tds-only");
    expect(ofParty({ bills: [bill("INV-1", 7, { covered: 9_950_00n })] })).toBe("end too-small");
  });

  test("where the party is excluded, has promised, says it has paid, differs or is left in peace", () => {
    const promise = { id: "p", amount: 1n, day: TODAY, givenOn: TODAY, standing: "open" as const };
    const said = { kind: "said-paid" as const, at: NOON, amount: null, bill: null };
    expect(ofParty({ isExcluded: true })).toBe("end excluded");
    expect(ofParty({ promises: [promise] })).toBe("end promised");
    expect(ofParty({ claims: [said] })).toBe("end said-paid");
    expect(ofParty({ claims: [{ ...said, kind: "reply-waiting" }] })).toBe("end reply-waiting");
    expect(ofParty({ claims: [{ ...said, kind: "paid-at-gateway", bill: keyOf("INV-1") }] })).toBe(
      "end paid-at-gateway",
    );
    expect(ofParty({ isPartyTied: false })).toBe("end party-differs");
    expect(ofParty({ quietUntil: TODAY })).toBe("end party-quiet");
    expect(ofParty({ quietUntil: addDays(TODAY, -1) })).toBe("send whatsapp");
  });

  test("where the stage has gone out with another nudge, or this one may have gone out", () => {
    expect(ofParty({ steps: [taken("INV-1", "after-7")] })).toBe("end step-sent");
    expect(ofParty({ steps: [taken("INV-1", "after-7", { nudgeId: "nudge-1" })] })).toBe("send whatsapp");
    const back = taken("INV-1", "after-7", { state: "silent", nudgeId: null, code: "taken-back" });
    expect(ofParty({ steps: [back] })).toBe("end taken-back");
    for (const state of ["calling", "unknown", "accepted", "sent", "delivered", "read", "printed"] as const) {
      expect(told({ attempts: [attempt("whatsapp", state)] })).toBe("end step-sent");
    }
  });

  test("where the party has had enough since; its own earlier attempt is no other message", () => {
    expect(ofParty({ sent: [sent(0)] })).toBe("end two-a-day");
    expect(ofParty({ sent: [sent(0, "nudge-1")] })).toBe("send whatsapp");
    expect(ofParty({ sent: [sent(1), sent(2)] })).toBe("end cap-week");
    expect(ofParty({ sent: [8, 9, 10, 11, 12].map((days) => sent(days)) })).toBe("end cap-month");
  });

  test("where the day is over, or nudges are off", () => {
    expect(told({}, {}, momentOf(TODAY, 1_200))).toBe("end day-passed");
    expect(told({}, {}, momentOf(addDays(TODAY, 1), 660))).toBe("end day-passed");
    expect(told({}, { isOn: false })).toBe("end off");
    expect(told({}, { quiet: { ...RULES.quiet, days: new Set([TODAY]) } })).toBe("end day-passed");
  });

  test("where no way is open any more", () => {
    const stop = (["whatsapp", "sms", "email"] as const).map((way) => ({
      ...party().consent[0]!,
      way,
      said: "withdrawn" as const,
      at: NOON,
    }));
    const noPrint = { ...facts.nudge, wayOrder: ["whatsapp", "sms", "email"] as const };
    expect(told({ party: party({ consent: stop }), nudge: noPrint })).toBe("end opted-out");
    expect(told({ party: party({ consent: stop }) })).toBe("send print");
    expect(told({ nudge: noPrint }, { brand: "" })).toBe("end preflight");
    expect(told({ nudge: noPrint, party: party({ addresses: [] }) })).toBe("end no-way");
  });
});

describe("it waits", () => {
  test("for books that are changing, too old or not Tally's", () => {
    expect(judge({ books: { ...facts.books, isChanging: true } })).toEqual({
      kind: "put-off",
      code: "books-changing",
      until: new Date(NOON.getTime() + 30_000),
    });
    expect(books({ freshness: "stale" })).toBe("put-off stale");
    expect(books({ freshness: "never", readAt: null })).toBe("put-off stale");
    expect(books({ tieOut: "different", debtorsOff: 1_01n })).toBe("put-off tie-out-differs");
    expect(books({ tieOut: "different", debtorsOff: -1_01n })).toBe("put-off tie-out-differs");
    expect(books({ tieOut: "different", debtorsOff: 1_00n })).toBe("send whatsapp");
  });

  test("and judges no bill by such books: a bill that is gone for a moment does not end it", () => {
    const changing = { ...facts.books, isChanging: true };
    expect(told({ party: party({ bills: [] }), books: changing })).toBe("put-off books-changing");
  });

  test("until its own time and within the hours, as long as its day lasts", () => {
    expect(judge({}, {}, momentOf(TODAY, 541))).toEqual({
      kind: "put-off",
      code: "outside-hours",
      until: facts.nudge.sendAt,
    });
    expect(told({}, {}, momentOf(TODAY, 500))).toBe("put-off outside-hours");
    expect(told({ books: { ...facts.books, freshness: "stale" } }, {}, momentOf(TODAY, 1_190))).toBe(
      "end day-passed",
    );
  });

  test("for a paused account, where no other way is open", () => {
    const ways = RULES.ways.map((each) => ({ ...each, state: "paused" as const }));
    expect(told({ nudge: { ...facts.nudge, wayOrder: ["whatsapp"] } }, { ways })).toBe(
      "put-off account-paused",
    );
    expect(told({}, { ways })).toBe("send print");
  });
});

describe("it asks a person", () => {
  test("where nobody has approved it, or the owner no longer wants it automatic", () => {
    expect(nudge({ approval: "each" })).toBe("ask-again not-approved");
    expect(nudge({ approval: "each", isApproved: true })).toBe("send whatsapp");
    expect(told({}, { approval: { ...RULES.approval, "on-time": "digest" } })).toBe("ask-again not-approved");
  });

  test("where the books cannot be held against Tally's and it would go by itself", () => {
    expect(books({ tieOut: "unknown" })).toBe("ask-again tie-out-unknown");
    expect(
      told({
        nudge: { ...facts.nudge, isApproved: true },
        books: { ...facts.books, tieOut: "unknown" },
      }),
    ).toBe("send whatsapp");
  });

  test("where it would come to more than was approved; less goes out as less", () => {
    const approved = { ...facts.nudge, isApproved: true };
    const more = party({ bills: [bill("INV-1", 7, { open: 10_000_01n })] });
    expect(told({ nudge: approved, party: more })).toBe("ask-again more-than-approved");
    const less = judge({ nudge: approved, party: party({ bills: [bill("INV-1", 7, { open: 4_000_00n })] }) });
    expect(less.kind === "send" && less.rendered.body).toContain("₹4,000 for INV-1");
  });
});

const promised = (days: number, standing: "broken" | "kept") =>
  ({
    id: `p${days}`,
    amount: 1n,
    day: addDays(TODAY, days),
    givenOn: addDays(TODAY, days - 5),
    standing,
  }) as const;

describe("of several bills", () => {
  const of = party({ bills: [bill("A", 7), bill("B", 3), bill("C", 20)], steps: [taken("C", "after-15")] });
  const planned = sendFacts(of);
  const judged = (bills: PartyFacts["bills"]) =>
    judgeSend({ ...planned, party: { ...of, bills } }, RULES, NOON);

  test("what was paid meanwhile is left out; what is new is not added", () => {
    const verdict = judged([bill("B", 3), bill("C", 20), bill("NEW", 30)]);
    expect(verdict.kind === "send" && amounts(verdict.bills)).toEqual(["B 10000 after-3", "C 10000 –"]);
  });

  test("it says no more than what is left of it asks for: no last reminder of a bill that has just fallen due", () => {
    const two = party({ bills: [bill("OLD", 50), bill("NEW", 0)], steps: [taken("OLD", "after-30")] });
    const both = sendFacts(two);
    expect(both.nudge.stage).toBe("final");
    const verdict = judgeSend({ ...both, party: { ...two, bills: [bill("NEW", 0)] } }, RULES, NOON);
    expect(verdict.kind === "send" && verdict.template?.stage).toBe("due");
    expect(verdict.kind === "send" && verdict.rendered.body).toContain("₹10,000 for NEW is due 2 Dec 2026.");
  });

  test("a bill whose due date was put off, or whose stage the customer's class no longer has, is spoken of no more", () => {
    const later = { ...bill("A", -4), key: keyOf("A") };
    const verdict = judged([later, bill("B", 3)]);
    expect(verdict.kind === "send" && amounts(verdict.bills)).toEqual(["B 10000 after-3"]);
    expect(judged([later])).toEqual({ kind: "end", code: "not-due" });
    const pinned: PartyFacts = { ...of, class: "prompt", bills: [bill("A", 5), bill("B", 3)] };
    expect(judgeSend({ ...planned, party: pinned }, RULES, NOON)).toEqual({ kind: "end", code: "not-due" });
  });

  test("a promise that was kept after all is not spoken of by an older one that was broken", () => {
    const before = party({
      bills: [bill("INV-1", 7)],
      promises: [promised(-40, "broken"), promised(-1, "broken")],
    });
    const spoken = sendFacts(before);
    expect(spoken.nudge.stage).toBe("promise-broken");
    const kept = { ...before, promises: [promised(-40, "broken"), promised(-1, "kept")] };
    expect(judgeSend({ ...spoken, party: kept }, RULES, NOON)).toEqual({ kind: "end", code: "not-due" });
    expect(
      judgeSend({ ...spoken, party: { ...kept, promises: [promised(-1, "kept")] } }, RULES, NOON),
    ).toEqual({ kind: "end", code: "promised" });
  });

  test("it ends where none of those is left that caused it, with the code of the first", () => {
    const left = [bill("A", 7, { disputed: 10_000_00n }), bill("C", 20)];
    expect(judged(left)).toEqual({ kind: "end", code: "disputed" });
  });
});

describe("after an attempt that surely did not arrive", () => {
  test("the next way is tried; what was merely busy is tried again", () => {
    expect(told({ attempts: [attempt("whatsapp", "put-off", "address")] })).toBe("send sms");
    expect(told({ attempts: [attempt("whatsapp", "failed", "message")] })).toBe("send sms");
    expect(told({ attempts: [attempt("whatsapp", "put-off")] })).toBe("send whatsapp");
  });

  test("until none is left", () => {
    const attempts = (["whatsapp", "sms", "email", "print"] as const).map((way) => attempt(way, "failed"));
    expect(told({ attempts })).toBe("end no-way-left");
  });

  test("a template paused in between shuts its way alone", () => {
    const templates = TEMPLATES.map((each) =>
      each.way === "whatsapp" ? { ...each, state: "recategorised" as const } : each,
    );
    expect(told({}, { templates })).toBe("send sms");
  });
});

describe("other kinds", () => {
  const offerFacts = sendFacts(offered());
  const offer = (changes: Partial<SendFacts>) => {
    const verdict = judgeSend({ ...offerFacts, ...changes }, RULES, NOON);
    return verdict.kind === "send" ? `send ${verdict.way}` : `${verdict.kind} ${verdict.code}`;
  };

  test("an offer goes out while it stands, to nobody in the hold-out", () => {
    expect(offer({})).toBe("send email");
    expect(offer({ offerHeldOut: true })).toBe("end held-out");
    expect(offer({ party: offered({ offer: null }) })).toBe("end offer-over");
    expect(offer({ party: offered({ offer: { ...OFFER, offerId: "offer-2" } }) })).toBe("end offer-over");
    expect(offer({ party: offered({ offer: { ...OFFER, state: "accepted" } }) })).toBe("end offer-over");
    expect(offer({ party: offered({ bills: [] }) })).toBe("end paid");
    expect(offer({ party: offered({ consent: [] }) })).toBe("send print");
  });

  test("thanks go out for money that is still there, again after an attempt that was put off", () => {
    const receipt = {
      voucher: "v",
      date: TODAY,
      seenAt: new Date("2026-12-01T12:00:00Z"),
      amount: 10_000_00n,
      closed: [bill("INV-9", 3)],
    };
    const payer = party({
      bills: [],
      received: [receipt],
      steps: [taken("INV-9", "after-7")],
    });
    const thanks = sendFacts(payer);
    expect(judgeSend(thanks, RULES, NOON)).toMatchObject({ kind: "send", way: "whatsapp" });
    const own = [...payer.steps, taken("INV-9", "paid", { nudgeId: "nudge-1" })];
    expect(judgeSend({ ...thanks, party: { ...payer, steps: own } }, RULES, NOON).kind).toBe("send");
    const bounced = { ...payer, received: [] };
    expect(judgeSend({ ...thanks, party: bounced }, RULES, NOON)).toEqual({
      kind: "end",
      code: "not-received",
    });
  });
});
