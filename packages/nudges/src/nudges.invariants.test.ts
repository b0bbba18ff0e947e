import { addDays, localDateAt, weekday } from "@cfa/values/local-date";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import type { BillFact, PartyFacts, SendFacts, StepFact } from "./facts.ts";
import { judgeSend } from "./gate.ts";
import { planNudges } from "./plan-nudges.ts";
import { bill, keyOf, OFFER, party, stored } from "./test-party.ts";
import { RULES, TODAY } from "./test-rules.ts";

/* What must hold of every plan and of every verdict, told in plain words beside the rules that are tested. */

const DAY_MILLIS = 86_400_000;
/** One in so many is not as usual. */
const RARE = 8;
const rupees = fc.bigInt({ min: 0n, max: 20_000_00n });
const NAMES = ["A", "B", "C"] as const;
const STAGES = [
  "before-due",
  "due",
  "after-3",
  "after-7",
  "after-15",
  "after-30",
  "final",
  "promise-broken",
] as const;
const moment = fc
  .integer({ min: 0, max: 8 * 1_440 })
  .map((minutes) => new Date(new Date("2026-11-30T18:30:00Z").getTime() + minutes * 60_000));

/** What is usual, but for one in so many. */
const rarely = <T>(what: fc.Arbitrary<T>, usual: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: RARE - 1, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: what });
const none = <T>(what: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  rarely(
    what.map((one) => [one]),
    [],
  );

const someBill = (name: string): fc.Arbitrary<BillFact> =>
  fc
    .record({
      overdue: fc.integer({ min: -8, max: 80 }),
      open: rupees,
      disputed: rarely(rupees, 0n),
      tdsAwaited: rarely(rupees, 0n),
      covered: rarely(rupees, 0n),
      postDated: rarely(rupees, 0n),
    })
    .map(({ overdue, ...sums }) => bill(name, overdue, sums));

const someParty: fc.Arbitrary<PartyFacts> = fc
  .record({
    bills: fc.tuple(...NAMES.map(someBill)).chain((all) => fc.subarray(all, { minLength: 1 })),
    class: fc.constantFrom("prompt", "on-time", "late", "risky", "new"),
    excluded: fc.integer({ min: 0, max: RARE }),
    unapplied: rarely(rupees, 0n),
    tied: fc.integer({ min: 0, max: RARE }),
    promises: none(
      fc.record({ days: fc.integer({ min: -12, max: 6 }), kept: fc.boolean() }).map(({ days, kept }) => ({
        id: "p",
        amount: 5_000_00n,
        day: addDays(TODAY, days),
        givenOn: addDays(TODAY, days - 3),
        standing: days >= 0 ? ("open" as const) : kept ? ("kept" as const) : ("broken" as const),
      })),
    ),
    claims: none(
      fc.record({
        kind: fc.constantFrom("said-paid", "paid-at-gateway", "reply-waiting"),
        at: fc
          .integer({ min: 0, max: 8 })
          .map((days) => new Date(Date.parse("2026-12-02T01:00:00Z") - days * DAY_MILLIS)),
        amount: fc.constant(null),
        bill: fc.constantFrom(null, keyOf("A"), keyOf("B")),
      }),
    ),
    quietUntil: rarely<PartyFacts["quietUntil"]>(
      fc.integer({ min: -2, max: 4 }).map((days) => addDays(TODAY, days)),
      null,
    ),
    sent: fc.array(
      fc.integer({ min: 0, max: 29 }).map((days) => ({
        nudgeId: `s${days}`,
        kind: "reminder" as const,
        stage: "due" as const,
        day: addDays(TODAY, -days),
        at: new Date(`${addDays(TODAY, -days)}T06:00:00Z`),
      })),
      { maxLength: 2 },
    ),
    steps: fc.uniqueArray(
      fc
        .record({ name: fc.constantFrom(...NAMES), stage: fc.constantFrom(...STAGES), isTaken: fc.boolean() })
        .map(({ name, stage, isTaken }): StepFact => ({
          bill: keyOf(name),
          stage,
          dueOn: TODAY,
          state: isTaken ? "taken" : "silent",
          nudgeId: isTaken ? "s3" : null,
          code: isTaken ? null : "cap-week",
        })),
      { maxLength: 5, selector: ({ bill: { billKey }, stage }) => `${billKey} ${stage}` },
    ),
    stopped: none(fc.constantFrom("whatsapp", "sms", "email")),
    wayOrder: fc.shuffledSubarray(["whatsapp", "sms", "email", "print"] as const),
    offer: fc.constantFrom(
      null,
      { ...OFFER, bill: keyOf("A") },
      { ...OFFER, bill: keyOf("A"), isHeldOut: true },
    ),
  })
  .map(({ stopped, excluded, tied, ...of }) =>
    party({
      ...of,
      isExcluded: excluded === 0,
      isPartyTied: tied !== 0,
      consent: [
        ...party().consent,
        { of: "party", hash: null, kind: "offer", way: "email", said: "given", at: new Date(0) },
        ...stopped.flatMap((way) =>
          (["reminder", "offer"] as const).map((kind) => ({
            of: "party" as const,
            hash: null,
            kind,
            way,
            said: "withdrawn" as const,
            at: new Date("2026-11-01T06:00:00Z"),
          })),
        ),
      ],
    }),
  );

/** Whether a bill may be spoken of at all, in plain words. */
function mayAsk(of: PartyFacts, name: string, now: Date): boolean {
  const found = of.bills.find((each) => each.name === name);
  if (found === undefined || of.isExcluded || !of.isPartyTied) return false;
  const today = localDateAt(now);
  const free = found.open - found.tdsAwaited - found.disputed - found.covered;
  const isPromised = of.promises.some(({ standing, day }) => standing === "open" && day >= today);
  const limit = { "said-paid": 5, "paid-at-gateway": 3, "reply-waiting": 3 };
  const isClaimed = of.claims.some(
    ({ kind, at, bill: about }) =>
      (about === null || about.billKey === name) && now.getTime() - at.getTime() < limit[kind] * DAY_MILLIS,
  );
  return free >= 100_00n && of.unapplied < free && !isPromised && !isClaimed;
}

/** Whether anything may go out at a moment, by the company's hours and its Sundays. */
function isAwake(at: Date): boolean {
  const india = new Date(at.getTime() + 330 * 60_000);
  return india.getUTCHours() >= 9 && india.getUTCHours() < 20 && weekday(localDateAt(at)) !== 0;
}

const runs = { numRuns: 4_000 };
const textOf = ({
  guid,
  bill: { billKey },
  stage,
}: {
  guid: string;
  bill: { billKey: string };
  stage: string;
}) => `${guid} ${billKey} ${stage}`;

test("a plan: one message a party and day, within the hours, of nothing that may not be asked for; each due stage open or with its code", () => {
  fc.assert(
    fc.property(someParty, moment, (of, now) => {
      const on = { today: localDateAt(now), now };
      const { nudges, steps } = planNudges([of], RULES, on);
      expect(new Set(nudges.map(({ day }) => day)).size).toBe(nudges.length);
      expect(new Set(steps.map(textOf)).size).toBe(steps.length);
      const spoken = new Set<string>();
      for (const nudge of nudges) {
        expect(isAwake(nudge.sendAt)).toBe(true);
        expect(nudge.sendAt >= now && nudge.sendAt < nudge.notAfter).toBe(true);
        expect(localDateAt(nudge.sendAt)).toBe(nudge.day);
        expect(of.quietUntil === null || nudge.day > of.quietUntil).toBe(true);
        expect(of.sent.some(({ day }) => day === nudge.day)).toBe(false);
        expect(Object.keys(nudge.preview).toSorted()).toEqual(nudge.wayOrder.toSorted());
        for (const { name, stage } of nudge.bills) {
          expect(mayAsk(of, name, now)).toBe(true);
          if (stage === null) continue;
          const isTaken = of.steps.some(
            (step) => step.state === "taken" && step.stage === stage && step.bill.billKey === name,
          );
          expect(isTaken).toBe(false);
          spoken.add(textOf({ guid: of.guid, bill: { billKey: name }, stage }));
        }
      }
      // What is open is spoken of, and what is spoken of is open.
      expect(new Set(steps.filter(({ state }) => state === "open").map(textOf))).toEqual(spoken);
      for (const { state, code } of steps) expect(code === null).toBe(state === "open");
    }),
    runs,
  );
});

test("the gate: whatever has happened since the plan, nothing goes out that may not, and no way is taken that is shut", () => {
  let gone = 0;
  const gate = fc.record({
    before: someParty,
    other: someParty,
    changed: fc.subarray([
      "bills",
      "class",
      "isExcluded",
      "isPartyTied",
      "unapplied",
      "promises",
      "claims",
      "quietUntil",
      "sent",
      "steps",
      "consent",
      "offer",
    ] as const),
    planned: moment,
    now: moment,
    freshness: fc.constantFrom("fresh", "fresh", "fresh", "stale", "never"),
    isChanging: fc.integer({ min: 0, max: 5 }).map((chance) => chance === 0),
    isOff: fc.integer({ min: 0, max: 5 }).map((chance) => chance === 0),
    lately: fc.boolean(),
  });
  fc.assert(
    fc.property(gate, ({ before, other, changed, planned, now, freshness, isChanging, isOff, lately }) => {
      const plan = planNudges([before], RULES, { today: localDateAt(planned), now: planned });
      for (const nudge of plan.nudges) {
        const of: PartyFacts = {
          ...before,
          ...Object.fromEntries(changed.map((each) => [each, other[each]])),
        };
        const books: SendFacts["books"] = {
          readAt: planned,
          freshness,
          tieOut: isOff ? "different" : "equal",
          debtorsOff: isOff ? 500_00n : 0n,
          isChanging,
          generation: 1n,
        };
        // Half of them are judged soon after their time, the others at any moment.
        const at = lately ? new Date(nudge.sendAt.getTime() + 60_000) : now;
        const facts = { nudge: stored(nudge), party: of, attempts: [], books, offerHeldOut: false };
        const verdict = judgeSend(facts, RULES, at);
        if (verdict.kind === "put-off") {
          expect(verdict.until > at && verdict.until < nudge.notAfter).toBe(true);
        }
        if (verdict.kind !== "send") continue;
        gone += 1;
        expect(isAwake(at) && at >= nudge.sendAt && at < nudge.notAfter).toBe(true);
        expect([freshness, isChanging, isOff]).toEqual(["fresh", false, false]);
        expect(verdict.bills.some(({ stage }) => stage !== null)).toBe(true);
        for (const { name, amount } of verdict.bills) {
          expect(mayAsk(of, name, at)).toBe(true);
          expect(amount).toBeLessThanOrEqual(of.bills.find((each) => each.name === name)?.open ?? 0n);
        }
        const today = localDateAt(at);
        expect(of.sent.some(({ day }) => day === today)).toBe(false);
        expect(of.sent.filter(({ day }) => day > addDays(today, -7) && day <= today).length).toBeLessThan(2);
        const isStopped = of.consent.some(({ way, said }) => way === verdict.way && said === "withdrawn");
        expect(isStopped).toBe(false);
        expect(nudge.wayOrder).toContain(verdict.way);
        if (nudge.kind === "offer") expect(of.offer?.isHeldOut).toBe(false);
      }
    }),
    // About one in seventeen goes out: far more than are asked for below, whatever the draw.
    { numRuns: 6_000 },
  );
  expect(gone).toBeGreaterThan(200);
});
