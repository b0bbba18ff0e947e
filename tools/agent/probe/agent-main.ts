import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

import { AGENT_VERSION } from "@cfa/agent/version";

/* Stands in for the product's agent in tries of the build alone: says who it is in window.json, and quits when it is told to. */

const data =
  optionOf("--data") ??
  join(process.env["LOCALAPPDATA"] ?? join(process.env["HOME"] ?? ".", ".local"), "CFA Agent");
const file = join(data, "window.json");
if (process.argv.includes("--quit")) void quitOther();
else start();

function start(): void {
  mkdirSync(data, { recursive: true });
  const secret = randomBytes(32).toString("base64url");
  const server = createServer((request, response) => {
    response.end();
    if (request.url !== "/control/quit" || request.headers.authorization !== `Bearer ${secret}`) return;
    rmSync(file, { force: true });
    process.exit(0);
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    writeFileSync(file, JSON.stringify({ pid: process.pid, port, secret, version: AGENT_VERSION }));
  });
}

async function quitOther(): Promise<void> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return;
  }
  const { port, secret } = JSON.parse(text) as { port: number; secret: string };
  await fetch(`http://127.0.0.1:${port}/control/quit`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}` },
  }).catch(() => undefined);
}

function optionOf(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}
