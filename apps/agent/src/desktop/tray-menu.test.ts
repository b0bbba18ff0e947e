import { expect, test } from "vitest";

import type { AgentView } from "../engine/agent-view.ts";
import { makeCompany, makeView } from "./test-desktop.ts";
import { trayShown } from "./tray-menu.ts";

const COMPANY = makeCompany();
const trouble = {
  code: "closed",
  message: "Tally is closed.",
  fix: "Start Tally.",
  since: "2026-11-29T05:30:00.000Z",
};
const ids = (view: AgentView): string =>
  trayShown(view)
    .items.map(({ id }) => id)
    .join(" ");

test("before a company is paired there is nothing to sync, and a Tally that is closed is no trouble yet", () => {
  const view = makeView({ tally: { ...makeView().tally, state: "closed", trouble } });
  expect(trayShown(view)).toMatchObject({ state: "well", tip: "CFA Agent: no company is paired yet" });
  expect(ids(view)).toBe("open quit");
});

test("level, working, paused and in trouble each have a state and a tip", () => {
  const well = makeView({ companies: [COMPANY] });
  expect(trayShown(well).state).toBe("well");
  expect(trayShown(well).tip).toMatch(/^CFA Agent: level with Tally, 29 Nov/);
  const progress = {
    phase: "reading",
    windowsDone: 5,
    windows: 12,
    month: "2026-04",
    records: 1,
    batchesSent: 0,
    batches: 0,
  } as const;
  const working = makeView({ companies: [{ ...COMPANY, state: "working", progress }] });
  expect(trayShown(working)).toMatchObject({ state: "working", tip: "CFA Agent: syncing 41 %" });
  const closed = makeView({ companies: [COMPANY], tally: { ...well.tally, state: "closed", trouble } });
  expect(trayShown(closed)).toMatchObject({ state: "trouble", tip: "CFA Agent: Tally is closed." });
  const paused = makeView({ companies: [COMPANY], settings: { ...well.settings, isPaused: true } });
  expect(trayShown(paused)).toMatchObject({ state: "paused", tip: "CFA Agent: paused" });
});

test("the menu offers to pause or to go on, in the window's language", () => {
  const view = makeView({ companies: [{ ...COMPANY, lastSyncAt: null }] });
  expect(ids(view)).toBe("open sync pause quit");
  const hindi = { ...view.settings, isPaused: true, language: "hi" } as const;
  expect(ids({ ...view, settings: hindi })).toBe("open sync go-on quit");
  expect(trayShown({ ...view, settings: hindi }).items[0]?.label).toBe("CFA Agent खोलें");
  const inTrouble = { ...view, companies: [{ ...COMPANY, state: "trouble" as const, trouble }] };
  expect(trayShown({ ...inTrouble, settings: { ...hindi, isPaused: false } }).tip).toBe(
    "CFA Agent: देखने की ज़रूरत है",
  );
});
