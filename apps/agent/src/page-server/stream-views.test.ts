import { connect } from "node:net";

import { afterEach, expect, test, vi } from "vitest";

import { makeStandIn, KEY, openStream, startTestWindow, type TestWindow } from "./test-window.ts";

let window: TestWindow | undefined;
afterEach(() => window?.server.close());

test("a window that does not read misses views, holds up nobody, and gets the newest when it reads again", async () => {
  const engine = makeStandIn(KEY);
  const wide = "x".repeat(100_000);
  window = await startTestWindow({
    engine: { ...engine, view: () => ({ ...engine.view(), machine: wide }) },
  });
  const { port } = window.server;
  const { authorization } = await window.signIn();
  const socket = connect(port, "127.0.0.1", () =>
    socket.write(
      `GET /events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\n\r\n`,
    ),
  );
  await vi.waitFor(() => expect(engine.watchers()).toBe(1));
  const reader = await openStream(port, { authorization });
  const before = process.memoryUsage().arrayBuffers + process.memoryUsage().external;
  for (let turn = 1; turn <= 400; turn++) {
    engine.change();
    if (turn % 20 === 0) await new Promise(setImmediate);
  }
  const held = process.memoryUsage().arrayBuffers + process.memoryUsage().external - before;
  expect(held).toBeLessThan(20_000_000);
  await vi.waitFor(() => expect(reader.views().at(-1)?.agentId).toBe("agent-400"));

  let heard = "";
  socket.setEncoding("utf8").on("data", (part: string) => (heard += part));
  await vi.waitFor(() => expect(heard).toContain('"agentId":"agent-400"'));
  expect(heard.split("data: ").length).toBeLessThan(200);
  socket.destroy();
  reader.hangUp();
});

test("a window that reads nothing any more is ended", async () => {
  const engine = makeStandIn(KEY);
  const wide = "x".repeat(8_000_000);
  window = await startTestWindow({
    engine: { ...engine, view: () => ({ ...engine.view(), machine: wide }) },
    times: { idleMs: 300, heartbeatMs: 50 },
  });
  const { port } = window.server;
  const { authorization } = await window.signIn();
  const socket = connect(port, "127.0.0.1", () =>
    socket.write(
      `GET /events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\n\r\n`,
    ),
  ).on("error", () => undefined);
  await vi.waitFor(() => expect(engine.watchers()).toBe(1));
  await vi.waitFor(() => expect(engine.watchers()).toBe(0), 5_000);
  socket.destroy();
});

test("a view that cannot be made ends the stream and is logged; the server goes on", async () => {
  const engine = makeStandIn(KEY);
  window = await startTestWindow({ engine });
  const headers = await window.signIn();
  const stream = await openStream(window.server.port, headers);
  await vi.waitFor(() => expect(stream.views()).toHaveLength(1));
  expect(() => engine.breakOff()).not.toThrow();
  await vi.waitFor(() => expect(stream.isEnded()).toBe(true));
  expect(stream.heard()).not.toContain("no view");
  expect(window.said.join()).toContain("no view");
  const next = await openStream(window.server.port, headers);
  await vi.waitFor(() => expect(next.views()).toHaveLength(1));
  next.hangUp();
});
