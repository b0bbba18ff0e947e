import type { AgentView, Trouble } from "@cfa/agent/engine/agent-view";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { startStandIn, type StandIn } from "./stand-in.ts";
import { closedTally, freshView, newCompany, openTally, SHARMA, syncedCompany, wellView } from "./views.ts";
import { expectScreen, expectWell, heading, openWindow, press, type AgentWindow } from "./window.ts";

/* The window over an agent whose every state the test brings about: each screen, and what its buttons ask for. */

let agent: StandIn;
let window: AgentWindow;

beforeAll(async () => {
  agent = await startStandIn(freshView);
  window = await openWindow("about:blank");
});
afterAll(async () => {
  await window.close();
  await agent.close();
});
afterEach(() => {
  agent.does(() => undefined);
  agent.asked.length = 0;
});

const AT = "2026-11-29T05:12:00.000Z";
const trouble = (code: string): Trouble => ({
  code,
  message: `Said of ${code}.`,
  fix: `Done about ${code}.`,
  since: AT,
});

async function open(view: AgentView): Promise<AgentWindow["page"]> {
  agent.show(view);
  await window.page.goto("about:blank");
  await window.page.goto(agent.address());
  await window.page.getByRole("heading", { level: 1 }).waitFor();
  return window.page;
}

/** The screen that connects a company, as somebody comes to it who begins. */
async function openConnect(view: Partial<AgentView> = {}): Promise<AgentWindow["page"]> {
  const page = await open({ ...freshView, tally: openTally, ...view });
  await press(page, "Continue");
  await page.getByLabel(SHARMA.name).check();
  await press(page, "Continue");
  await expectScreen(page, "Connect to CFA");
  return page;
}

const deedsBut = (...left: string[]) => agent.asked.filter(({ deed }) => !left.includes(deed));

describe("setting up", () => {
  test("the ticket leaves the address at once; Tally is looked for until it answers", async () => {
    const page = await open(freshView);
    expect(new URL(page.url()).hash).toBe("");
    expect(await page.evaluate("sessionStorage.length")).toBe(1);
    await expectScreen(page, "Is Tally answering?");
    await page.getByText("Tally does not answer").waitFor();
    await page.getByText("Set “TallyPrime acts as” to Both.").waitFor();
    await expect.poll(() => agent.asked).toContainEqual({ deed: "checkTally" });
    agent.show({ tally: openTally });
    await page.getByText("TallyPrime 5.1 · 127.0.0.1:9000 · 2 companies are open").waitFor();
  });

  test("another port is checked before it is asked for", async () => {
    const page = await open(freshView);
    await page.getByText("Tally is on another port or computer").click();
    await page.getByLabel("Port").fill("70000");
    await press(page, "Use this address");
    await page.getByText("A port is a number from 1 to 65535.").waitFor();
    expect(deedsBut("checkTally")).toEqual([]);
    await page.getByLabel("Port").fill("65535");
    await press(page, "Use this address");
    await expect
      .poll(() => deedsBut("checkTally"))
      .toEqual([{ deed: "setTally", host: "127.0.0.1", port: 65_535 }]);
  });

  test("one company is chosen; a connected one is not offered again", async () => {
    const page = await open({
      ...freshView,
      tally: { ...openTally, companies: [{ ...SHARMA, isPaired: true }, ...openTally.companies.slice(1)] },
    });
    await press(page, "Continue");
    await expectScreen(page, "Which company?");
    expect(await page.getByLabel(SHARMA.name).isDisabled()).toBe(true);
    expect(await page.getByLabel("Verma Hardware").isChecked()).toBe(true);
  });

  test("an address without a scheme is taken as https; none at all is not asked for", async () => {
    const page = await openConnect({ server: { origin: null, state: "unknown", trouble: null } });
    await press(page, "Use this address");
    await page.getByText("Write an address that begins with https://").waitFor();
    await page.getByLabel("Address of your CFA server").fill("app.example.in/");
    await press(page, "Use this address");
    const set = { deed: "setServer", origin: "https://app.example.in" };
    await expect.poll(() => deedsBut("checkTally")).toEqual([set]);
  });

  test("the app's code is typed, waits for a word in the app, and leads on", async () => {
    const page = await openConnect();
    await page.getByLabel("Code from the app").fill("AEIO-AEIO");
    await press(page, "Connect");
    await page.getByText("A code has eight letters, such as BCDF-GHJK.").waitFor();
    expect(deedsBut("checkTally")).toEqual([]);
    await page.getByLabel("Code from the app").fill("bcdf ghjk");
    await press(page, "Connect");
    await expect
      .poll(() => deedsBut("checkTally"))
      .toEqual([{ deed: "pairByCode", companyGuid: SHARMA.guid, code: "BCDFGHJK" }]);
    const pairing = {
      kind: "typed",
      companyGuid: SHARMA.guid,
      companyName: SHARMA.name,
      state: "waiting",
      code: null,
    } as const;
    agent.show({ pairing: { ...pairing, qr: null, expiresAt: AT, trouble: null } });
    await page.getByText("Waiting for your confirmation in the app").waitFor();
    await expectWell(page);
    agent.show({
      pairing: { ...pairing, state: "paired", qr: null, expiresAt: AT, trouble: null },
      companies: [newCompany],
    });
    await expectScreen(page, "Bring the books in");
    await expect.poll(() => page.evaluate("document.activeElement.tagName")).toBe("H1");
  });

  test("a refused pairing says so, and can be begun again", async () => {
    const page = await openConnect();
    const pairing = {
      kind: "own",
      companyGuid: SHARMA.guid,
      companyName: SHARMA.name,
      code: "BCDF-GHJK",
    } as const;
    const shown = { ...pairing, qr: "cfa-pair:BCDFGHJK", expiresAt: AT, trouble: null };
    await page.getByLabel("Show a code here").check();
    await press(page, "Show a code");
    await expect
      .poll(() => deedsBut("checkTally"))
      .toEqual([{ deed: "showOwnCode", companyGuid: SHARMA.guid }]);
    agent.show({ pairing: { ...shown, state: "waiting" } });
    await page.getByText("BCDF-GHJK", { exact: true }).waitFor();
    await page.getByRole("img", { name: "The same code as a QR" }).waitFor();
    await page.getByText("Good until 10:42").waitFor();
    agent.show({ pairing: { ...shown, state: "refused" } });
    await page.getByText("It was refused in the app. This PC got no key.").waitFor();
    await press(page, "Begin again");
    await expect.poll(() => agent.asked.at(-1)).toEqual({ deed: "endPairing" });
  });

  test("a pasted key leaves the window when it is sent, also when it is refused", async () => {
    const page = await openConnect();
    agent.does(({ deed }) => (deed === "pasteKey" ? trouble("bad-key") : undefined));
    await page.getByLabel("Paste a key").check();
    const field = page.getByLabel("Key", { exact: true });
    await field.fill(`cfa_live_${"k".repeat(38)}`);
    await press(page, "Use this key");
    await page.getByText("Paste the whole key").waitFor();
    expect(deedsBut("checkTally")).toEqual([]);
    await field.fill(`cfa_live_${"k".repeat(39)}`);
    await press(page, "Use this key");
    await page.getByText("The server does not accept this company's key").waitFor();
    expect(await field.inputValue()).toBe("");
    expect(await page.content()).not.toContain("kkkk");
    expect(
      await page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)"),
    ).not.toContain("kkkk");
    expect(await heading(page)).toBe("Connect to CFA");
  });

  test("integrating shows real progress, and ends with the tie-out", async () => {
    const page = await open({ ...freshView, tally: openTally, companies: [newCompany] });
    await expectScreen(page, "Bring the books in");
    await press(page, "Integrate");
    await expect.poll(() => agent.asked).toContainEqual({ deed: "syncNow", companyGuid: SHARMA.guid });
    const progress = {
      phase: "reading",
      windowsDone: 5,
      windows: 25,
      month: "2026-06",
      records: 124_040,
      batchesSent: 3,
      batches: 8,
    } as const;
    agent.show({ companies: [{ ...newCompany, state: "working", progress }] });
    await page.getByText("16 % · Reading June 2026").first().waitFor();
    await page.getByText("1,24,040 records read").waitFor();
    const bar = page.getByRole("progressbar", { name: "How far the books are" });
    expect(await bar.getAttribute("aria-valuenow")).toBe("16");
    agent.show({
      companies: [{ ...newCompany, state: "working", progress: { ...progress, phase: "server" } }],
    });
    await page.getByText("95 % · The server works out").first().waitFor();
    agent.show({ companies: [syncedCompany] });
    await expectScreen(page, "The books are in");
    await page.getByText("Every balance equals Tally's").waitFor();
    await press(page, "To the overview");
    await expectScreen(page, "Overview");
  });
});

describe("the overview", () => {
  test("all is well; companies, settings and this agent", async () => {
    const page = await open(wellView);
    await expectScreen(page, "Overview");
    for (const link of [
      "Running",
      "Tally answers · TallyPrime 5.1",
      "Reached",
      "Every balance equals Tally's",
    ]) {
      await page.getByText(link).waitFor();
    }
    await page.getByText("Last runs").click();
    await page.getByText("Synced 12,418 records, 2 set aside").waitFor();
    await press(page, `Sync now: ${SHARMA.name}`);
    await press(page, "Pause: Until I go on");
    await page.getByLabel("Sync every").selectOption("4");
    await page.getByLabel("Start with Windows").click();
    await press(page, "Open the logs folder");
    await press(page, "Look for an update");
    await expect
      .poll(() => agent.asked)
      .toEqual([
        { deed: "syncNow", companyGuid: SHARMA.guid },
        { deed: "pause", until: null },
        { deed: "setSyncHours", hours: 4 },
        { deed: "setStartsWithSystem", isOn: false },
        { deed: "openLogs" },
        { deed: "lookForUpdate" },
      ]);
  });

  test("a company is forgotten only when that is said twice", async () => {
    const page = await open(wellView);
    await press(page, `Forget this company: ${SHARMA.name}`);
    await expectWell(page);
    await press(page, "Cancel");
    expect(agent.asked).toEqual([]);
    await press(page, `Forget this company: ${SHARMA.name}`);
    await press(page, "Forget it");
    await expect.poll(() => agent.asked).toEqual([{ deed: "forgetCompany", companyGuid: SHARMA.guid }]);
  });

  test("what is wrong has one thing to do each: Tally closed, paused, a revoked key, an update", async () => {
    const page = await open({
      ...wellView,
      tally: closedTally,
      companies: [{ ...syncedCompany, state: "trouble", tieOut: "different", trouble: trouble("bad-key") }],
      settings: { ...wellView.settings, isPaused: true },
      update: { state: "ready", version: "1.0.1", trouble: null },
    });
    await page.getByText("set “acts as” to Both").waitFor();
    await page.getByText("Open Tally sync in the app").waitFor();
    await expectWell(page);
    await press(page, "Go on");
    await press(page, "Check Tally again");
    await press(page, "Restart to update");
    await expect
      .poll(() => agent.asked)
      .toEqual([{ deed: "goOn" }, { deed: "checkTally" }, { deed: "restart" }]);
    await press(page, `Connect again: ${SHARMA.name}`);
    await expectScreen(page, "Connect to CFA");
  });

  test("a trouble that the page has no words for is told in the agent's", async () => {
    const page = await open({
      ...wellView,
      companies: [{ ...syncedCompany, state: "trouble", trouble: trouble("odd") }],
    });
    await page.getByText("Said of odd.").waitFor();
    await page.getByText("Done about odd.").waitFor();
  });

  test("diagnostics go into the clipboard", async () => {
    const page = await open(wellView);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await press(page, "Copy diagnostics");
    await page.getByText("Copied. It holds no key").waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe("CFA agent 1.0.0, all well");
  });

  test("in Hindi, at 200 % and on a narrow window nothing is cut off", async () => {
    const page = await open({ ...wellView, settings: { ...wellView.settings, language: "hi" } });
    await expectScreen(page, "एक नज़र में");
    expect(await page.evaluate("document.documentElement.lang")).toBe("hi");
    for (const width of [1280, 360, 240]) {
      await page.setViewportSize({ width, height: 640 });
      await expectWell(page);
    }
    await page.emulateMedia({ colorScheme: "dark" });
    await expectWell(page);
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 480, height: 640 });
  });
});

describe("the contact", () => {
  test("is lost, said so, and taken up again where it was", async () => {
    const page = await open(wellView);
    await agent.unplug();
    await page.getByText("No contact with the agent. Trying again…").waitFor();
    await expectWell(page);
    await press(page, `Sync now: ${SHARMA.name}`);
    await page.getByText("The agent did not answer this window.").waitFor();
    await agent.plugIn();
    await page.getByText("No contact with the agent. Trying again…").waitFor({ state: "detached" });
    await expectScreen(page, "Overview");
  });

  test("that is lost for long says what can be done", async () => {
    agent.show(wellView);
    const waiting = await openWindow("about:blank");
    await waiting.page.clock.install();
    await waiting.page.goto(agent.address());
    await expectScreen(waiting.page, "Overview");
    await agent.unplug();
    await waiting.page.getByText("No contact with the agent.").waitFor();
    await waiting.page.clock.fastForward(11_000);
    await waiting.page.getByText("Open CFA Agent from the Start menu").waitFor();
    await expectWell(waiting.page);
    await waiting.close();
    await agent.plugIn();
  });

  test("a reloaded window is the same window; one of before a new start says what to do", async () => {
    const page = await open(wellView);
    await page.reload();
    await expectScreen(page, "Overview");
    agent.startAnew();
    await expectScreen(page, "This window is old");
    await page.getByText("from its icon beside the clock, or from the Start menu").waitFor();
    await expectWell(page);
    await page.reload();
    await expectScreen(page, "This window is old");
  });

  test("the browser had nothing to say against the page but for what was unplugged", () => {
    const left = window.complaints.filter((line) => !/ERR_|401/.test(line));
    expect(left).toEqual([]);
  });
});
