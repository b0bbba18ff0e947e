import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { AgentView, CompanyView, Language, PairingView, Progress } from "@cfa/agent/engine/agent-view";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startStandIn, type StandIn } from "./stand-in.ts";
import {
  closedTally,
  freshView,
  newCompany,
  openTally,
  SHARMA,
  syncedCompany,
  VERMA,
  wellView,
} from "./views.ts";
import { expectWell, openWindow, SMALL, type AgentWindow } from "./window.ts";

/* Every screen in both languages, on both grounds, wide as the window opens and narrow. With CFA_KEEP_SCREENS=1 the guide's pictures are renewed. */

const pictures = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "docs", "agent", "pictures");
const isKept = process.env["CFA_KEEP_SCREENS"] === "1";
const QUALITY = 0.85;
const AT = "2026-11-29T05:12:00.000Z";

const pairing: PairingView = {
  kind: "own",
  companyGuid: SHARMA.guid,
  companyName: SHARMA.name,
  state: "waiting",
  code: "BCDF-GHJK",
  qr: "cfa-pair:BCDFGHJK",
  expiresAt: AT,
  trouble: null,
};
const progress: Progress = {
  phase: "reading",
  windowsDone: 9,
  windows: 25,
  month: "2026-06",
  records: 12_404,
  batchesSent: 3,
  batches: 8,
};
const working: CompanyView = { ...newCompany, state: "working", progress };
const begun: AgentView = { ...freshView, tally: openTally };
const troubled: AgentView = {
  ...wellView,
  tally: closedTally,
  companies: [
    {
      ...syncedCompany,
      state: "trouble",
      trouble: { code: "bad-key", message: "The key is not known.", fix: "Pair again.", since: AT },
    },
  ],
  update: { state: "ready", version: "1.0.1", trouble: null },
};

const pausedWithTwo: AgentView = {
  ...wellView,
  companies: [syncedCompany, { ...syncedCompany, ...VERMA, state: "working", progress }],
  settings: { ...wellView.settings, isPaused: true },
};

/** Presses the one button that leads on. */
const next = (page: Page): Promise<void> => page.locator(".button.main").first().click();

async function toConnect(page: Page): Promise<void> {
  await next(page);
  await page.getByLabel(SHARMA.name).check();
  await next(page);
  await page.locator("input[name=way]").first().waitFor();
}

async function toWay(page: Page, at: number): Promise<void> {
  await toConnect(page);
  await page.locator("input[name=way]").nth(at).check();
}

async function toDone(page: Page): Promise<void> {
  agent.show({ companies: [{ ...syncedCompany, runs: syncedCompany.runs.slice(2) }] });
  await page.locator(".notice.good").waitFor();
}

type Screen = {
  readonly name: string;
  readonly view: AgentView;
  readonly reach?: (page: Page) => Promise<void>;
};

const SCREENS: readonly Screen[] = [
  { name: "tally-closed", view: freshView },
  { name: "tally-answers", view: begun },
  { name: "company", view: begun, reach: next },
  { name: "connect-code", view: begun, reach: toConnect },
  { name: "connect-key", view: begun, reach: (page) => toWay(page, 2) },
  { name: "connect-scan", view: begun, reach: (page) => toWay(page, 3) },
  { name: "connect-own", view: { ...begun, pairing } },
  { name: "integrate", view: { ...begun, companies: [newCompany] } },
  { name: "integrating", view: { ...begun, companies: [working] } },
  { name: "done", view: { ...begun, companies: [working] }, reach: toDone },
  { name: "overview", view: wellView },
  { name: "overview-trouble", view: troubled },
  { name: "overview-two", view: pausedWithTwo },
];

let agent: StandIn;
let window: AgentWindow;

beforeAll(async () => {
  agent = await startStandIn(freshView);
  window = await openWindow("about:blank");
  if (isKept) mkdirSync(pictures, { recursive: true });
});
afterAll(async () => {
  expect(window.complaints).toEqual([]);
  await window.close();
  await agent.close();
});

const LOOKS: readonly { look: string; language: Language; dark: boolean; width: number }[] = [
  { look: "", language: "en", dark: false, width: SMALL.width },
  { look: "-hi-dark", language: "hi", dark: true, width: 360 },
];

describe.each(LOOKS)("in $language, $width wide, dark: $dark", ({ look, language, dark, width }) => {
  test.each(SCREENS)("$name", async ({ name, view, reach }) => {
    const { page } = window;
    await page.setViewportSize({ width, height: SMALL.height });
    await page.emulateMedia({ colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
    agent.show({ ...view, settings: { ...view.settings, language } });
    await page.goto("about:blank");
    await page.goto(agent.address());
    await page.getByRole("heading", { level: 1 }).waitFor();
    await reach?.(page);
    expect(await page.evaluate("document.documentElement.lang")).toBe(language);
    await expectWell(page);
    expect(await page.evaluate("document.getAnimations().length")).toBe(0);
    if (isKept) writeFileSync(join(pictures, `${name}${look}.webp`), await webpOf(page));
  });
});

/** The whole page, in a form that is a quarter of a PNG: the browser itself can write it. */
async function webpOf(page: Page): Promise<Buffer> {
  const png = (await page.screenshot({ fullPage: true })).toString("base64");
  const blank = await page.context().newPage();
  const url = await blank.evaluate<string>(`(async () => {
    const image = new Image();
    image.src = "data:image/png;base64,${png}";
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", ${QUALITY});
  })()`);
  await blank.close();
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}
