import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { startTestCompany, type TestCompany } from "./test-company.ts";
import { everyRoute } from "./test-routes.ts";
import { sampleOf } from "./test-sample-input.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

/* The headers that keep a browser from doing what a page did not mean: on every answer there is, also on refusals. */

let company: TestCompany;
let secure: TestServer;
let folder: string;

beforeAll(async () => {
  company = await startTestCompany();
  folder = await mkdtemp(join(tmpdir(), "cfa-headers-"));
  await writeFile(join(folder, "index.html"), "<html><script>start()</script></html>");
  secure = await startTestServer(company.database, {
    config: { publicUrl: "https://app.example.in", webDir: folder },
  });
});
afterAll(async () => {
  await secure.close();
  await company.close();
  await rm(folder, { recursive: true });
});

const NOTHING = "88888888-8888-4888-8888-888888888888";
const ALWAYS = {
  "content-security-policy": expect.stringMatching(/^default-src 'none'(?!.*unsafe).*frame-ancestors 'none'/),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
  "strict-transport-security": expect.stringContaining("max-age=31536000"),
};

test("every route's answer carries them, to nobody, to a member and to odd asking", async () => {
  for (const route of await everyRoute()) {
    const { path } = sampleOf(route, () => NOTHING);
    for (const headers of [{}, { authorization: `Bearer ${company.owner}` }, { authorization: "Bearer x" }]) {
      const response = await fetch(secure.url + path, { method: route.method, headers });
      await response.arrayBuffer();
      const carried = Object.fromEntries(response.headers);
      expect([route.key, response.status, carried]).toEqual([
        route.key,
        response.status,
        expect.objectContaining(ALWAYS),
      ]);
      expect([route.key, carried["access-control-allow-origin"]]).toEqual([route.key, undefined]);
      expect([route.key, carried["x-powered-by"]]).toEqual([route.key, undefined]);
    }
  }
});

test("so do the app's page and what is not there, the page with a policy of its own", async () => {
  for (const [path, status] of [
    ["/", 200],
    ["/parties/pty_x", 200],
    ["/nothing.js", 404],
    ["/api/nothing", 404],
    ["/%ff", 404],
  ] as const) {
    const response = await fetch(secure.url + path);
    await response.arrayBuffer();
    const { "cache-control": _, "content-security-policy": __, ...rest } = ALWAYS;
    expect([path, response.status]).toEqual([path, status]);
    expect([path, Object.fromEntries(response.headers)]).toEqual([path, expect.objectContaining(rest)]);
    expect(response.headers.get("content-security-policy")).toMatch(/frame-ancestors 'none'/);
    expect(response.headers.get("content-security-policy")).not.toMatch(/unsafe/);
  }
});

test("no page of another origin is let in, whatever it says it is", async () => {
  for (const origin of [
    "https://evil.example",
    "null",
    "https://app.example.in.evil.example",
    "http://app.example.in",
  ]) {
    for (const method of ["GET", "OPTIONS", "POST"]) {
      const response = await fetch(`${secure.url}/api/companies`, { method, headers: { origin } });
      await response.arrayBuffer();
      const allowed = [...response.headers.keys()].filter((name) => name.startsWith("access-control-"));
      expect([origin, method, allowed]).toEqual([origin, method, []]);
    }
  }
});
