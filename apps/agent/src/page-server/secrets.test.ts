import { mkdtempSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test, vi } from "vitest";

import { askOther } from "./ask-other.ts";
import { commandOf, filesIn, found, startProcess } from "./test-places.ts";
import { ask, KEY, openStream, type Answered, type Asking } from "./test-window.ts";
import { readWindowFile } from "./window-file.ts";

/* A whole run of a process: its key, tickets, sessions and control secret are then looked for everywhere it leaves something. */

test("no secret is where it does not belong", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cfa-secrets-"));
  const data = join(folder, "data");
  const run = await startProcess("test-agent-process.ts", folder, { key: KEY });
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

  const places = {
    ...filesIn(folder),
    "the answers": JSON.stringify(answers),
    "the stream": stream.heard(),
    ...commandOf(run.process),
  };
  expect(found(secrets, places)).toEqual([`control in ${join(data, "window.json")}`]);

  const isOver = once(run.process, "exit");
  expect(await askOther({ folder: data, ask: "quit" })).toMatchObject({ kind: "answered" });
  await isOver;
  const said = run.said();
  expect(said).toContain('"pasteKey" failed: Error: not writable: […]');
  expect(found(secrets, { ...filesIn(folder), stdout: said })).toEqual([]);
});
