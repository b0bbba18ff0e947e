import type { CompanyEvent } from "@cfa/contract/company-events";
import type { Freshness } from "@cfa/contract/reads";
import { expect, test } from "vitest";

import { whatIsOld } from "./what-is-old";

const running = { state: "open", received: 1, records: 500, expected: null } as const;
const shown = { generation: 3, readAt: "a", trouble: null, running: null, quarantined: 0 } as Freshness;
const told: CompanyEvent = {
  generation: 3,
  readAt: "a",
  trouble: null,
  running: null,
  quarantined: 0,
  learnedAt: "a",
  forecastAt: "a",
};
const old = (event: Partial<CompanyEvent>, more: Partial<Freshness> = {}) =>
  whatIsOld({ ...told, ...event }, { shown: { ...shown, ...more }, before: told });

test("progress of a sync makes nothing old; its end does, with new books or without", () => {
  expect(old({ running })).toEqual([]);
  expect(old({ running: { ...running, state: "queued" } }, { running })).toEqual([]);
  expect(old({ generation: 4 }, { running })).toEqual(["freshness"]);
  expect(old({}, { running })).toEqual(["freshness"]);
});

test("each change makes old what shows it, and no more", () => {
  expect(old({})).toEqual([]);
  expect(old({ learnedAt: "b" })).toEqual(["learned"]);
  expect(old({ forecastAt: "b" })).toEqual(["forecast"]);
  expect(old({ quarantined: 1 })).toEqual(["quarantine"]);
  expect(old({ trouble: "busy" })).toEqual(["freshness"]);
  expect(old({ readAt: "b" })).toEqual(["freshness"]);
});

test("what happened while nothing was told is found by the first event: by what is shown, and by the last one before", () => {
  expect(whatIsOld({ ...told, generation: 9 }, { shown, before: undefined })).toEqual(["freshness"]);
  expect(whatIsOld({ ...told, learnedAt: "b" }, { shown, before: undefined })).toEqual([]);
  expect(whatIsOld(told, { shown: undefined, before: undefined })).toEqual([]);
});
