import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { startTestWindow, type TestWindow } from "@cfa/agent/page-server/test-window";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { openBrowser, type Browser } from "../browser/chromium.ts";

/* What a page of another port of this PC, and one of another name, can do to the agent's window in a real browser: nothing. */

let agent: TestWindow;
let browser: Browser;
let elsewhere: Server;
let otherPort: number;

beforeAll(async () => {
  agent = await startTestWindow();
  elsewhere = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>elsewhere</title>");
  });
  await new Promise<void>((resolve) => {
    elsewhere.listen(0, "127.0.0.1", resolve);
  });
  otherPort = (elsewhere.address() as AddressInfo).port;
  browser = await openBrowser({ width: 480, height: 640 });
});
afterAll(async () => {
  await browser.close();
  elsewhere.closeAllConnections();
  elsewhere.close();
  await agent.server.close();
});
beforeEach(() => {
  agent.engine.asked.length = 0;
});

const own = (): string => `http://127.0.0.1:${agent.server.port}`;

async function openAt(address: string): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(address);
  return page;
}

/** Runs the body of an async function in the page. */
const run = (page: Page, body: string): Promise<unknown> =>
  page.evaluate(`(async () => { ${body} })().catch((error) => "failed: " + error.name)`);

const DEED = `{"deed":"openLogs"}`;
const post = (headers: string, mode: string): string =>
  `const answer = await fetch("${own()}/deeds", { method: "POST", mode: "${mode}", credentials: "include",
     headers: ${headers}, body: '${DEED}' });
   return answer.type === "opaque" ? "opaque" : answer.status;`;

test("the window itself opens a session with its ticket, asks and is answered", async () => {
  const page = await openAt(agent.server.ticketAddress());
  const done = await run(
    page,
    `const ticket = location.hash.replace("#ticket=", "");
     const json = { "content-type": "application/json" };
     const opened = await fetch("/session", { method: "POST", headers: json, body: JSON.stringify({ ticket }) });
     const { session } = await opened.json();
     const headers = { ...json, authorization: "Bearer " + session };
     const answer = await fetch("/deeds", { method: "POST", headers, body: '${DEED}' });
     const events = await fetch("/events", { headers });
     const part = await events.body.getReader().read();
     return [opened.status, answer.status, new TextDecoder().decode(part.value).slice(0, 6), document.cookie];`,
  );
  expect(done).toEqual([200, 200, "data: ", ""]);
  expect(agent.engine.asked).toEqual([["openLogs"]]);
  expect(
    await run(
      page,
      `const script = document.createElement("script"); script.textContent = "window.ran = 1";
       document.head.append(script);
       return window.ran ?? "nothing inline runs";`,
    ),
  ).toBe("nothing inline runs");
  expect(await run(page, `return (await fetch("http://127.0.0.1:${otherPort}/")).status`)).toBe(
    "failed: TypeError",
  );
  await page.close();
});

const PLACES: [string, () => string][] = [
  ["another port of this PC", () => `http://127.0.0.1:${otherPort}`],
  ["another name", () => `http://elsewhere.localhost:${otherPort}`],
];

test.each(PLACES)("a page of %s reads nothing and does nothing", async (_, origin) => {
  const { authorization } = await agent.signIn();
  const page = await openAt(`${origin()}/`);
  expect(await page.title()).toBe("elsewhere");
  for (const mode of ["cors", "no-cors"]) {
    // Sent without asking; what comes back is a refusal that cannot be read.
    expect(await run(page, post(`{ "content-type": "text/plain" }`, mode))).toMatch(/^failed|^opaque/);
  }
  // With a session that it cannot have, and the right type: the browser asks first and gets no leave.
  const headers = JSON.stringify({ "content-type": "application/json", authorization });
  expect(await run(page, post(headers, "cors"))).toBe("failed: TypeError");
  expect(await run(page, `return (await fetch("${own()}/")).status`)).toBe("failed: TypeError");
  expect(
    await run(
      page,
      `return await new Promise((resolve) => {
         const script = document.createElement("script");
         Object.assign(script, { src: "${own()}/app.js", onload: () => resolve("loaded"), onerror: () => resolve("blocked") });
         document.head.append(script);
       })`,
    ),
  ).toBe("blocked");
  expect(
    await run(
      page,
      `return await new Promise((resolve) => {
         const socket = new WebSocket("${own().replace("http", "ws")}/events");
         socket.onopen = () => resolve("open"); socket.onerror = () => resolve("refused");
       })`,
    ),
  ).toBe("refused");
  expect(
    await run(
      page,
      `return await new Promise((resolve) => {
         const events = new EventSource("${own()}/events");
         events.onmessage = () => resolve("heard"); events.onerror = () => { events.close(); resolve("refused"); };
       })`,
    ),
  ).toBe("refused");
  expect(agent.engine.asked).toEqual([]);
  await page.close();
});

test.each(PLACES)("a page of %s neither frames the window nor leads to it", async (_, origin) => {
  const page = await openAt(`${origin()}/`);
  const framed = page.waitForResponse((answer) => answer.url() === `${own()}/`);
  await run(page, `document.body.innerHTML = '<iframe src="${own()}/"></iframe>'`);
  expect((await framed).status()).toBe(403);
  const sent = page.waitForResponse((answer) => answer.url() === `${own()}/deeds`);
  await run(
    page,
    `document.body.innerHTML = '<form method=post enctype="text/plain" action="${own()}/deeds"><input name=x></form>';
     document.forms[0].elements[0].name = '{"deed":"openLogs","x":"'; document.forms[0].elements[0].value = '"}';
     document.forms[0].submit();`,
  );
  expect((await sent).status()).toBe(403);
  expect(agent.engine.asked).toEqual([]);
  const linked = await openAt(`${origin()}/`);
  const led = linked.waitForResponse((answer) => answer.url() === `${own()}/`);
  await run(linked, `location.href = "${own()}/"`);
  expect((await led).status()).toBe(403);
  await linked.close();
  await page.close();
});

test("DNS rebinding: under another name that leads to it the window is not there", async () => {
  const page = await browser.context.newPage();
  const answer = await page.goto(`http://rebound.localhost:${agent.server.port}/`);
  expect(answer?.status()).toBe(421);
  expect(await run(page, `return (await fetch("/session", { method: "POST" })).status`)).toBe(421);
  expect(
    (await (await browser.context.newPage()).goto(`http://localhost:${agent.server.port}/`))?.status(),
  ).toBe(421);
  await page.close();
});

test("another server of 127.0.0.1 is told nothing of the window's session", async () => {
  const heard: string[] = [];
  elsewhere.on("request", (request) => heard.push(JSON.stringify(request.headers)));
  const page = await openAt(agent.server.ticketAddress());
  await run(page, `sessionStorage.setItem("cfa.session", "s".repeat(43))`);
  await page.goto(`http://127.0.0.1:${otherPort}/`);
  expect(await page.evaluate("sessionStorage.length + document.cookie.length")).toBe(0);
  expect(await page.evaluate("document.referrer")).toBe("");
  expect(heard.join()).not.toContain("sss");
  expect(heard.join()).not.toContain(String(agent.server.port));
  await page.close();
});
