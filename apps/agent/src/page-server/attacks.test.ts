import { connect, type Socket } from "node:net";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { readWindowFile } from "./window-file.ts";
import { ask, askRaw, openStream, startTestWindow, type Answered, type TestWindow } from "./test-window.ts";

/* What others on this PC, and pages of the web in its browsers, may try on the window's server. */

let window: TestWindow;
let port: number;
let origin: string;
beforeEach(async () => {
  window = await startTestWindow({ times: { requestMs: 500, idleMs: 2_000 } });
  port = window.server.port;
  origin = `http://127.0.0.1:${port}`;
});
afterEach(() => window.server.close());

const DEED = { path: "/deeds", json: { deed: "openLogs" } };

/** Refused in this way, and nothing was done. */
function expectRefused(answer: Answered, status: number, code: string): void {
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toMatchObject({ ok: false, trouble: { code } });
  expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  expect(window.engine.asked).toEqual([]);
}

test("what is refused below is done for the window itself", async () => {
  const headers = { ...(await window.signIn()), origin, "sec-fetch-site": "same-origin" };
  expect(await ask(port, { ...DEED, headers })).toMatchObject({ status: 200, body: '{"ok":true}' });
  expect(window.engine.asked).toEqual([["openLogs"]]);
});

test("a foreign host is refused, with a good session too", async () => {
  const headers = { ...(await window.signIn()), host: "evil.example" };
  for (const asking of [DEED, { path: "/" }, { path: "/events" }]) {
    expectRefused(await ask(port, { ...asking, headers }), 421, "wrong-host");
  }
});

test("localhost is a foreign host", async () => {
  for (const host of [`localhost:${port}`, "localhost", "127.0.0.1", `127.0.0.2:${port}`, `[::1]:${port}`]) {
    expectRefused(await ask(port, { path: "/", headers: { host } }), 421, "wrong-host");
  }
});

test("DNS rebinding: a name that leads here is foreign even when its page says so itself", async () => {
  const host = `rebound.evil.example:${port}`;
  const headers = { host, origin: `http://${host}`, "sec-fetch-site": "same-origin" };
  expectRefused(await ask(port, { path: "/", headers }), 421, "wrong-host");
  expectRefused(
    await ask(port, { path: "/session", json: { ticket: window.ticket() }, headers }),
    421,
    "wrong-host",
  );
});

test("two hosts, none, and one in the request line are foreign", async () => {
  const two = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`;
  expect(await askRaw(port, two)).toMatch(/^HTTP\/1\.1 4(00|21) /);
  expect(await askRaw(port, "GET / HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 421 /);
  expect(await askRaw(port, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n")).toMatch(/^HTTP\/1\.1 4(00|21) /);
  const absolute = `GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`;
  expect(await askRaw(port, absolute)).toMatch(/^HTTP\/1\.1 421 /);
});

test("a page of another origin is refused, with a good session too", async () => {
  const session = await window.signIn();
  for (const from of [
    "https://evil.example",
    "null",
    `http://localhost:${port}`,
    `https://127.0.0.1:${port}`,
  ]) {
    expectRefused(await ask(port, { ...DEED, headers: { ...session, origin: from } }), 403, "foreign-page");
    expectRefused(await ask(port, { path: "/", headers: { origin: from } }), 403, "foreign-page");
  }
});

test("a page of another port of this PC is another origin", async () => {
  const headers = { ...(await window.signIn()), origin: "http://127.0.0.1:9000" };
  expectRefused(await ask(port, { ...DEED, headers }), 403, "foreign-page");
});

test("a preflight is not answered with leave", async () => {
  const headers = { origin: "https://evil.example", "access-control-request-method": "POST" };
  expectRefused(await ask(port, { path: "/deeds", method: "OPTIONS", headers }), 403, "foreign-page");
  expectRefused(
    await ask(port, { path: "/deeds", method: "OPTIONS", headers: { origin } }),
    405,
    "wrong-method",
  );
});

test("a cross-site request is refused by what the browser says of it, a link to the page too", async () => {
  const headers = { ...(await window.signIn()), "sec-fetch-site": "cross-site" };
  expectRefused(await ask(port, { ...DEED, headers }), 403, "foreign-page");
  expectRefused(
    await ask(port, { path: "/", headers: { ...headers, "sec-fetch-mode": "navigate" } }),
    403,
    "foreign-page",
  );
});

test("a same-site request comes from another port and is refused", async () => {
  const headers = { ...(await window.signIn()), "sec-fetch-site": "same-site" };
  expectRefused(await ask(port, { ...DEED, headers }), 403, "foreign-page");
});

test("without a session there is nothing but the page", async () => {
  for (const asking of [DEED, { path: "/events" }, { path: "/diagnostics" }]) {
    expectRefused(await ask(port, asking), 401, "no-session");
  }
});

test("a wrong session is none, whatever it looks like", async () => {
  const { authorization } = await window.signIn();
  const good = authorization.slice("Bearer ".length);
  const wrong = [
    `Bearer ${"A".repeat(43)}`,
    `Bearer ${good.slice(0, -1)}`,
    `Bearer ${good}A`,
    `bearer ${good}`,
    `Basic ${good}`,
    `Bearer  ${good}`,
    "Bearer ",
    good,
  ];
  for (const one of wrong) {
    expectRefused(await ask(port, { ...DEED, headers: { authorization: one } }), 401, "no-session");
  }
});

test("a session in the address counts for nothing", async () => {
  const { authorization } = await window.signIn();
  const session = authorization.slice("Bearer ".length);
  expect(await ask(port, { path: `/events?session=${session}` })).toMatchObject({ status: 404 });
});

test("a ticket opens one session and no second", async () => {
  const asking = { path: "/session", json: { ticket: window.ticket() } };
  expect(await ask(port, asking)).toMatchObject({ status: 200 });
  expectRefused(await ask(port, asking), 401, "wrong-ticket");
});

test("of many at the same moment one gets a session for a ticket", async () => {
  const asking = { path: "/session", json: { ticket: window.ticket() } };
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(port, asking)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test("a ticket is good for a minute and no longer, and tells nobody which it was", async () => {
  const last = window.ticket();
  const late = window.ticket();
  window.now = new Date(window.now.getTime() + 59_999);
  expect(await ask(port, { path: "/session", json: { ticket: last } })).toMatchObject({ status: 200 });
  window.now = new Date(window.now.getTime() + 1);
  const expired = await ask(port, { path: "/session", json: { ticket: late } });
  expectRefused(expired, 401, "wrong-ticket");
  const unknown = await ask(port, { path: "/session", json: { ticket: "A".repeat(43) } });
  expect(unknown.body).toBe(expired.body);
});

test("a ticket is no session, and a session is no ticket", async () => {
  const ticket = window.ticket();
  expectRefused(
    await ask(port, { ...DEED, headers: { authorization: `Bearer ${ticket}` } }),
    401,
    "no-session",
  );
  const session = (await window.signIn()).authorization.slice("Bearer ".length);
  expectRefused(await ask(port, { path: "/session", json: { ticket: session } }), 401, "wrong-ticket");
});

test("cookies are neither read nor set: they go to every port of this PC", async () => {
  const { authorization } = await window.signIn();
  const session = authorization.slice("Bearer ".length);
  const cookie = `session=${session}; authorization=Bearer ${session}; cfa=${session}`;
  const refused = await ask(port, { ...DEED, headers: { cookie } });
  expectRefused(refused, 401, "no-session");
  for (const asking of [{ path: "/" }, { path: "/session", json: { ticket: window.ticket() } }]) {
    expect((await ask(port, asking)).headers["set-cookie"]).toBeUndefined();
  }
});

test("CSRF: a form of another page is refused by its type alone", async () => {
  const session = await window.signIn();
  const types = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""];
  for (const type of [...types, "text/plain; application/json", "application/json; charset=utf-7"]) {
    const headers = { ...session, ...(type === "" ? {} : { "content-type": type }) };
    expectRefused(await ask(port, { path: "/deeds", body: '{"deed":"openLogs"}', headers }), 415, "not-json");
  }
  const ticket = JSON.stringify({ ticket: window.ticket() });
  expectRefused(
    await ask(port, { path: "/session", body: ticket, headers: { "content-type": "text/plain" } }),
    415,
    "not-json",
  );
});

test.each([
  "/../package.json",
  "/..%2fpackage.json",
  "/%2e%2e/%2e%2e/etc/passwd",
  "/%252e%252e%252fpackage.json",
  "/..\\..\\windows\\win.ini",
  "/..%5c..%5cwindows%5cwin.ini",
  "/%c0%ae%c0%ae/etc/passwd",
  "//127.0.0.1/index.html",
  "/./index.html",
  "/app.js/../index.html",
  "/app.js%00.html",
  "/app.js?x=1",
  "/APP.JS",
  "/index.html.",
  "/index.html::$DATA",
  "/C:/Windows/win.ini",
  "/window.json",
  "/__proto__",
  "/constructor",
  "/toString",
])("a name that is not of the closed list is nothing: %s", async (path) => {
  const head = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`;
  expect(await askRaw(port, head)).toMatch(/^HTTP\/1\.1 404 /);
});

test("the closed list is real: each of its names answers", async () => {
  for (const path of ["/", "/index.html", "/app.js"])
    expect(await ask(port, { path })).toMatchObject({ status: 200 });
});

test("a websocket is refused and its socket closed", async () => {
  for (const protocol of ["websocket", "h2c"]) {
    const head =
      `GET /events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: ${protocol}\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`;
    const heard = await askRaw(port, head);
    expect(heard).toMatch(/^HTTP\/1\.1 403 /);
    expect(heard).toMatch(/Connection: close/i);
  }
});

test("the server is no proxy", async () => {
  expect(await askRaw(port, `CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n`)).toBe("");
});

test("other methods are refused", async () => {
  const headers = await window.signIn();
  for (const method of ["HEAD", "PUT", "DELETE", "PATCH", "TRACE"]) {
    expect(await ask(port, { path: "/deeds", method, headers })).toMatchObject({ status: 405 });
  }
  expectRefused(await ask(port, { path: "/deeds", headers }), 405, "wrong-method");
  expectRefused(await ask(port, { path: "/", json: {}, headers }), 405, "wrong-method");
});

test("64 kB are taken, a byte more is not: by the length it says and by what comes", async () => {
  const headers = { ...(await window.signIn()), "content-type": "application/json" };
  const frame = JSON.stringify({ deed: "openLogs" });
  const most = frame + " ".repeat(64 * 1024 - frame.length);
  expectRefused(await ask(port, { path: "/deeds", headers, body: `${most} ` }), 413, "too-large");
  const chunked = { ...headers, "transfer-encoding": "chunked" };
  expectRefused(await ask(port, { path: "/deeds", headers: chunked, body: `${most} ` }), 413, "too-large");
  expect(await ask(port, { path: "/deeds", headers, body: most })).toMatchObject({ status: 200 });
});

test("a body without end is cut off", async () => {
  const { authorization } = await window.signIn();
  const socket = connect(port, "127.0.0.1");
  let heard = "";
  socket.setEncoding("utf8").on("data", (part: string) => (heard += part));
  socket.on("error", () => undefined);
  socket.write(
    `POST /deeds HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\n` +
      "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
  );
  const chunk = `1000\r\n${"x".repeat(4096)}\r\n`;
  const pouring = setInterval(() => socket.write(chunk), 1);
  await new Promise((resolve) => {
    socket.once("close", resolve);
  });
  clearInterval(pouring);
  expect(socket.bytesWritten).toBeLessThan(5_000_000);
  expect(heard === "" || heard.startsWith("HTTP/1.1 413 ")).toBe(true);
  expect(window.engine.asked).toEqual([]);
});

test("a slow body is not waited for", async () => {
  const { authorization } = await window.signIn();
  const head =
    `POST /deeds HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\n` +
    `Content-Type: application/json\r\nContent-Length: 19\r\n\r\n{"deed":`;
  const before = performance.now();
  expect(await askRaw(port, head)).toMatch(/^HTTP\/1\.1 408 /);
  expect(performance.now() - before).toBeLessThan(5_000);
  expect(window.engine.asked).toEqual([]);
  expect(window.said).toEqual([]);
});

test("a slow head is not waited for, nor a connection that says nothing", async () => {
  const before = performance.now();
  const [slow] = await Promise.all([
    askRaw(port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Slow: `),
    askRaw(port, ""),
  ]);
  expect(slow).toMatch(/^HTTP\/1\.1 408 /);
  expect(performance.now() - before).toBeLessThan(6_000);
});

test("a flood of headers is refused, and none of them hides an origin", async () => {
  const start = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`;
  const many = "A:\r\n".repeat(1_900);
  const origin = "Origin: https://evil.example\r\nConnection: close\r\n\r\n";
  expect(await askRaw(port, `${start}${"A: b\r\n".repeat(5_000)}${origin}`)).toMatch(/^HTTP\/1\.1 431 /);
  expect(await askRaw(port, `${start}X: ${"y".repeat(10_000)}\r\n${origin}`)).toMatch(/^HTTP\/1\.1 431 /);
  expect(await askRaw(port, `${start}${many}${origin}`)).toMatch(/^HTTP\/1\.1 403 /);
});

test("a flood of connections does not stay", async () => {
  const sockets: Socket[] = [];
  for (let at = 0; at < 200; at++) {
    sockets.push(
      connect(port, "127.0.0.1")
        .on("error", () => undefined)
        .resume(),
    );
  }
  await vi.waitFor(() => expect(sockets.every(({ closed }) => closed)).toBe(true), 6_000);
  expect(await ask(port, { path: "/" })).toMatchObject({ status: 200 });
});

test("the session of a window does not control the agent", async () => {
  const headers = await window.signIn();
  for (const path of ["/control/quit", "/control/show"]) {
    expectRefused(await ask(port, { path, json: {}, headers }), 401, "no-session");
  }
  expect(window.told).toEqual({ quit: 0, show: 0 });
});

test("the control secret opens no session, no deed and no view", async () => {
  const file = readWindowFile(window.folder);
  const secret = file.ok ? file.value.secret : "";
  const headers = { authorization: `Bearer ${secret}` };
  for (const asking of [DEED, { path: "/events" }, { path: "/diagnostics" }]) {
    expectRefused(await ask(port, { ...asking, headers }), 401, "no-session");
  }
  expectRefused(await ask(port, { path: "/session", json: { ticket: secret } }), 401, "wrong-ticket");
  expect(await ask(port, { path: "/control/show", json: {}, headers })).toMatchObject({ status: 200 });
  expect(window.told).toEqual({ quit: 0, show: 1 });
});

test("a web page cannot control the agent, even if it knew the secret", async () => {
  const file = readWindowFile(window.folder);
  const authorization = `Bearer ${file.ok ? file.value.secret : ""}`;
  const headers = { authorization, origin: "https://evil.example" };
  expectRefused(await ask(port, { path: "/control/quit", json: {}, headers }), 403, "foreign-page");
  expect(window.told.quit).toBe(0);
});

test("two windows have a session each, and the end of one is not the other's", async () => {
  const [first, second] = [await window.signIn(), await window.signIn()];
  expect(first.authorization).not.toBe(second.authorization);
  const streams = [await openStream(port, first), await openStream(port, second)];
  await vi.waitFor(() => expect(streams.map((one) => one.views().length)).toEqual([1, 1]));
  streams[0]?.hangUp();
  window.engine.change();
  await vi.waitFor(() => expect(streams[1]?.views()).toHaveLength(2));
});

test("a session of an earlier start is over", async () => {
  const headers = await window.signIn();
  const next = await startTestWindow();
  expect(await ask(next.server.port, { path: "/diagnostics", headers })).toMatchObject({ status: 401 });
  await next.server.close();
});

test("nothing listens but on 127.0.0.1", async () => {
  const elsewhere = await Promise.all(["127.0.0.2", "::1"].map((host) => isOpen(host)));
  expect(elsewhere).toEqual([false, false]);
  expect(await isOpen("127.0.0.1")).toBe(true);
});

function isOpen(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
