import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { outboxFolder, pairCompany, readConfig } from "./config.ts";
import { lockFolder } from "./lock.ts";

const KEY = `cfa_live_${"k".repeat(39)}`;
const FIRST = {
  server: "https://app.example.in",
  key: KEY,
  companyGuid: "guid-1",
  tally: { host: "127.0.0.1", port: 9000 },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cfa-config-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("companies are added one by one; the same one again gets its new key; the agent keeps its id", () => {
  const first = pairCompany(folder, FIRST);
  const second = pairCompany(folder, { ...FIRST, companyGuid: "guid-2" });
  const other = { ...FIRST, key: `cfa_live_${"n".repeat(39)}` };
  pairCompany(folder, other);
  const config = readConfig(folder);
  if (!config.ok || !first.ok || !second.ok) throw new Error("not paired");
  expect(config.value.agentId).toBe(first.value.agentId);
  expect(config.value.companies.map(({ companyGuid, key }) => [companyGuid, key])).toEqual([
    ["guid-2", KEY],
    ["guid-1", other.key],
  ]);
  expect(statSync(join(folder, "agent.json")).mode & 0o777).toBe(0o600);
  expect(outboxFolder(folder, "guid-1")).not.toBe(outboxFolder(folder, "guid-2"));
});

test("a file of the first agents, with one company and no id, keeps working and gets an id for good", () => {
  writeFileSync(join(folder, "agent.json"), JSON.stringify(FIRST));
  const config = readConfig(folder);
  expect(config).toMatchObject({
    ok: true,
    value: { tally: FIRST.tally, companies: [{ companyGuid: "guid-1", key: KEY }] },
  });
  expect(readConfig(folder)).toEqual(config);
  expect(readFileSync(join(folder, "agent.json"), "utf8")).toContain("agentId");
});

test("what is wrong is said with what to do", () => {
  expect(readConfig(folder)).toMatchObject({ ok: false, error: expect.stringContaining("not paired yet") });
  expect(pairCompany(folder, { ...FIRST, key: "cfa_live_short" })).toMatchObject({
    ok: false,
    error: expect.stringContaining("not an API key"),
  });
  writeFileSync(join(folder, "agent.json"), "{");
  expect(readConfig(folder)).toMatchObject({ ok: false, error: expect.stringContaining("not JSON") });
  writeFileSync(
    join(folder, "agent.json"),
    JSON.stringify({ agentId: "a", tally: FIRST.tally, companies: [] }),
  );
  expect(readConfig(folder)).toMatchObject({
    ok: false,
    error: expect.stringContaining('wrong at "companies"'),
  });
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
