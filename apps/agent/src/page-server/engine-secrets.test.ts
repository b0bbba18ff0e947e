import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startFakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { expect, test, vi } from "vitest";

import { startTestServer } from "../test-server.ts";
import { sample } from "../test-world.ts";
import { askOther } from "./ask-other.ts";
import { commandOf, filesIn, found, startProcess } from "./test-places.ts";
import { ask, openStream, type Asking } from "./test-window.ts";
import { readWindowFile } from "./window-file.ts";

/* The same with the engine at work: a company is paired by its key, read and sent, other keys and a code are refused. */

const GOOD = `cfa_live_${"g00dKeyThatIsTaken".repeat(3).slice(0, 39)}`;
const REFUSED = `cfa_live_${"r3fusedByTheServer".repeat(3).slice(0, 39)}`;
const ODD = `cfa_live_${"0ddLengthOfAKey".repeat(4).slice(0, 44)}`;

test("keys, codes and the window's secrets stay where they belong while the agent works", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cfa-secrets-"));
  const tally = await startFakeTally({ companies: [sample], company: { wholeBooks: true } });
  const server = await startTestServer();
  const run = await startProcess("test-engine-process.ts", folder, {});
  const port = Number(new URL(run.address).port);
  const ticket = new URL(run.address).hash.replace("#ticket=", "");
  const opened = await ask(port, { path: "/session", json: { ticket } });
  const { session } = JSON.parse(opened.body) as { session: string };
  const headers = { authorization: `Bearer ${session}` };
  let answers = "";
  const heard = async (asking: Asking): Promise<unknown> => {
    const answer = await ask(port, { ...asking, headers });
    answers += JSON.stringify(answer);
    return asking.json === undefined ? answer.body : JSON.parse(answer.body);
  };
  const deed = (json: object): Promise<unknown> => heard({ path: "/deeds", json });
  const stream = await openStream(port, headers);
  const company = { companyGuid: sample.guid };

  expect(await deed({ deed: "setTally", host: "127.0.0.1", port: tally.port })).toEqual({ ok: true });
  expect(await deed({ deed: "setServer", origin: server.url })).toEqual({ ok: true });
  expect(await deed({ deed: "pasteKey", ...company, key: ODD })).toMatchObject({ ok: false });
  expect(await deed({ deed: "pasteKey", ...company, key: GOOD })).toEqual({ ok: true });
  expect(await deed({ deed: "syncNow", ...company })).toEqual({ ok: true });
  await vi.waitFor(() => expect(stream.views().at(-1)?.companies[0]?.runs).toHaveLength(1), 60_000);
  expect(server.runs).toHaveLength(1);
  server.refuse = () => ({ status: 401, code: "bad-key", message: `no such key: ${REFUSED}` });
  expect(await deed({ deed: "pasteKey", ...company, key: REFUSED })).toMatchObject({ ok: false });
  await deed({ deed: "pairByCode", ...company, code: "BCDF-GHJK" });
  await vi.waitFor(() => expect(stream.views().at(-1)?.pairing?.state).toMatch(/failed|refused/), 60_000);
  expect(await heard({ path: "/diagnostics" })).toContain("key …");

  const file = readWindowFile(folder);
  const control = file.ok ? file.value.secret : "";
  const secrets = { GOOD, REFUSED, ODD, ticket, session, control, code: "BCDF-GHJK", letters: "BCDFGHJK" };
  const files = filesIn(folder);
  expect(Object.keys(files).length).toBeGreaterThan(4);
  const places = { ...files, answers, stream: stream.heard(), said: run.said(), ...commandOf(run.process) };
  expect(found(secrets, places)).toEqual([`control in ${join(folder, "window.json")}`]);

  const isOver = once(run.process, "exit");
  expect(await askOther({ folder, ask: "quit" })).toMatchObject({ kind: "answered" });
  expect(await isOver).toEqual([0, null]);
  expect(found(secrets, { ...filesIn(folder), said: run.said() })).toEqual([]);
  await tally.close();
  await server.close();
});
