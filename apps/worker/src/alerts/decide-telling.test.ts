import type { ToldLately } from "@cfa/db/queries/alerts/messages";
import type { Preferences } from "@cfa/db/queries/alerts/preferences";
import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { decideTelling } from "./decide-telling.ts";
import { indianMinute, nextAtMinute } from "./telling.ts";

/* What a member is told, by the minute; found are things of the names given, the most pressing first. Today is 15 April 2026. */

const PREFERENCES: Preferences = {
  digest: true,
  digestMinute: 540,
  byPush: true,
  byEmail: false,
  muted: [],
  quiet: { from: 1_260, to: 480 },
  quietUntil: null,
  language: "en",
};
const TOLD: ToldLately = {
  hasAny: true,
  keys: new Set(),
  held: new Set(),
  hasDigestToday: true,
  alertsToday: 0,
};
const names = (list: readonly { key: string }[]) => list.map(({ key }) => key).join("");

function decide(
  found: string,
  minute: number,
  {
    said = {},
    told = {},
    more = 0,
  }: { said?: Partial<Preferences>; told?: Partial<ToldLately>; more?: number } = {},
): string {
  const decided = decideTelling(
    { ranked: found.split("").map((key) => ({ key })), more },
    { preferences: { ...PREFERENCES, ...said }, told: { ...TOLD, ...told } },
    { today: day("2026-04-15"), minute },
  );
  if (decided.kind === "digest") return `digest ${names(decided.named)} +${decided.more}`;
  return decided.kind === "alerts" ? `now ${names(decided.now)} held ${names(decided.held)}` : decided.kind;
}

const NONE_YET = { hasDigestToday: false } as const;

test("the digest comes from its minute on for three hours, once a day", () => {
  expect(decide("ab", 539, { told: NONE_YET })).toBe("now ab held ");
  expect(decide("ab", 540, { told: NONE_YET, more: 2 })).toBe("digest ab +2");
  expect(decide("ab", 719, { told: NONE_YET })).toBe("digest ab +0");
  expect(decide("ab", 720, { told: NONE_YET })).toBe("now ab held ");
  expect(decide("ab", 540, { told: { keys: new Set("ab") } })).toBe("nothing");
  expect(decide("ab", 540, { told: NONE_YET, said: { digest: false } })).toBe("now ab held ");
});

test("it names what was left to it, however much presses more", () => {
  const told = { ...NONE_YET, keys: new Set("z"), held: new Set("z") };
  expect(decide("abcdefghijklz", 540, { told, more: 1 })).toBe("digest abcdefghiz +4");
});

test("three single things a day, the most pressing first; the rest is left to the digest", () => {
  expect(decide("abcde", 700)).toBe("now abc held de");
  expect(decide("abcde", 700, { told: { alertsToday: 2, keys: new Set("b") } })).toBe("now a held cde");
  expect(decide("abcde", 700, { told: { alertsToday: 3 } })).toBe("now  held abcde");
  expect(decide("ab", 700, { told: { keys: new Set("ab") } })).toBe("nothing");
});

test("in quiet hours and in a pause nothing goes out by itself; in a pause no digest either", () => {
  expect(decide("a", 1_260)).toBe("now  held a");
  expect(decide("a", 479)).toBe("now  held a");
  expect(decide("a", 480)).toBe("now a held ");
  expect(decide("a", 0, { said: { quiet: null } })).toBe("now a held ");
  expect(decide("a", 540, { said: { quietUntil: "2026-04-16" }, told: NONE_YET })).toBe("now  held a");
  expect(decide("a", 540, { said: { quietUntil: "2026-04-15" }, told: NONE_YET })).toBe("digest a +0");
});

test("who was never told anything is not told at once of all that there is", () => {
  expect(decide("abc", 700, { told: { ...NONE_YET, hasAny: false }, said: { digestMinute: 1_000 } })).toBe(
    "begin",
  );
  expect(decide("abc", 540, { told: { ...NONE_YET, hasAny: false } })).toBe("digest abc +0");
});

test("minutes are those of the day in India, and the next one is ahead", () => {
  const nine = new Date("2026-04-15T03:30:00Z");
  expect(indianMinute(nine)).toBe(540);
  expect(indianMinute(new Date("2026-04-14T18:29:59Z"))).toBe(1_439);
  expect(nextAtMinute(nine, 540)).toEqual(new Date("2026-04-16T03:30:00Z"));
  expect(nextAtMinute(new Date("2026-04-15T03:29:59Z"), 540)).toEqual(nine);
});
