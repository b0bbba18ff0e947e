import { afterEach, beforeEach, expect, test } from "vitest";

import { createServerLink } from "./server-link.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const BEAT = {
  companyGuid: "guid-1",
  marks: { masters: 1, vouchers: 2 },
  readAt: "2026-10-01T06:00:00.000Z",
};

function link(told: unknown[] = []) {
  return createServerLink({
    server: server.url,
    key: "cfa_live_test",
    onUpdate: (update) => told.push(update?.version),
  });
}

test("the newest protocol that both speak is used; a server that says nothing is of the first kind", async () => {
  const silent = link();
  expect((await silent.heartbeat(BEAT)).ok).toBe(true);
  expect(silent.protocol()).toBe(1);
  server.headers = { "x-cfa-protocols": "3, 2,1" };
  const newer = link();
  expect((await newer.heartbeat(BEAT)).ok).toBe(true);
  expect(newer.protocol()).toBe(1);
});

test("none in common is final, though the server took the call; what it says of our age goes before", async () => {
  server.headers = { "x-cfa-protocols": "2,3" };
  expect(await link().heartbeat(BEAT)).toMatchObject({
    ok: false,
    error: { retry: "refused", code: "unsupported-protocol", message: expect.stringContaining("2,3") },
  });
  server.refuse = () => ({ status: 426, code: "agent-too-old", message: "Too old." });
  expect(await link().heartbeat(BEAT)).toMatchObject({
    ok: false,
    error: { code: "agent-too-old", message: "Too old." },
  });
  server.refuse = () => ({ status: 422, code: "bad-input" });
  expect(await link().heartbeat(BEAT)).toMatchObject({ ok: false, error: { code: "unsupported-protocol" } });
});

test("a newer agent is told of with each heartbeat, and that it no longer is", async () => {
  const told: unknown[] = [];
  const ours = link(told);
  server.update = { version: "0.9.0", message: "A newer one.", fix: "Take it." };
  await ours.heartbeat(BEAT);
  server.update = undefined;
  await ours.heartbeat(BEAT);
  server.refuse = () => ({ status: 503, code: "unavailable" });
  await ours.heartbeat(BEAT);
  expect(told).toEqual(["0.9.0", undefined]);
});
