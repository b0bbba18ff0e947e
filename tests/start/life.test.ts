import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { CompanySummary } from "@cfa/contract/reads";
import { exportFile, voucher } from "@cfa/tally/test-xml";
import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { freePort } from "@cfa/testkit/free-port";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { allEnded, asDemoOwner, beginStart, newDataFolder, type Started } from "./started.ts";

/* The life of one data folder, start after start: the tests are one story and run in their order. */

// Whole starts on a machine that may have other work.
vi.setConfig({ testTimeout: 240_000 });

const ours = makeSampleCompany({ size: "S", seed: 11 });
const theirs = makeSampleCompany({ size: "S", seed: 12 });
const data = newDataFolder();
const folder = dirname(data.path);
let tally: FakeTally;
let started: Started;
let companies: readonly CompanySummary[];

beforeAll(async () => {
  tally = await startFakeTally({ companies: [ours, theirs] });
  const lines = [
    { ledger: "Ravi Stores", amount: "-1180.00" },
    { ledger: "Sales", amount: "1180.00" },
  ];
  const dayBook = exportFile([
    voucher(1, { type: "Sales", lines, head: "<PARTYLEDGERNAME>Ravi Stores</PARTYLEDGERNAME>" }),
  ]);
  writeFileSync(join(folder, "DayBook.xml"), `\uFEFF${dayBook}`, "utf16le");
  writeFileSync(join(folder, "Copy.xml"), `\uFEFF${dayBook}`, "utf16le");
  writeFileSync(join(folder, "Letter.txt"), "Dear sir, please find attached the books.");
});

afterAll(async () => {
  if (started.living().length > 0) await started.killHard();
  await tally.close();
  await data.remove();
});

const MORE = ["--import", ...["DayBook.xml", "Copy.xml", "Letter.txt"].map((name) => join(folder, name))];

test("the first start reads the demo, the companies of a Tally and exported files, each into books of its own", async () => {
  started = await beginStart({ data: data.path, argv: ["--tally", tally.url, ...MORE] });
  await started.until("CFA goes on without");
  expect(started.output()).toContain("making the database files");
  expect(started.output()).toContain("Copy.xml has the same content as DayBook.xml.");
  expect(started.output()).toContain("Not imported: Letter.txt: not-tally: ");
  expect(started.output()).toContain("1 of 3 files were not imported");
  const page = await fetch(started.url);
  expect({ status: page.status, type: page.headers.get("content-type") }).toEqual({
    status: 200,
    type: expect.stringContaining("text/html") as string,
  });

  const owner = await asDemoOwner(started.url);
  ({ companies } = await owner.companies.list());
  const demo = companies.find((company) => company.isDemo);
  expect(companies.map(({ name }) => name).toSorted()).toEqual(
    ["Asha & Sons", demo?.name ?? "", ours.name, theirs.name].toSorted(),
  );
  for (const { companyId, name } of companies) {
    const { rows } = await owner.parties.list({ companyId });
    const [party] = rows;
    expect(rows.length, name).toBeGreaterThan(0);
    const bills = await owner.parties.bills({ companyId, partyId: party?.partyId ?? "", state: "all" });
    expect(bills.rows.length, name).toBeGreaterThan(0);
  }
});

test("ledgers that are missing are made from the vouchers' names and marked", async () => {
  const owner = await asDemoOwner(started.url);
  const companyId = companyNamed("Asha & Sons").companyId;
  const { rows } = await owner.parties.list({ companyId });
  expect(rows).toEqual([expect.objectContaining({ name: "Ravi Stores", outstanding: "118000" })]);
  expect(await owner.parties.read({ companyId, partyId: rows[0]?.partyId ?? "" })).toMatchObject({
    isInferred: true,
  });
});

test("Ctrl-C ends everything, and the exit code tells that a file was refused", async () => {
  if (process.platform === "linux") expect(started.living().length).toBeGreaterThan(3);
  expect(await started.interrupt()).toBe(1);
  expect(started.living()).toEqual([]);
  await expect(fetch(started.url)).rejects.toThrow("fetch failed");
});

test("the second start makes, builds, reads and imports nothing again", async () => {
  started = await beginStart({ data: data.path, argv: ["--tally", tally.url, ...MORE.slice(0, 3)] });
  await started.until("CFA is ready");
  const output = started.output();
  expect(output.match(/Nothing has changed in Tally/g)).toHaveLength(3);
  expect(output.match(/has been imported before/g)).toHaveLength(2);
  for (const work of [
    "Installing",
    "making the database",
    "brought up to date",
    "Building",
    "Reading",
    "Read ",
  ]) {
    expect(output).not.toContain(work);
  }
  const again = await (await asDemoOwner(started.url)).companies.list();
  expect(again.companies).toEqual(companies);
});

test("kill -9 leaves no process behind, and the next start loses nothing, on the same port", async () => {
  const port = Number(new URL(started.url).port);
  await started.killHard();
  await allEnded(started);
  started = await beginStart({ data: data.path, port });
  await started.until("CFA is ready");
  expect((await (await asDemoOwner(started.url)).companies.list()).companies).toEqual(companies);
});

test("kill -9 of the process that npm runs ends the rest", async () => {
  started.signal("SIGKILL");
  await allEnded(started);
});

test("--fresh begins anew, and without the demo nobody can sign in", async () => {
  started = await beginStart({ data: data.path, argv: ["--fresh", "--no-demo"], port: await freePort() });
  await started.until("CFA is ready");
  expect(started.output()).toContain("making the database files");
  expect(started.output()).not.toContain("Demo:");
  await expect(asDemoOwner(started.url)).rejects.toThrow("answered 404");
  expect(await started.interrupt()).toBe(0);
});

function companyNamed(name: string): CompanySummary {
  const found = companies.find((company) => company.name === name);
  if (found === undefined) throw new Error(`no company ${name}`);
  return found;
}
