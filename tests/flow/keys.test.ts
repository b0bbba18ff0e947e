import { readFileSync } from "node:fs";
import { join } from "node:path";

import { pairCompany } from "@cfa/agent/config";
import { FILE_PROTECTION } from "@cfa/agent/keys/file-protection";
import { openKeyStore } from "@cfa/agent/keys/key-store";
import { createServerLink } from "@cfa/agent/server-link";
import { issueApiKey } from "@cfa/api/auth/api-key";
import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { openAgentPc, type AgentPc } from "./agent-process.ts";
import { createAgent, startStack, type Stack, type StackCompany, type TestAgent } from "./stack.ts";

/* Keys that are rotated and revoked while the real agent is at work. */

const sample = makeSampleCompany({ size: "S" });

let stack: Stack;
let tally: FakeTally;
let company: StackCompany;
let agent: TestAgent;
let owner: string;
let pc: AgentPc;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

beforeEach(async () => {
  tally = await startFakeTally({ companies: [sample] });
  company = await stack.addCompany({ name: `Keys ${Math.random()}`, tallyGuid: `keys ${Math.random()}` });
  await stack.database.asOwner("update company set tally_guid = null where company_id = $1", [company.uuid]);
  agent = createAgent({ tallyPort: tally.port, company, guid: sample.guid });
  owner = await stack.server.signIn("owner");
  pc = openAgentPc();
});
afterEach(async () => {
  await pc.close();
  agent.remove();
  await tally.close();
});

type Row = { keyId: string; state: string; lastFour: string };

async function keyCall<T>(method: string, path: string): Promise<T> {
  const response = await fetch(`${stack.server.url}/api/companies/${company.id}/keys${path}`, {
    method,
    headers: { authorization: `Bearer ${owner}`, "content-type": "application/json" },
    ...(method === "GET" ? {} : { body: "{}" }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}
const keyRows = async () => (await keyCall<{ rows: Row[] }>("GET", "")).rows;

test("a key rotated in mid-run: the run goes on with the new one within one batch and ends equal to Tally", async () => {
  const kept: string[] = [];
  const link = createServerLink({
    server: stack.server.url,
    key: company.key,
    keepKey: (key) => void kept.push(key),
  });
  let sent = 0;
  const rotating = {
    ...link,
    async sendBatch(...parts: Parameters<typeof link.sendBatch>) {
      if (++sent === 1) await keyCall("POST", `/${(await keyRows())[0]?.keyId}/rotate`);
      return link.sendBatch(...parts);
    },
  };
  const synced = await agent.sync({ link: rotating });
  expect(synced).toMatchObject({ ok: true, value: { kind: "synced", run: { tieOut: "equal" } } });
  expect(kept).toHaveLength(1);
  expect(await keyRows()).toMatchObject([
    { state: "live", lastFour: kept[0]?.slice(-4) },
    { state: "revoked" },
  ]);
  expect(await company.link.drafts()).toMatchObject({ ok: false, error: { code: "bad-key" } });
});

test("a key revoked in mid-run: not one batch more is taken, the agent says why, and another key goes on", async () => {
  let sent = 0;
  const revoking = {
    ...company.link,
    async sendBatch(...parts: Parameters<typeof company.link.sendBatch>) {
      if (++sent === 1) await keyCall("DELETE", `/${(await keyRows())[0]?.keyId}`);
      return company.link.sendBatch(...parts);
    },
  };
  expect(await agent.sync({ link: revoking })).toMatchObject({ ok: false, error: { code: "bad-key" } });
  expect(await batches()).toBe(0);
  const other = createServerLink({
    server: stack.server.url,
    key: await issueApiKey(stack.database.db, company.uuid),
  });
  expect(await agent.sync({ link: other })).toMatchObject({ ok: true, value: { run: { tieOut: "equal" } } });
});

async function batches(): Promise<number> {
  const rows = await stack.database.asOwner<{ n: number }>(
    "select count(*)::int as n from sync_batch where company_id = $1",
    [company.uuid],
  );
  return rows[0]?.n ?? 0;
}

test("the agent's own process takes a rotated key up by itself, keeps it, and stops when it is revoked", async () => {
  const place = { host: "127.0.0.1", port: tally.port };
  const pairing = { server: stack.server.url, key: company.key, companyGuid: sample.guid };
  const keys = openKeyStore(pc.folder, FILE_PROTECTION);
  expect(pairCompany(pc.folder, { ...pairing, tally: place }, keys).ok).toBe(true);
  const { said } = pc.run("run", "--poll", "0.2", "--poll-for-tests");
  await until(async () => said().includes("Synced"));

  await keyCall("POST", `/${(await keyRows())[0]?.keyId}/rotate`);
  await until(async () => (await keyRows()).map(({ state }) => state).join() === "live,revoked");
  const kept = keys.read(sample.guid);
  const key = kept.ok ? kept.value : undefined;
  expect(key).not.toBe(company.key);
  expect((await keyRows())[0]?.lastFour).toBe(key?.slice(-4));
  tally.company().createLedger({ name: "After Rotation", parent: "Sundry Debtors", isBillWise: true });
  await until(async () => (await ledgers("After Rotation")) === 1);

  await keyCall("DELETE", `/${(await keyRows())[0]?.keyId}`);
  await until(async () => said().includes("[bad-key]"));
  tally.company().createLedger({ name: "After Revoking", parent: "Sundry Debtors", isBillWise: true });
  const before = said().length;
  await new Promise((resolve) => setTimeout(resolve, 1_000)); // several looks of the agent
  expect(await ledgers("After Revoking")).toBe(0);
  expect(said().slice(before)).not.toContain("Synced");
  expect(said()).not.toContain(company.key);
  expect(readFileSync(join(pc.folder, "agent.json"), "utf8")).not.toContain("cfa_");
});

async function ledgers(name: string): Promise<number> {
  const rows = await stack.database.asOwner("select from ledger where company_id = $1 and name = $2", [
    company.uuid,
    name,
  ]);
  return rows.length;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 400; turn++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await holds()).toBe(true);
}
