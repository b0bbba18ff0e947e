import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { dropCompany, openConfig, outboxFolder, pairCompany, readConfig } from "./config.ts";
import { FILE_PROTECTION } from "./keys/file-protection.ts";
import { openKeyStore, type KeyStore } from "./keys/key-store.ts";
import { lockFolder } from "./lock.ts";

const KEY = `cfa_live_${"k".repeat(39)}`;
const FIRST = {
  server: "https://app.example.in",
  key: KEY,
  companyGuid: "guid-1",
  tally: { host: "127.0.0.1", port: 9000 },
};

let folder: string;
let keys: KeyStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cfa-config-"));
  keys = openKeyStore(folder, FILE_PROTECTION);
});
afterEach(() => rmSync(folder, { recursive: true }));

test("companies are added one by one; the same one again gets its new key; the agent keeps its id", () => {
  const first = pairCompany(folder, FIRST, keys);
  const second = pairCompany(folder, { ...FIRST, companyGuid: "guid-2" }, keys);
  const other = { ...FIRST, key: `cfa_live_${"n".repeat(39)}` };
  pairCompany(folder, other, keys);
  const config = readConfig(folder, keys);
  if (!config.ok || !first.ok || !second.ok) throw new Error("not paired");
  expect(config.value.agentId).toBe(first.value.agentId);
  expect(config.value.companies.map(({ companyGuid }) => [companyGuid, keys.read(companyGuid)])).toEqual([
    ["guid-2", { ok: true, value: KEY }],
    ["guid-1", { ok: true, value: other.key }],
  ]);
  expect(readFileSync(join(folder, "agent.json"), "utf8")).not.toContain("cfa_live");
  expect(statSync(join(folder, "agent.json")).mode & 0o777).toBe(0o600);
  expect(outboxFolder(folder, "guid-1")).not.toBe(outboxFolder(folder, "guid-2"));
});

test("a file of the first agents, with one company and no id, keeps working and gets an id for good", () => {
  writeFileSync(join(folder, "agent.json"), JSON.stringify(FIRST));
  const config = readConfig(folder, keys);
  expect(config).toMatchObject({
    ok: true,
    value: { tally: FIRST.tally, companies: [{ companyGuid: "guid-1" }] },
  });
  expect(keys.read("guid-1")).toEqual({ ok: true, value: KEY });
  expect(readConfig(folder, keys)).toEqual(config);
  expect(readFileSync(join(folder, "agent.json"), "utf8")).toContain("agentId");
});

test("what is wrong is said with what to do", () => {
  expect(readConfig(folder, keys)).toMatchObject({
    ok: false,
    error: expect.stringContaining("not paired yet"),
  });
  expect(pairCompany(folder, { ...FIRST, key: "cfa_live_short" }, keys)).toMatchObject({
    ok: false,
    error: expect.stringContaining("not an API key"),
  });
  writeFileSync(join(folder, "agent.json"), "{");
  expect(readConfig(folder, keys)).toMatchObject({ ok: false, error: expect.stringContaining("not JSON") });
  writeFileSync(
    join(folder, "agent.json"),
    JSON.stringify({ agentId: "a", tally: { host: "", port: 9000 }, companies: [] }),
  );
  expect(readConfig(folder, keys)).toMatchObject({
    ok: false,
    error: expect.stringContaining('wrong at "tally.host"'),
  });
});

test("keys of an older agent move to the key store; killed before its settings were written anew, they move again", () => {
  const { tally, ...pairing } = FIRST;
  const older = JSON.stringify({
    agentId: "a",
    tally,
    companies: [pairing, { ...pairing, companyGuid: "guid-2" }],
  });
  writeFileSync(join(folder, "agent.json"), older);
  keys.keep("guid-1", KEY); // as far as the killed one came
  const config = readConfig(folder, keys);
  expect(config).toMatchObject({ ok: true, value: { agentId: "a" } });
  expect(keys.read("guid-2")).toEqual({ ok: true, value: KEY });
  expect(readFileSync(join(folder, "agent.json"), "utf8")).not.toContain("cfa_live");
  expect(readConfig(folder, keys)).toEqual(config);
});

test("a company is let go of: its key is gone, the others stay", () => {
  pairCompany(folder, FIRST, keys);
  pairCompany(folder, { ...FIRST, companyGuid: "guid-2" }, keys);
  expect(dropCompany(folder, "guid-1", keys).ok).toBe(true);
  expect(keys.read("guid-1").ok).toBe(false);
  dropCompany(folder, "guid-2", keys);
  expect(openConfig(folder, keys)).toMatchObject({ ok: true, value: { companies: [] } });
  expect(readConfig(folder, keys).ok).toBe(false);
});

test("one agent at a time works in a folder; a lock that a kill left behind does not count", () => {
  const first = lockFolder(folder);
  expect(lockFolder(folder)).toMatchObject({
    ok: false,
    error: expect.stringContaining("Another agent is at work"),
  });
  if (first.ok) first.value();
  writeFileSync(join(folder, "agent.lock"), "999999999");
  const again = lockFolder(folder);
  expect(again.ok).toBe(true);
  if (again.ok) again.value();
});
