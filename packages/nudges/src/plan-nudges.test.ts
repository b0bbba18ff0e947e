import { addDays, day } from "@cfa/values/local-date";
import { describe, expect, test } from "vitest";

import type { Claim, ConsentFact, PartyFacts, PromiseFact } from "./facts.ts";
import { momentOf } from "./hours.ts";
import { planNudges } from "./plan-nudges.ts";
import { planStatement } from "./plan-statement.ts";
import { amounts, bill, keyOf, looksOf, OFFER, offered, party, plan, sent, taken } from "./test-party.ts";
import { NOW, RULES, TEMPLATES, TODAY } from "./test-rules.ts";

const DAY_MILLIS = 86_400_000;
const promise = (days: number, standing: PromiseFact["standing"]): PromiseFact => ({
  id: "p",
  amount: 10_000_00n,
  day: addDays(TODAY, days),
  givenOn: addDays(TODAY, days - 5),
  standing,
});
const claim = (kind: Claim["kind"], daysAgo: number, name: string | null = null): Claim => ({
  kind,
  at: new Date(NOW.getTime() - daysAgo * DAY_MILLIS),
  amount: null,
  bill: name === null ? null : keyOf(name),
});
const consent = (changes: Partial<ConsentFact>): ConsentFact => ({
  of: "party",
  hash: null,
  kind: "reminder",
  way: "whatsapp",
  said: "given",
  at: new Date("2026-05-01T06:00:00Z"),
  ...changes,
});

/** A bill that was reminded of after a week. */
const afterWeek = (overdue: number) =>
  party({ bills: [bill("INV-1", overdue)], steps: [taken("INV-1", "after-7")] });
/** The stage a class's bill is at, so many days after its due date. */
const first = (of: PartyFacts["class"], overdue: number) =>
  plan(party({ class: of, bills: [bill("INV-1", overdue)] })).nudges[0]?.stage;
const last = (...given: Parameters<typeof looksOf>) => looksOf(...given).at(-1);
const waysOf = (of: PartyFacts, changes: Partial<typeof RULES> = {}) => plan(of, changes).nudges[0]?.wayOrder;

describe("a bill that fell due a week ago", () => {
  test("is reminded of once, at half past ten or so, on WhatsApp first; the stages before are passed over", () => {
    const { nudges, steps } = plan(party());
    expect(steps.map(({ stage, state, code }) => [stage, state, code])).toEqual([
      ["due", "silent", "passed-over"],
      ["after-3", "silent", "passed-over"],
      ["after-7", "open", null],
    ]);
    expect(nudges).toMatchObject([
      {
        guid: "sharma",
        kind: "reminder",
        stage: "after-7",
        day: TODAY,
        amount: 10_000_00n,
        approval: "automatic",
        wayOrder: ["whatsapp", "sms", "email", "print"],
        cost: 12n,
        notAfter: momentOf(TODAY, 1_200),
        reason: {
          why: [
            { code: "stage", stage: "after-7", bill: "INV-1", days: 7 },
            { code: "class", class: "on-time" },
          ],
          now: [{ code: "hour", hour: 10, basis: "usual" }],
        },
      },
    ]);
    expect(nudges[0]?.preview.whatsapp?.body).toContain("₹10,000 for INV-1 is overdue by up to 7 days");
    expect(nudges[0]?.preview.sms?.body).toContain("Rs 10000 for INV1");
  });

  test("is planned alike whenever the plan is made again", () => {
    expect(plan(party())).toEqual(plan(party()));
  });

  test("is passed by once its stage has gone out, and taken up again at the next", () => {
    expect(plan(afterWeek(14)).nudges).toEqual([]);
    expect(plan(afterWeek(15)).nudges).toMatchObject([{ stage: "after-15" }]);
  });

  test("by class: who pays promptly hears after a week, who is risky five days before", () => {
    expect([first("prompt", 6), first("prompt", 7)]).toEqual([undefined, "after-7"]);
    expect([first("on-time", -1), first("on-time", 0)]).toEqual([undefined, "due"]);
    expect([first("late", -4), first("late", -3), first("new", -3)]).toEqual([
      undefined,
      "before-due",
      "before-due",
    ]);
    expect([first("risky", -6), first("risky", -5)]).toEqual([undefined, "before-due"]);
    expect(first("risky", 400)).toBe("after-7");
  });

  test("waits for a person's word where the owner wants that for the class", () => {
    const { nudges } = plan(party(), { approval: { ...RULES.approval, "on-time": "each" } });
    expect(nudges[0]?.approval).toBe("each");
  });
});

describe("one message for all of a party's bills", () => {
  const of = party({
    bills: [
      bill("A", 7),
      bill("B", 3),
      bill("C", 20),
      bill("D", -2),
      bill("E", -4),
      bill("F", 30, { disputed: 10_000_00n }),
    ],
    steps: [taken("C", "after-15")],
  });

  test("is at the furthest stage, and lists what else is overdue or due within three days", () => {
    const { nudges, steps } = plan(of);
    expect(nudges).toHaveLength(1);
    expect(nudges[0]).toMatchObject({ stage: "after-7", amount: 40_000_00n });
    expect(amounts(nudges[0]?.bills ?? [])).toEqual([
      "A 10000 after-7",
      "B 10000 after-3",
      "C 10000 –",
      "D 10000 –",
    ]);
    expect(nudges[0]?.reason.why).toContainEqual({ code: "together", bills: 4, amount: 40_000_00n });
    expect(steps.filter(({ state }) => state === "open").map(({ bill }) => bill.billKey)).toEqual(["A", "B"]);
  });
});

describe("nothing is said", () => {
  test("where nudges are off, or the party is excluded", () => {
    expect(last(party(), { isOn: false })).toBe("INV-1 after-7 off");
    expect(last(party({ isExcluded: true, promises: [promise(1, "open")] }))).toBe("INV-1 after-7 excluded");
  });

  test.for([
    [{ open: 0n }, "paid"],
    [{ tdsAwaited: 10_000_00n }, "tds-only"],
    [{ tdsAwaited: 200_00n, disputed: 9_800_00n }, "disputed"],
    [{ disputed: 9_900_01n }, "too-small"],
    [{ open: 99_99n }, "too-small"],
    [{ covered: 10_000_00n }, "covered"],
    [{ postDated: 10_000_00n }, "post-dated"],
    [{ postDated: 9_950_00n }, "too-small"],
  ] as const)("of a bill of which %s", ([changes, code]) => {
    const of = party({ bills: [bill("INV-1", 7, changes)] });
    expect(last(of)).toBe(`INV-1 after-7 ${code}`);
    expect(plan(of).nudges).toEqual([]);
  });

  test("of a bill that money on account would pay; one that it would not pay is asked for", () => {
    expect(last(party({ unapplied: 10_000_00n }))).toBe("INV-1 after-7 covered");
    expect(last(party({ unapplied: 9_999_99n }))).toBe("INV-1 after-7 open");
  });

  test("but what is undisputed is asked for from a hundred rupees", () => {
    const { nudges } = plan(party({ bills: [bill("INV-1", 7, { disputed: 9_900_00n })], unapplied: 0n }));
    expect(nudges[0]?.amount).toBe(100_00n);
  });

  test("until the day of a promise is over; a broken one is a stage of its own, then the ladder goes on", () => {
    expect(last(party({ promises: [promise(0, "open")] }))).toBe("INV-1 after-7 promised");
    const broken = party({ bills: [bill("INV-1", 9)], promises: [promise(-1, "broken")] });
    expect(plan(broken).nudges).toMatchObject([{ stage: "promise-broken" }]);
    expect(plan(broken).nudges[0]?.reason.why).toContainEqual({
      code: "promise-broken",
      day: addDays(TODAY, -1),
      amount: 10_000_00n,
    });
    expect(looksOf(broken)).toContain("INV-1 after-7 passed-over");
    const later = party({
      bills: [bill("INV-1", 15)],
      promises: [promise(-5, "broken")],
      steps: [taken("INV-1", "promise-broken")],
    });
    expect(plan(later).nudges).toMatchObject([{ stage: "after-15" }]);
    expect(last(party({ promises: [promise(-8, "broken")] }))).toBe("INV-1 after-7 open");
  });

  test("a second promise that is broken keeps nothing back of what the first was spoken of for", () => {
    const promises = [promise(-9, "broken"), promise(-1, "broken")];
    const [first, second] = [addDays(TODAY, -8), TODAY].map((dueOn) =>
      plan(party({ promises, steps: [taken("INV-1", "promise-broken", { dueOn })] })),
    );
    expect(first?.nudges).toMatchObject([{ stage: "after-7" }]);
    expect(second?.nudges).toEqual([]);
  });

  test("for a few days after somebody said that it is paid, of that bill or of all", () => {
    expect(last(party({ claims: [claim("said-paid", 4.9)] }))).toBe("INV-1 after-7 said-paid");
    expect(last(party({ claims: [claim("said-paid", 5)] }))).toBe("INV-1 after-7 open");
    expect(last(party({ claims: [claim("paid-at-gateway", 2.9, "INV-1")] }))).toBe(
      "INV-1 after-7 paid-at-gateway",
    );
    expect(last(party({ claims: [claim("reply-waiting", 3)] }))).toBe("INV-1 after-7 open");
    expect(last(party({ claims: [claim("said-paid", 0, "INV-2")] }))).toBe("INV-1 after-7 open");
  });

  test("to a party whose bills differ from Tally's", () => {
    expect(last(party({ isPartyTied: false }))).toBe("INV-1 after-7 party-differs");
  });

  test("beyond one a day, two a week and five in thirty days", () => {
    expect(last(party({ sent: [sent(0)] }))).toBe("INV-1 after-7 two-a-day");
    expect(last(party({ sent: [sent(1), sent(6)] }))).toBe("INV-1 after-7 cap-week");
    expect(last(party({ sent: [sent(1), sent(7)] }))).toBe("INV-1 after-7 open");
    expect(last(party({ sent: [8, 12, 16, 20, 29].map((days) => sent(days)) }))).toBe(
      "INV-1 after-7 cap-month",
    );
    expect(last(party({ sent: [8, 12, 16, 20, 30].map((days) => sent(days)) }))).toBe("INV-1 after-7 open");
  });

  test("after the last stage and a week: then a person has to call, and the bill is in no message", () => {
    const bills = [bill("INV-1", 60), bill("INV-2", 0)];
    const steps = [taken("INV-1", "final", { nudgeId: "final" })];
    const late = plan(party({ bills, steps, sent: [sent(7, "final")] }));
    expect(late.byPerson).toEqual([{ guid: "sharma", amount: 10_000_00n }]);
    expect(amounts(late.nudges[0]?.bills ?? [])).toEqual(["INV-2 10000 due"]);
    const soon = plan(party({ bills, steps, sent: [sent(6, "final")] }));
    expect(soon.byPerson).toEqual([]);
    expect(amounts(soon.nudges[0]?.bills ?? [])).toEqual(["INV-2 10000 due", "INV-1 10000 –"]);
    const broken = party({ bills, steps, promises: [promise(-1, "broken")] });
    expect(looksOf(broken)).toContain("INV-1 promise-broken chased-out");
  });
});

describe("ways", () => {
  const noPrint = { wayOrder: ["whatsapp", "sms", "email"] as const };

  test("WhatsApp needs leave; SMS and mail need the owner's word on the ground, or leave", () => {
    expect(waysOf(party({ consent: [] }))).toEqual(["sms", "email", "print"]);
    expect(waysOf(party({ consent: [] }), { isGroundSaid: false })).toEqual(["print"]);
    const given = [consent({ way: "email" })];
    expect(waysOf(party({ consent: given }), { isGroundSaid: false })).toEqual(["email", "print"]);
  });

  test("what was said last counts, of the party and of the address alike; either word against it shuts the way", () => {
    const later = new Date("2026-06-01T06:00:00Z");
    const stop = consent({ said: "withdrawn", at: later });
    expect(waysOf(party({ consent: [consent({}), stop] }))).not.toContain("whatsapp");
    expect(waysOf(party({ consent: [stop, consent({ at: new Date("2026-07-01T06:00:00Z") })] }))).toContain(
      "whatsapp",
    );
    const ofAddress = consent({ of: "address", hash: "w", said: "withdrawn", at: new Date(0) });
    expect(waysOf(party({ consent: [consent({}), ofAddress] }))).not.toContain("whatsapp");
    const ofAnother = consent({ of: "address", hash: "x", said: "withdrawn", at: later });
    expect(waysOf(party({ consent: [consent({}), ofAnother] }))).toContain("whatsapp");
    const atOnce = [consent({ said: "withdrawn" }), consent({})];
    expect(waysOf(party({ consent: atOnce }))).not.toContain("whatsapp");
  });

  test("a letter is left when all else is refused; without it the code says what all ways have in common", () => {
    const stopped = (["whatsapp", "sms", "email"] as const).map((way) => consent({ way, said: "withdrawn" }));
    expect(waysOf(party({ consent: stopped }))).toEqual(["print"]);
    expect(looksOf(party({ consent: stopped, ...noPrint })).at(-1)).toBe("INV-1 after-7 opted-out");
    expect(looksOf(party({ addresses: [], ...noPrint })).at(-1)).toBe("INV-1 after-7 no-address");
    expect(looksOf(party(noPrint), { ways: [] }).at(-1)).toBe("INV-1 after-7 no-account");
    expect(looksOf(party({ consent: [], wayOrder: ["sms"] }), { isGroundSaid: false }).at(-1)).toBe(
      "INV-1 after-7 no-ground",
    );
    expect(looksOf(party({ consent: [], addresses: [], ...noPrint, wayOrder: [] })).at(-1)).toBe(
      "INV-1 after-7 no-way",
    );
  });

  test("a dead address gives way to the next one", () => {
    const dead = { way: "email", address: "old@x.in", hash: "o", end: "x.in", isDead: true } as const;
    const of = party({ wayOrder: ["email"], addresses: [dead] });
    expect(looksOf(of).at(-1)).toBe("INV-1 after-7 address-dead");
    expect(waysOf(party({ ...of, addresses: [dead, ...party().addresses] }))).toEqual(["email"]);
  });

  test("a way without a registered text, with a paused account, or whose text would be refused is dropped", () => {
    const templates = TEMPLATES.map((each) =>
      each.way === "whatsapp" ? { ...each, state: "paused" as const } : each,
    );
    expect(waysOf(party(), { templates })).toEqual(["sms", "email", "print"]);
    expect(waysOf(party(), { templates: [] })).toEqual(["email", "print"]);
    const ways = RULES.ways.map((each) =>
      each.way === "sms" ? { ...each, state: "paused" as const } : each,
    );
    expect(waysOf(party(), { ways })).toEqual(["whatsapp", "email", "print"]);
    expect(looksOf(party(), { brand: "" }).at(-1)).toBe("INV-1 after-7 preflight");
  });

  test("Hindi where the party is written to in Hindi, English where that is not registered", () => {
    const of = party({ language: "hi" });
    expect(plan(of).nudges[0]?.preview.whatsapp?.body).toContain("7 दिन से बकाया");
    const templates = TEMPLATES.filter(({ language }) => language === "en");
    const { preview } = plan(of, { templates }).nudges[0] ?? {};
    expect(preview?.whatsapp?.body).toContain("overdue by up to 7 days");
    expect(preview?.email?.body).toContain("7 दिन से बकाया");
  });
});

describe("day and hour", () => {
  test("a quiet day moves it by two days at most", () => {
    const days = new Set([TODAY, addDays(TODAY, 1)]);
    const moved = plan(party(), { quiet: { ...RULES.quiet, days } }).nudges[0];
    expect(moved).toMatchObject({ day: addDays(TODAY, 2) });
    expect(moved?.reason.now).toContainEqual({ code: "moved", from: TODAY, why: "quiet-day" });
    days.add(addDays(TODAY, 2));
    expect(looksOf(party(), { quiet: { ...RULES.quiet, days } }).at(-1)).toBe("INV-1 after-7 quiet-day");
  });

  test("Sundays and holidays are quiet, and so is a party for which a person said so", () => {
    const [nudge] = plan(party({ quietUntil: addDays(TODAY, 1) })).nudges;
    expect(nudge?.day).toBe(addDays(TODAY, 2));
    expect(looksOf(party({ quietUntil: addDays(TODAY, 9) })).at(-1)).toBe("INV-1 after-7 party-quiet");
    // Friday the 25th is a holiday.
    const on = { today: day("2026-12-25"), now: new Date("2026-12-25T00:00:00Z") };
    const of = party({ bills: [bill("INV-1", 0, { dueDate: on.today })] });
    expect(planNudges([of], RULES, on).nudges).toMatchObject([{ day: "2026-12-26" }]);
    const [, later] = [1, 2].map((days) => addDays(on.today, days));
    const quiet = { ...RULES.quiet, days: new Set([addDays(on.today, 1)]) };
    expect(planNudges([of], { ...RULES, quiet }, on).steps.at(-1)).toMatchObject({ code: "holiday" });
    expect(later).toBe("2026-12-27"); // a Sunday
  });

  test("what is planned in the evening goes out the next day, in the afternoon at once", () => {
    const evening = new Date("2026-12-02T15:00:00Z");
    expect(plan(party(), {}, evening).nudges[0]).toMatchObject({ day: addDays(TODAY, 1) });
    expect(plan(party(), {}, evening).nudges[0]?.reason.now).toContainEqual({
      code: "moved",
      from: TODAY,
      why: "outside-hours",
    });
    const afternoon = new Date("2026-12-02T09:01:00Z");
    expect(plan(party(), {}, afternoon).nudges[0]?.sendAt).toEqual(new Date("2026-12-02T09:15:00Z"));
  });

  test("hours that leave no minute leave nothing to send", () => {
    const hours = { ...RULES.hours, from: 600, to: 600 };
    expect(looksOf(party(), { hours }).at(-1)).toBe("INV-1 after-7 outside-hours");
  });
});

describe("offers", () => {
  test("are told of once, where the party agreed to that, within the hours of promotional texts", () => {
    const { nudges, steps } = plan(offered());
    expect(nudges).toMatchObject([
      {
        kind: "offer",
        stage: "offered",
        offerId: "offer-1",
        amount: 9_800_00n,
        wayOrder: ["email", "print"],
      },
    ]);
    expect(nudges[0]?.preview.email?.body).toContain("If you pay ₹9,800 by 7 Dec 2026");
    expect(nudges[0]?.sendAt.getTime()).toBeGreaterThanOrEqual(momentOf(TODAY, 600).getTime());
    expect(steps).toMatchObject([{ stage: "offered", state: "open" }]);
    expect(plan(offered({ steps: [taken("INV-1", "offered")] })).nudges).toEqual([]);
    expect(looksOf(offered({ consent: [], wayOrder: ["whatsapp", "sms", "email"] }))).toEqual([
      "INV-1 offered no-consent",
    ]);
  });

  test("and once more the day before they end", () => {
    const ending = {
      ...OFFER,
      steps: [{ until: addDays(TODAY, 1), pay: 9_900_00n, off: 100_00n, discount: 100 }],
    };
    const of = offered({ offer: ending, steps: [taken("INV-1", "offered", { state: "open" })] });
    expect(plan(of).nudges).toMatchObject([{ stage: "ending", amount: 9_900_00n }]);
    expect(looksOf(of)).toEqual(["INV-1 offered passed-over", "INV-1 ending open"]);
    const over = { ...ending, steps: [{ ...ending.steps[0]!, until: addDays(TODAY, -1) }] };
    expect(plan(offered({ offer: over })).steps).toEqual([]);
    const soon = { ...OFFER, steps: [{ ...OFFER.steps[0]!, until: addDays(TODAY, 1) }, OFFER.steps[1]!] };
    expect(looksOf(offered({ offer: soon }))).toEqual(["INV-1 offered offer-over"]);
  });

  test("never to the hold-out, never of what is paid, disputed or promised, and after a reminder of the same day", () => {
    expect(looksOf(offered({ offer: { ...OFFER, isHeldOut: true } }))).toEqual(["INV-1 offered held-out"]);
    expect(looksOf(offered({ bills: [] }))).toEqual(["INV-1 offered paid"]);
    expect(looksOf(offered({ promises: [promise(3, "open")] }))).toEqual(["INV-1 offered promised"]);
    const both = offered({ bills: [bill("INV-1", -20), bill("INV-2", 0)] });
    expect(looksOf(both)).toEqual(["INV-2 due open", "INV-1 offered two-a-day"]);
    expect(plan(both).nudges.map(({ kind }) => kind)).toEqual(["reminder"]);
    expect(plan(offered({ offer: { ...OFFER, state: "accepted" } })).steps).toEqual([]);
  });
});

describe("what a person did not want said", () => {
  const back = { state: "silent", nudgeId: null, code: "taken-back" } as const;
  const of = (overdue: number) =>
    party({ bills: [bill("INV-1", overdue)], steps: [taken("INV-1", "after-7", back)] });

  test("is not said at that stage again, and what the next stage says is", () => {
    for (const overdue of [7, 8, 14]) {
      const { nudges, steps } = plan(of(overdue));
      expect(nudges).toEqual([]);
      expect(steps.filter(({ stage }) => stage === "after-7")).toEqual([]);
    }
    expect(plan(of(15)).nudges).toMatchObject([{ stage: "after-15" }]);
    const last = party({ bills: [bill("INV-1", 45)], steps: [taken("INV-1", "final", back)] });
    expect(plan(last)).toMatchObject({ nudges: [], byPerson: [{ amount: 10_000_00n }] });
  });

  test("keeps no other bill of the party back, beside which it is listed", () => {
    const both = party({
      bills: [bill("INV-1", 7), bill("INV-2", 3)],
      steps: [taken("INV-1", "after-7", back)],
    });
    const [nudge] = plan(both).nudges;
    expect(nudge?.stage).toBe("after-3");
    expect(amounts(nudge?.bills ?? [])).toEqual(["INV-2 10000 after-3", "INV-1 10000 –"]);
  });

  test("is neither an offer told of again nor thanks said", () => {
    expect(plan(offered({ steps: [taken("INV-1", "offered", back)] })).nudges).toEqual([]);
    const closed = {
      voucher: "v",
      date: TODAY,
      seenAt: NOW,
      amount: 10_000_00n,
      closed: [bill("INV-9", 7)],
    };
    const thanks = (steps: PartyFacts["steps"]) =>
      plan(party({ bills: [], received: [closed], steps: [taken("INV-9", "after-7"), ...steps] })).nudges;
    expect(thanks([])).toHaveLength(1);
    expect(thanks([taken("INV-9", "paid", back)])).toEqual([]);
  });
});

test("a stage whose message came nowhere is no other message's, and after the last one a person has to call", () => {
  const nowhere = { state: "silent", code: "no-way-left" } as const;
  expect(plan(party({ steps: [taken("INV-1", "after-7", nowhere)] }))).toMatchObject({
    nudges: [],
    byPerson: [],
  });
  expect(plan(offered({ steps: [taken("INV-1", "offered", nowhere)] })).nudges).toEqual([]);
  const last = party({ bills: [bill("INV-1", 45)], steps: [taken("INV-1", "final", nowhere)] });
  expect(plan(last)).toMatchObject({ nudges: [], byPerson: [{ amount: 10_000_00n }] });
});

describe("thanks", () => {
  const receipt = {
    voucher: "v",
    date: addDays(TODAY, -1),
    seenAt: new Date("2026-12-01T12:00:00Z"),
    amount: 10_000_00n,
    closed: [bill("INV-9", 3)],
  };
  const payer = (changes: Parameters<typeof party>[0] = {}) =>
    party({ bills: [], received: [receipt], steps: [taken("INV-9", "after-7")], ...changes });

  test("go out once for money that closed a bill which was reminded of", () => {
    const { nudges, steps } = plan(payer());
    expect(nudges).toMatchObject([{ kind: "thanks", stage: "paid", amount: 10_000_00n }]);
    expect(nudges[0]?.preview.sms?.body).toBe(
      "Mehta Steel: thank you. We have received Rs 10000; INV9 is settled.",
    );
    expect(steps).toMatchObject([{ stage: "paid", dueOn: addDays(TODAY, -1), state: "open" }]);
    const thanked = [taken("INV-9", "after-7"), taken("INV-9", "paid")];
    expect(plan(payer({ steps: thanked })).nudges).toEqual([]);
  });

  test("not for a bill nobody was reminded of, unless it was promised; not a week late; not for one that is open", () => {
    expect(plan(payer({ steps: [] })).nudges).toEqual([]);
    expect(plan(payer({ steps: [], promises: [promise(0, "kept")] })).nudges).toHaveLength(1);
    expect(
      plan(payer({ received: [{ ...receipt, seenAt: new Date("2026-11-25T12:00:00Z") }] })).nudges,
    ).toEqual([]);
    expect(plan(payer({ bills: [bill("INV-9", 3)] })).nudges.map(({ kind }) => kind)).not.toContain("thanks");
    expect(looksOf(payer({ isExcluded: true }))).toEqual(["INV-9 paid excluded"]);
  });
});

test("a statement that a person asks for lists all that is open; an excluded party gets none", () => {
  const on = { rules: RULES, on: { today: TODAY, now: NOW } };
  const of = party({
    bills: [bill("B", -30), bill("A", 7, { disputed: 10_000_00n }), bill("C", 1, { open: 0n })],
  });
  const made = planStatement(of, on);
  expect("code" in made ? made.code : amounts(made.bills)).toEqual(["A 10000 –", "B 10000 –"]);
  expect(planStatement(party({ isExcluded: true }), on)).toEqual({ code: "excluded" });
  expect(planStatement(party({ bills: [] }), on)).toEqual({ code: "paid" });
});
