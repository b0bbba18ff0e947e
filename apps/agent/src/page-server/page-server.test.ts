import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { fail } from "@cfa/values/result";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { DeedAnswer, SessionHelloAnswer, SessionOpened, WindowFile } from "./page-protocol.ts";
import { hashOf, sessionProofOf } from "./secrets.ts";
import { ask, FILES, KEY, openStream, startTestWindow, type TestWindow } from "./test-window.ts";

let window: TestWindow;
let port: number;
const others: TestWindow[] = [];
beforeEach(async () => {
  window = await startTestWindow();
  port = window.server.port;
});
afterEach(async () => {
  for (const one of [window, ...others.splice(0)]) await one.server.close();
});
async function start(...changes: Parameters<typeof startTestWindow>): Promise<TestWindow> {
  const other = await startTestWindow(...changes);
  others.push(other);
  return other;
}

test("the page and its files are there, with their types and everything that protects them", async () => {
  const page = await ask(port, { path: "/" });
  expect(page).toMatchObject({ status: 200, body: expect.stringContaining("<title>CFA</title>") });
  expect(page.headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "content-security-policy":
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; media-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": expect.stringContaining("camera=(self)"),
  });
  expect(page.headers["set-cookie"]).toBeUndefined();
  expect(await ask(port, { path: "/app.js" })).toMatchObject({
    status: 200,
    headers: { "content-type": "text/javascript; charset=utf-8" },
  });
  expect(await ask(port, { path: "/other.js" })).toMatchObject({ status: 404 });
});

test("a file is served byte for byte; without a page there is no server", async () => {
  const body = Uint8Array.from({ length: 256 }, (_, at) => at);
  const file = { type: "application/wasm", body };
  const { server } = await start({ files: new Map([...FILES, ["reader.wasm", file]]) });
  const bytes = await fetch(`http://127.0.0.1:${server.port}/reader.wasm`).then((answer) => answer.bytes());
  expect(bytes).toEqual(body);
  await expect(startTestWindow({ files: new Map([["reader.wasm", file]]) })).rejects.toThrow("has no page");
});

test("a refusal has the same headers, and the form of a deed that failed", async () => {
  const page = await ask(port, { path: "/" });
  for (const asking of [{ path: "/none" }, { path: "/events" }, { path: "/", headers: { host: "evil" } }]) {
    const refused = await ask(port, asking);
    for (const name of ["content-security-policy", "cache-control", "x-content-type-options"]) {
      expect(refused.headers[name]).toBe(page.headers[name]);
    }
    expect(DeedAnswer.parse(JSON.parse(refused.body))).toMatchObject({
      ok: false,
      trouble: { since: "2026-11-29T06:00:00.000Z" },
    });
  }
});

test("a ticket becomes a session, which does deeds and reads the diagnostics", async () => {
  const opened = await ask(port, { path: "/session", json: { ticket: window.ticket() } });
  const { session } = SessionOpened.parse(JSON.parse(opened.body));
  const headers = { authorization: `Bearer ${session}` };
  const done = await ask(port, {
    path: "/deeds",
    headers,
    json: { deed: "setTally", host: "192.168.1.7", port: 9001 },
  });
  expect(done).toMatchObject({ status: 200, body: '{"ok":true}' });
  expect(window.engine.asked).toEqual([["setTally", { host: "192.168.1.7", port: 9001 }]]);
  expect(await ask(port, { path: "/diagnostics", headers })).toMatchObject({
    status: 200,
    body: "CFA agent, view 0\n",
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
});

test("a window that lost contact can tell its agent from whoever else may have the port", async () => {
  const chance = "c".repeat(43);
  const [own, other] = [await window.signIn(), await window.signIn()].map(({ authorization }) =>
    hashOf(authorization.slice("Bearer ".length)),
  );
  const answer = await ask(port, { path: "/session/hello", json: { chance } });
  const { proofs } = SessionHelloAnswer.parse(JSON.parse(answer.body));
  expect(proofs).toEqual([own, other].map((hash) => sessionProofOf(hash!, { chance, port })));
  expect(proofs).not.toContain(sessionProofOf(own!, { chance, port: port + 1 }));
  const next = await ask(port, { path: "/session/hello", json: { chance: "d".repeat(43) } });
  expect(next.body).not.toContain(proofs[0]);
  expect(await ask(port, { path: "/session/hello", json: { chance: "" } })).toMatchObject({ status: 400 });
});

test("every deed of the protocol reaches the engine with what it was given", async () => {
  const headers = await window.signIn();
  const deeds: [object, unknown[]][] = [
    [{ deed: "setServer", origin: "https://app.example.in" }, ["setServer", "https://app.example.in"]],
    [{ deed: "checkTally" }, ["checkTally"]],
    [
      { deed: "pairByCode", companyGuid: "g", code: "BCDFGHJK" },
      ["pairByCode", { companyGuid: "g", code: "BCDFGHJK" }],
    ],
    [{ deed: "showOwnCode", companyGuid: "g" }, ["showOwnCode", "g"]],
    [{ deed: "endPairing" }, ["endPairing"]],
    [{ deed: "pasteKey", companyGuid: "g", key: "k" }, ["pasteKey", { companyGuid: "g", key: "k" }]],
    [{ deed: "syncNow", companyGuid: "g" }, ["syncNow", "g"]],
    [{ deed: "forgetCompany", companyGuid: "g" }, ["forgetCompany", "g"]],
    [{ deed: "pause", until: null }, ["pause", null]],
    [{ deed: "goOn" }, ["goOn"]],
    [{ deed: "setSyncHours", hours: 0.25 }, ["setSyncHours", 0.25]],
    [{ deed: "setLanguage", language: "hi" }, ["setLanguage", "hi"]],
    [{ deed: "setStartsWithSystem", isOn: false }, ["setStartsWithSystem", false]],
    [{ deed: "lookForUpdate" }, ["lookForUpdate"]],
    [{ deed: "restart" }, ["restart"]],
    [{ deed: "openLogs" }, ["openLogs"]],
  ];
  for (const [json] of deeds)
    expect(await ask(port, { path: "/deeds", headers, json })).toMatchObject({ status: 200 });
  expect(window.engine.asked).toEqual(deeds.map(([, asked]) => asked));
});

test.each([
  { deed: "eraseDisk" },
  { deed: "goOn", more: 1 },
  { deed: "setSyncHours", hours: 25 },
  { deed: "setTally", host: "", port: 9000 },
  { deed: "setTally", host: "tally", port: 65_536 },
  { deed: "toString" },
  ["goOn"],
  null,
  { __proto__: null, deed: "diagnostics" },
])("what is no deed is refused and not done: %j", async (json) => {
  const headers = await window.signIn();
  const refused = await ask(port, { path: "/deeds", headers, json });
  expect(refused.status).toBe(400);
  expect(JSON.parse(refused.body)).toMatchObject({ ok: false, trouble: { code: "not-understood" } });
  expect(window.engine.asked).toEqual([]);
});

test("a deed that fails is an answer, with nothing but the trouble in it", async () => {
  const trouble = { code: "bad-code", message: "No.", fix: "Again.", since: "2026-11-29T06:00:00Z" };
  const { server, signIn } = await start({
    deeds: { pairByCode: () => Promise.resolve(fail({ ...trouble, cause: "in-no-answer" })) },
  });
  const answer = await ask(server.port, {
    path: "/deeds",
    headers: await signIn(),
    json: { deed: "pairByCode", companyGuid: "g", code: "BCDFGHJK" },
  });
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body)).toEqual({ ok: false, trouble });
});

test("a key that something else quotes does not get to the page", async () => {
  const message = `the server has no key ${KEY}; a code is BCDF-GHJK`;
  const trouble = { code: "bad-key", message, fix: "", since: "2026-11-29T06:00:00Z" };
  const { server, signIn, engine } = await start({
    deeds: {
      syncNow: () => Promise.resolve(fail(trouble)),
      diagnostics: () => Promise.resolve(message),
    },
  });
  const headers = await signIn();
  const view = engine.view();
  engine.show({ ...view, server: { ...view.server, trouble } });
  const stream = await openStream(server.port, headers);
  await vi.waitFor(() => expect(stream.views()).toHaveLength(1));
  const json = { deed: "syncNow", companyGuid: "g" };
  const answer = await ask(server.port, { path: "/deeds", headers, json });
  const text = await ask(server.port, { path: "/diagnostics", headers });
  for (const said of [stream.heard(), answer.body, text.body]) {
    expect(said).toContain("the server has no key ***; a code is BCDF-GHJK");
    expect(said).not.toContain(KEY);
  }
});

test("a deed or a view that throws is logged, and the page sees neither why nor where", async () => {
  const key = "a-key-that-is-none";
  const { server, signIn, said } = await start({
    deeds: {
      pasteKey: ({ key: given }) => Promise.reject(new Error(`cannot write ${given}`)),
      diagnostics: () => Promise.reject(new Error("no log")),
    },
  });
  const headers = await signIn();
  const json = { deed: "pasteKey", companyGuid: "g", key };
  const answer = await ask(server.port, { path: "/deeds", headers, json });
  expect(JSON.parse(answer.body)).toMatchObject({ ok: false, trouble: { code: "internal" } });
  const text = await ask(server.port, { path: "/diagnostics", headers });
  expect(text.status).toBe(500);
  for (const { body } of [answer, text]) expect(body).not.toMatch(/cannot write|no log|\bat |\.ts/);
  expect(said).toHaveLength(2);
  expect(said[0]).toContain('"pasteKey" failed: Error: cannot write […]');
  expect(said.join()).not.toContain(key);
});

test("the view comes at once and after each change, whole", async () => {
  const stream = await openStream(port, await window.signIn());
  await vi.waitFor(() => expect(stream.views()).toHaveLength(1));
  expect(stream.views()[0]).toEqual(window.engine.view());
  window.engine.change();
  window.engine.change();
  await vi.waitFor(() => expect(stream.views().at(-1)?.agentId).toBe("agent-2"));
  stream.hangUp();
  await vi.waitFor(() => expect(window.engine.watchers()).toBe(0));
});

test("a window that has nothing to hear hears that the agent is there, past the time that ends idle ones", async () => {
  const { server, signIn } = await start({ times: { heartbeatMs: 100, idleMs: 400 } });
  const stream = await openStream(server.port, await signIn());
  await vi.waitFor(() => expect(stream.heard().split("\n\n:").length).toBeGreaterThan(8), 5_000);
  expect(stream.isEnded()).toBe(false);
});

test("the end of the server ends the windows' streams at once and takes window.json away", async () => {
  const stream = await openStream(port, await window.signIn());
  await vi.waitFor(() => expect(stream.views()).toHaveLength(1));
  const file = join(window.folder, "window.json");
  expect(existsSync(file)).toBe(true);
  await window.server.close();
  await vi.waitFor(() => expect(stream.isEnded()).toBe(true));
  expect(existsSync(file)).toBe(false);
  expect(window.engine.watchers()).toBe(0);
  await expect(ask(port, { path: "/" })).rejects.toThrow("ECONNREFUSED");
});

test("a deed under way does not hold up the end", async () => {
  const { server, signIn } = await start({ deeds: { checkTally: () => new Promise(() => undefined) } });
  const headers = await signIn();
  const asked = ask(server.port, { path: "/deeds", headers, json: { deed: "checkTally" } });
  const refused = expect(asked).rejects.toThrow(/ECONNRESET|hang up/);
  await new Promise((resolve) => {
    setTimeout(resolve, 100);
  });
  const before = performance.now();
  await server.close();
  expect(performance.now() - before).toBeLessThan(5_000);
  await refused;
});

test("window.json says who is at work, to this user alone", () => {
  const path = join(window.folder, "window.json");
  expect(WindowFile.parse(JSON.parse(readFileSync(path, "utf8")))).toMatchObject({ pid: process.pid, port });
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("window.json of a later agent stays when an earlier one ends", async () => {
  const path = join(window.folder, "window.json");
  const later = { pid: 1, port: 1, secret: "s".repeat(43), version: "0.2.0" };
  writeFileSync(path, JSON.stringify(later));
  await window.server.close();
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(later);
});

test("of nine open windows the one that was used least lately is closed", async () => {
  const headers = await window.signIn();
  const stream = await openStream(port, headers);
  await vi.waitFor(() => expect(stream.views()).toHaveLength(1));
  const used = await window.signIn();
  for (let other = 3; other <= 8; other++) await window.signIn();
  expect(await ask(port, { path: "/diagnostics", headers: used })).toMatchObject({ status: 200 });
  expect(stream.isEnded()).toBe(false);
  await window.signIn();
  await vi.waitFor(() => expect(stream.isEnded()).toBe(true));
  expect(await ask(port, { path: "/diagnostics", headers })).toMatchObject({ status: 401 });
  expect(await ask(port, { path: "/diagnostics", headers: used })).toMatchObject({ status: 200 });
});
