import { createServer } from "node:http";

import { startTestWindow, type TestWindow } from "@cfa/agent/page-server/test-window";
import { afterEach, beforeEach, expect, test } from "vitest";

import { buildPage } from "../../apps/agent/page/build.ts";
import { pngOf } from "./qr-pictures.ts";
import { freshView, openTally, SHARMA } from "./views.ts";
import { expectScreen, openWindow, press, type AgentWindow } from "./window.ts";

/* The page as it is built, over the server that it really gets: its policy, its tickets and its sessions. */

let agent: TestWindow;
let window: AgentWindow;

beforeEach(async () => {
  agent = await startTestWindow({ files: await buildPage() });
  agent.engine.show({ ...freshView, tally: openTally });
  window = await openWindow(agent.server.ticketAddress());
});
afterEach(async () => {
  await window.close();
  await agent.server.close();
});

test("the page opens with its ticket, stays open when it is loaded anew, and hears what changes", async () => {
  const { page } = window;
  await expectScreen(page, "Is Tally answering?");
  expect(new URL(page.url()).hash).toBe("");
  await page.reload();
  await expectScreen(page, "Is Tally answering?");
  agent.engine.show({ ...freshView, tally: { ...openTally, release: "TallyPrime 6.0" } });
  await page.getByText("TallyPrime 6.0", { exact: false }).first().waitFor();
  expect(await page.context().cookies()).toEqual([]);
  expect(window.complaints).toEqual([]);
});

test("an address that was used before opens nothing", async () => {
  const { page } = window;
  await expectScreen(page, "Is Tally answering?");
  const used = agent.server.ticketAddress();
  const other = await openWindow(used);
  await expectScreen(other.page, "Is Tally answering?");
  await other.page.evaluate("sessionStorage.clear()");
  await other.page.goto("about:blank");
  await other.page.goto(used);
  await expectScreen(other.page, "This window is old");
  await other.close();
});

test("a QR is read and a code is shown under the server's policy", async () => {
  const { page } = window;
  await press(page, "Continue");
  await page.getByLabel(SHARMA.name).check();
  await press(page, "Continue");
  await expectScreen(page, "Connect to CFA");
  await page.getByText("Scan a QR").click();
  const buffer = await pngOf("cfa-pair:BCDFGHJK");
  await page.locator("input[type=file]").setInputFiles({ name: "qr.png", mimeType: "image/png", buffer });
  await expect
    .poll(() => agent.engine.asked)
    .toContainEqual(["pairByCode", { companyGuid: SHARMA.guid, code: "cfa-pair:BCDFGHJK" }]);
  agent.engine.show({
    ...freshView,
    tally: openTally,
    pairing: {
      kind: "own",
      companyGuid: SHARMA.guid,
      companyName: SHARMA.name,
      state: "waiting",
      code: "BCDF-GHJK",
      qr: "cfa-pair:BCDFGHJK",
      expiresAt: new Date(Date.now() + 600_000).toISOString(),
      trouble: null,
    },
  });
  await page.getByText("BCDF-GHJK").first().waitFor();
  expect(window.complaints).toEqual([]);
});

test("when the agent ends the window says so, and whoever takes its port is not taken for it", async () => {
  const { page } = window;
  await expectScreen(page, "Is Tally answering?");
  // An agent that is ending may still answer that it knows this window no longer; here its port is taken before anybody answers.
  await page.route("**/session/hello", (route) => route.abort());
  await agent.server.close();
  await page.getByText("No contact with the agent").waitFor();
  const stranger = await startStranger(agent.server.port);
  await page.unroute("**/session/hello");
  await expectScreen(page, "This window is old");
  expect(await page.evaluate("sessionStorage.length")).toBe(0);
  expect(stranger.heard.map(({ path }) => path)).toEqual(["/session/hello"]);
  expect(JSON.stringify(stranger.heard)).not.toMatch(/bearer/i);
  await stranger.close();
});

test("a window whose connection broke goes on with the same agent", async () => {
  const { page } = window;
  await expectScreen(page, "Is Tally answering?");
  const asked = page.waitForRequest((request) => request.url().endsWith("/session/hello"));
  agent.engine.breakOff();
  await asked;
  agent.engine.show({ ...freshView, tally: { ...openTally, release: "TallyPrime 6.0" } });
  await page.getByText("TallyPrime 6.0", { exact: false }).first().waitFor();
});

/** Another program on a port that was the agent's; it says yes to everything. */
async function startStranger(port: number): Promise<{
  heard: { path: string | undefined; headers: object }[];
  close: () => Promise<void>;
}> {
  const heard: { path: string | undefined; headers: object }[] = [];
  const view = JSON.stringify({ ...freshView, machine: "STRANGER" });
  const http = createServer((request, response) => {
    heard.push({ path: request.url, headers: request.headers });
    if (request.url === "/events") response.write(`data: ${view}\n\n`);
    else response.end(JSON.stringify({ ok: true, proofs: ["p".repeat(43)] }));
  });
  await new Promise<void>((resolve) => {
    http.listen(port, "127.0.0.1", resolve);
  });
  return {
    heard,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
