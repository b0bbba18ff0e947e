import { expect, test } from "vitest";

import type { AgentView, CompanyView, PairingView } from "../../../src/engine/agent-view.ts";
import { firstStep, nameOf } from "./place.ts";

const tally = { companies: [{ guid: "a", name: "Sharma Traders", isPaired: false }] };
const view = { companies: [], pairing: null, tally } as unknown as AgentView;
const synced = {
  guid: "a",
  name: "Sharma Traders",
  state: "idle",
  lastSyncAt: "2026-11-29T05:12:00.000Z",
} as CompanyView;
const pairing = { companyGuid: "b", companyName: "Verma Hardware", state: "waiting" } as PairingView;

test("a window that is opened goes on where the agent is", () => {
  expect(firstStep(view)).toEqual({ step: 1, companyGuid: null });
  expect(firstStep({ ...view, pairing })).toEqual({ step: 3, companyGuid: "b" });
  expect(firstStep({ ...view, companies: [synced] })).toBeNull();
  expect(firstStep({ ...view, companies: [synced], pairing })).toEqual({ step: 3, companyGuid: "b" });
});

test("a pairing that ended holds nobody up", () => {
  const ended: PairingView = { ...pairing, state: "refused" };
  expect(firstStep({ ...view, companies: [synced], pairing: ended })).toBeNull();
});

test("a company without books, or whose first read is under way, is where setting up goes on", () => {
  const fresh: CompanyView = { ...synced, guid: "c", state: "working", lastSyncAt: null };
  expect(firstStep({ ...view, companies: [synced, fresh] })).toEqual({ step: 4, companyGuid: "c" });
});

test("a name is found wherever it is known", () => {
  expect(nameOf(view, "a")).toBe("Sharma Traders");
  expect(nameOf({ ...view, pairing }, "b")).toBe("Verma Hardware");
  expect(nameOf(view, "nowhere")).toBe("");
});
