import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, beforeEach, expect, test } from "vitest";

import { proxyEnvironment, useSystemProxy, type ProxyInUse } from "./system-proxy.ts";
import { makeCompany, makeView } from "./test-desktop.ts";

const proxyFor = (address: string): string | undefined =>
  address.includes("inside") ? undefined : "http://10.0.0.1:8080";
const paired = makeView({
  server: { origin: "http://app.example.invalid", state: "unknown", trouble: null },
});

test("each scheme has the proxy that the system names for a server; this machine, Tally and excepted servers none", () => {
  const view = makeView({
    server: { origin: "https://app.example.in", state: "unknown", trouble: null },
    tally: { ...makeView().tally, host: "10.0.0.7" },
  });
  const companies = [makeCompany({ server: "https://inside.example.in" })];
  expect(proxyEnvironment({ ...view, companies }, { proxyFor })).toEqual({
    https_proxy: "http://10.0.0.1:8080",
    no_proxy: "localhost,127.0.0.1,::1,[::1],10.0.0.7,inside.example.in",
  });
  expect(proxyEnvironment(makeView(), { proxyFor })).toBeUndefined();
  expect(proxyEnvironment(view, { proxyFor: () => undefined })).toBeUndefined();
});

let proxy: Server;
let direct: Server;
let seen: string[];
let inUse: ProxyInUse | undefined;
beforeEach(async () => {
  seen = [];
  proxy = createServer((request, response) => {
    seen.push(request.url ?? "");
    response.end("by proxy");
  });
  proxy.on("connect", (request, socket) => {
    seen.push(request.url ?? "");
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  direct = createServer((_, response) => response.end("directly"));
  for (const server of [proxy, direct]) {
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
  }
});
afterEach(() => {
  inUse?.close();
  for (const server of [proxy, direct]) {
    server.closeAllConnections();
    server.close();
  }
});

test("the server is reached by the proxy, Tally on this machine directly; without a proxy everything is direct again", async () => {
  const said: string[] = [];
  let system: string | undefined = `http://127.0.0.1:${portOf(proxy)}`;
  const note = "a script is not run";
  inUse = useSystemProxy(
    { proxyFor: () => system, proxyNote: () => note },
    { say: (line) => said.push(line) },
  );
  inUse.renew(paired);
  inUse.renew(paired);
  await fetch("http://app.example.invalid/api").catch(() => undefined);
  expect(seen.join()).toContain("app.example.invalid");
  expect(await (await fetch(`http://127.0.0.1:${portOf(direct)}`)).text()).toBe("directly");
  system = undefined;
  inUse.renew(paired);
  const before = seen.length;
  await fetch("http://app.example.invalid/api").catch(() => undefined);
  expect(seen).toHaveLength(before);
  expect(said).toEqual([
    "Servers are reached by the system's proxy.",
    note,
    "Servers are reached without a proxy.",
  ]);
});

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
