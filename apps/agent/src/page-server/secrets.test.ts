import { fork, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test, vi } from "vitest";

import { askOther } from "./ask-other.ts";
import { ask, KEY, openStream, type Answered, type Asking } from "./test-window.ts";
import { readWindowFile } from "./window-file.ts";

/* A whole run of a process: its key, tickets, sessions and control secret are then looked for everywhere it leaves something. */

const PROGRAM = fileURLToPath(new URL("test-agent-process.ts", import.meta.url));

test("no secret is where it does not belong", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cfa-secrets-"));
  const data = join(folder, "data");
  const run = await startProcess(folder);
  const { port } = new URL(run.address);
  const answers: Answered[] = [];
  const keep = async (asking: Asking): Promise<Answered> => {
    const answered = await ask(Number(port), asking);
    answers.push(answered);
    return answered;
  };

  const ticket = new URL(run.address).hash.replace("#ticket=", "");
  const opened = await ask(Number(port), { path: "/session", json: { ticket } });
  const { session } = JSON.parse(opened.body) as { session: string };
  const file = readWindowFile(data);
  const control = file.ok ? file.value.secret : "";
  const headers = { authorization: `Bearer ${session}` };
  const secrets = { key: KEY, ticket, session, control };
  for (const secret of Object.values(secrets)) expect(secret.length).toBeGreaterThan(40);

  // Everything that is asked rightly and wrongly, with secrets in the places where they do not belong.
  const stream = await openStream(Number(port), headers);
  const json = { deed: "pasteKey", companyGuid: "g", key: KEY };
  expect((await keep({ path: "/deeds", headers, json })).body).toContain("internal");
  await keep({ path: "/deeds", headers, json: { ...json, more: KEY } });
  await keep({ path: "/deeds", headers, body: `${KEY} is no JSON` });
  await keep({ path: "/diagnostics", headers });
  await keep({ path: "/session", json: { ticket } });
  await keep({ path: "/session", json: { ticket: session } });
  await keep({ path: `/${session}?${control}&${KEY}` });
  await keep({ path: "/control/show", json: {}, headers });
  await keep({ path: "/control/hello", json: { chance: "c".repeat(43) } });
  await keep({ path: "/events", headers: { authorization: `Bearer ${control}` } });
  await keep({ path: "/", headers: { ...headers, host: `${session}.example` } });
  expect(await askOther({ folder: data, ask: "show" })).toMatchObject({ kind: "answered" });
  await vi.waitFor(() => expect(stream.views().length).toBeGreaterThan(0));

  expect(found(secrets, { "window.json": readFileSync(join(data, "window.json"), "utf8") })).toEqual([
    "control in window.json",
  ]);
  const places: Record<string, string> = {
    "the answers": JSON.stringify(answers),
    "the stream": stream.heard(),
    ...commandOf(run.process),
  };
  for (const path of filesOf(folder)) if (!path.endsWith("window.json")) places[path] = textOf(path);
  expect(found(secrets, places)).toEqual([]);

  const isOver = once(run.process, "exit");
  expect(await askOther({ folder: data, ask: "quit" })).toMatchObject({ kind: "answered" });
  await isOver;
  const said = run.said();
  expect(said).toContain('"pasteKey" failed: Error: not writable: […]');
  const left = Object.fromEntries(filesOf(folder).map((path) => [path, textOf(path)]));
  expect(found(secrets, { ...left, stdout: said })).toEqual([]);
});

type Run = { readonly process: ChildProcess; readonly address: string; readonly said: () => string };

async function startProcess(folder: string): Promise<Run> {
  const child = fork(PROGRAM, [folder], { silent: true, env: { TZ: "UTC" }, execArgv: [] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (part: string) => (said += part));
  }
  const started = once(child, "message") as Promise<[{ address: string }]>;
  child.send({ key: KEY });
  const [{ address }] = await Promise.race([
    started,
    once(child, "exit").then(() => {
      throw new Error(`it ended: ${said}`);
    }),
  ]);
  return { process: child, address, said: () => said };
}

/** Which secrets are in which places, plainly or in the dress of base64 or hexadecimal digits. */
function found(
  secrets: Readonly<Record<string, string>>,
  places: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const bytes = Buffer.from(secret);
    const dressed = Buffer.from(secret, "base64url");
    const dresses = [
      secret,
      bytes.toString("base64url").slice(0, -2),
      bytes.toString("hex"),
      dressed.toString("hex"),
      dressed.toString("base64").slice(0, -2),
    ];
    return Object.entries(places)
      .filter(([, text]) => dresses.some((dress) => text.includes(dress)))
      .map(([place]) => `${name} in ${place}`);
  });
}

/** What other processes see of one: its command and, for the same user, its environment. */
function commandOf({ pid }: ChildProcess): Record<string, string> {
  const paths = ["cmdline", "environ"]
    .map((name) => `/proc/${pid}/${name}`)
    .filter((path) => existsSync(path));
  return Object.fromEntries(paths.map((path) => [path, textOf(path)]));
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function textOf(path: string): string {
  return readFileSync(path, "latin1");
}
