import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { PairingView } from "@cfa/contract/pairing";
import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startStack, type Stack } from "../flow/stack.ts";
import { startAgent, type RealAgent } from "./agent-world.ts";
import { pageMemory } from "./page-memory.ts";
import { cameraOf, filmOf, hasCamera, pngOf } from "./qr-pictures.ts";
import { expectScreen, expectWell, openWindow, press, type AgentWindow } from "./window.ts";

/*
 * From an empty PC to companies that are synced, through the window alone: the real engine and page on one side, a fake Tally and the
 * real server on the other. One story: each part goes on where the one before it ended.
 */

const company = (seed: number) => makeSampleCompany({ size: "S", seed });
const byCode = company(1);
const byOwnCode = company(2);
const byPicture = company(3);
const byKey = company(4);
const byCamera = company(5);

const folder = mkdtempSync(join(tmpdir(), "cfa-journeys-"));
let stack: Stack;
let tally: FakeTally;
let agent: RealAgent;
let window: AgentWindow;
let page: Page;
let owner: string;

beforeAll(async () => {
  [stack, tally, agent] = await Promise.all([
    startStack(),
    startFakeTally({ companies: [byCode, byOwnCode, byPicture, byKey, byCamera] }),
    startAgent(),
  ]);
  await stack.addCompany({ name: "The demo's people", tallyGuid: "none" });
  owner = await stack.server.signIn("owner");
  await tally.refuse();
  window = await openWindow(agent.address());
  ({ page } = window);
});
afterAll(async () => {
  await window.close();
  await agent.close();
  await tally.close();
  await stack.close();
  rmSync(folder, { recursive: true, force: true });
});

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(stack.server.url + path, {
    method,
    headers: { authorization: `Bearer ${owner}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = (await response.json()) as T;
  expect([path, response.status, json]).toEqual([path, 200, json]);
  return json;
}

/** A company in the app, as its owner makes it: answers its path. */
async function companyInApp(name: string): Promise<string> {
  const made = await call<{ companyId: string }>("POST", "/api/companies", { name, gstin: null });
  return `/api/companies/${made.companyId}`;
}

/** The owner sees in the app which PC it is, and says yes. */
async function confirmInApp(path: string, pairingId: string): Promise<void> {
  const read = () => call<PairingView>("GET", `${path}/pairings/${pairingId}`);
  await expect.poll(async () => (await read()).state, { timeout: 10_000 }).toBe("claimed");
  expect((await read()).agent).toMatchObject({ machine: "ACCOUNTS-PC", windowsUser: "Ramesh" });
  await call("POST", `${path}/pairings/${pairingId}/confirm`, {});
}

/** From the overview to where the next company is connected. */
async function addCompany(name: string): Promise<void> {
  await press(page, "Add another company");
  await press(page, "Continue");
  await page.getByLabel(name).check();
  await press(page, "Continue");
  await expectScreen(page, "Connect to CFA");
}

test("Tally is closed, its port is put right, then it is opened", async () => {
  await page.getByText("Tally does not answer").waitFor();
  await page.getByText("Tally is on another port or computer").click();
  await page.getByLabel("Port").fill(String(tally.port));
  await press(page, "Use this address");
  await page.getByText(`127.0.0.1:${tally.port}`).waitFor();
  await tally.restart();
  await page.getByText("Tally answers").waitFor();
  await expectWell(page);
  await press(page, "Continue");
  await page.getByLabel(byCode.name).check();
  await press(page, "Continue");
});

test("the app's code is typed by keyboard alone, confirmed in the app, and the books come in equal to Tally", async () => {
  const path = await companyInApp(byCode.name);
  const { code, pairingId } = await call<{ code: string; pairingId: string }>("POST", `${path}/pairings`, {});
  await tabTo("Address of your CFA server");
  await page.keyboard.type(stack.server.url);
  await page.keyboard.press("Enter");
  await page.getByLabel("Code from the app").waitFor();
  await tabTo("Code from the app");
  await page.keyboard.type(`${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase());
  await page.keyboard.press("Enter");
  await page.getByText("Waiting for your confirmation in the app").waitFor();
  await confirmInApp(path, pairingId);
  await expectScreen(page, "Bring the books in");
  await tabTo("Integrate");
  await page.keyboard.press("Enter");
  await page.getByRole("progressbar", { name: "How far the books are" }).waitFor();
  await expectScreen(page, "The books are in");
  await page.getByText("Every balance equals Tally's").waitFor();
  const home = await call<{ company: { name: string } }>("GET", `${path}/home`);
  expect(home.company.name).toBe(byCode.name);
  await tabTo("To the overview");
  await page.keyboard.press("Enter");
  await expectScreen(page, "Overview");
  await expectWell(page);
});

/** Moves the focus on by the key of tabs until it is on what is called so. */
async function tabTo(name: string): Promise<void> {
  const called = `(() => {
    const { activeElement } = document;
    return activeElement.getAttribute("aria-label") ?? activeElement.labels?.[0]?.textContent ?? activeElement.textContent;
  })()`;
  for (let turn = 0; turn < 40; turn++) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(called)) === name) return;
  }
  throw new Error(`the keyboard does not reach "${name}"`);
}

test("the agent's own code is taken in the app", async () => {
  const path = await companyInApp(byOwnCode.name);
  await addCompany(byOwnCode.name);
  await page.getByLabel("Show a code here").check();
  await press(page, "Show a code");
  const code = await page.locator(".code", { hasText: /^[A-Z]{4}-[A-Z]{4}$/ }).textContent();
  await page.getByRole("img", { name: "The same code as a QR" }).waitFor();
  const { pairingId } = await call<PairingView>("POST", `${path}/pairings/take`, { code });
  await confirmInApp(path, pairingId);
  await expectScreen(page, "Bring the books in");
  await press(page, "Back to the overview");
});

test("the QR of the app is read from a picture", async () => {
  const path = await companyInApp(byPicture.name);
  const { token, pairingId } = await call<{ token: string; pairingId: string }>(
    "POST",
    `${path}/pairings`,
    {},
  );
  await addCompany(byPicture.name);
  await page.getByLabel("Scan a QR").check();
  const chooser = page.waitForEvent("filechooser");
  await press(page, "Choose a picture");
  const buffer = await pngOf(`cfa-pair:${token}`);
  await (await chooser).setFiles({ name: "qr.png", mimeType: "image/png", buffer });
  await confirmInApp(path, pairingId);
  await expectScreen(page, "Bring the books in");
  await press(page, "Back to the overview");
});

test("a wrong key is refused and a good one taken; neither is in any view", async () => {
  const { key } = await stack.addCompany({ name: byKey.name, tallyGuid: byKey.guid });
  await addCompany(byKey.name);
  await page.getByLabel("Paste a key").check();
  await page.getByLabel("Key", { exact: true }).fill(`${key.slice(0, -4)}AAAA`);
  await press(page, "Use this key");
  await page.getByText("The server does not accept this company's key").waitFor();
  await page.getByLabel("Key", { exact: true }).fill(key);
  await press(page, "Use this key");
  await expectScreen(page, "Bring the books in");
  expect(JSON.stringify(agent.engine.view())).not.toContain(key.slice(10, -4));
  await press(page, "Back to the overview");
  await page.getByText(`…${key.slice(-4)}`).waitFor();
  const memory = await pageMemory(page);
  expect(memory).toContain("Bring the books in");
  expect(memory.includes(key.slice(10, -4)), "the key is in the page's memory").toBe(false);
});

test("it is paused and goes on; Hindi is kept by the agent", async () => {
  await press(page, "Pause: Until tomorrow");
  await page.getByText(/^Paused until tomorrow/).waitFor();
  await press(page, "Go on");
  await page.getByText("Running").waitFor();
  await press(page, "हिन्दी");
  await expectScreen(page, "एक नज़र में");
  await expectWell(page);
  await page.getByRole("button", { name: "English" }).click();
  await expectScreen(page, "Overview");
});

test("Tally is closed and opened again: the chain says so, and what helps", async () => {
  await tally.refuse();
  await press(page, `Sync now: ${byCode.name}`);
  await page.getByText("Tally does not answer").first().waitFor();
  await tally.restart();
  await press(page, "Check Tally again");
  await page.getByText(/^Tally answers/).waitFor();
});

test("after a new start the old window says so; a new one goes on, and reads the app's QR by the camera", async (here) => {
  const path = await companyInApp(byCamera.name);
  const { token, pairingId } = await call<{ token: string; pairingId: string }>(
    "POST",
    `${path}/pairings`,
    {},
  );
  const film = join(folder, "qr.y4m");
  writeFileSync(film, filmOf(`cfa-pair:${token}`));
  await agent.restart();
  await page.getByText("No contact with the agent. Trying again…").waitFor();
  await window.close();
  window = await openWindow(agent.address(), { flags: cameraOf(film) });
  ({ page } = window);
  // Three companies have a key and no books yet: setting up goes on there.
  await expectScreen(page, "Bring the books in");
  await press(page, "Back to the overview");
  await page.getByRole("heading", { name: byKey.name }).waitFor();
  here.skip(!(await hasCamera(page)), "this browser plays no camera");
  await addCompany(byCamera.name);
  await page.getByLabel("Scan a QR").check();
  await press(page, "Use the camera");
  await confirmInApp(path, pairingId);
  await expectScreen(page, "Bring the books in");
  await press(page, "Back to the overview");
});

test("the server is gone: what was read is kept, and the window says so", async () => {
  await stack.server.close();
  await press(page, `Sync now: ${byCode.name}`);
  await page.getByText("Cannot be reached").waitFor();
  await page.getByText("Check this computer's internet connection.").first().waitFor();
  await expectWell(page);
});
