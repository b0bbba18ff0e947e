import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { AgeingSummary } from "@cfa/contract/measures";
import type { Party } from "@cfa/contract/reads";
import type { ReportPage } from "@cfa/contract/reports";
import { formatRupees } from "@cfa/values/money";
import { hasPoppler, pdfText } from "@cfa/testkit/poppler";
import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";

import { readSample, type ReadCompany } from "./reads-stack.ts";
import { startStack, type Stack } from "./stack.ts";

/* The sample company's ageing and statements as files, read back by other programs: they say what the API says. */

let stack: Stack;
let read: ReadCompany;
let token: string;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cfa-reports-"));
  stack = await startStack();
  read = await readSample(stack, 1);
  token = await stack.server.signIn("owner");
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true, force: true });
});

async function file(path: string): Promise<Buffer> {
  const response = await stack.server.get(`/api/companies/${read.company.id}/reports/${path}`, { token });
  expect([path, response.status]).toEqual([path, 200]);
  return Buffer.from(await response.arrayBuffer());
}

async function sheet(path: string): Promise<unknown[][]> {
  const [found] = await readXlsxFile(await file(path));
  return found?.data ?? [];
}

const rupees = (paise: string): number => Number(paise) / 100;
const inLakhs = (paise: string): string => formatRupees(BigInt(paise)).replace("₹", "");

async function textOf(path: string): Promise<string> {
  const pdf = join(folder, "a.pdf");
  writeFileSync(pdf, await file(path));
  return pdfText(pdf);
}

test("ageing as a sheet adds up to the API's own, party by party and bucket by bucket", async () => {
  for (const side of ["receivable", "payable"]) {
    const on = `asOf=${read.sample.through}&side=${side}`;
    const api = await read.get<AgeingSummary>(`/ageing?${on}`);
    const rows = await sheet(`ageing.xlsx?${on}`);
    const at = rows.findIndex(([first]) => first === "Party");
    const end = rows.findIndex(([first]) => first === "Total");
    expect(end - at - 1).toBe(api.parties);
    const sums = [api.tdsAwaited, api.unapplied, api.outstanding];
    const totals = [...api.buckets.map(({ amount }) => amount), ...sums].map(rupees);
    expect(rows[end]?.slice(1, -1)).toEqual(totals);
    for (const [place, total] of totals.entries()) {
      const column = rows.slice(at + 1, end).map((row) => Math.round(Number(row[place + 1]) * 100));
      expect(column.reduce((all, cell) => all + cell, 0)).toBe(Math.round(total * 100));
    }
  }
});

test.runIf(hasPoppler())(
  "ageing as a document has the API's totals in lakh and crore, and every party",
  async () => {
    const on = `asOf=${read.sample.through}`;
    const api = await read.get<AgeingSummary>(`/ageing?${on}`);
    const page = await read.get<ReportPage>(`/reports/ageing/rows?${on}&limit=200`);
    const text = await textOf(`ageing.pdf?${on}`);
    const words = text.replaceAll(/\s+/g, " ");
    expect(words).toContain(inLakhs(api.outstanding));
    for (const { amount } of api.buckets) expect(words).toContain(inLakhs(amount));
    const hindi = page.rows.filter(({ cells }) => /[\u0900-\u097F]/.test(String(cells[0])));
    for (const { cells } of hindi) expect(words).toContain(String(cells[0]));
    for (const { cells } of page.rows) expect(words).toContain(String(cells[0]).split(/\s+/)[0]);
  },
);

test("a party's statement ends with its outstanding, in the sheet and in the document", async () => {
  const on = `asOf=${read.sample.through}`;
  const page = await read.get<ReportPage>(`/reports/ageing/rows?${on}&sort=outstanding&order=down&limit=5`);
  expect(page.rows).toHaveLength(5);
  for (const { party = "" } of page.rows) {
    const api = await read.get<Party>(`/parties/${party}?${on}`);
    const outstanding = api.receivable?.outstanding ?? "";
    const rows = await sheet(`statement.xlsx?${on}&party=${party}`);
    expect(rows.find(([first]) => first === "Total")?.at(-1)).toBe(rupees(outstanding));
    if (!hasPoppler()) continue;
    const text = await textOf(`statement.pdf?${on}&party=${party}`);
    expect(text.split("\n").find((line) => line.trimStart().startsWith("Total"))).toContain(
      inLakhs(outstanding),
    );
  }
});
