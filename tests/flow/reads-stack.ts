import { startFakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany, type SampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { closingBalances } from "@cfa/testkit/sample-company/balances";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import { financialYearOf } from "@cfa/values/period";

import { createAgent, type Stack, type StackCompany } from "./stack.ts";

/* Sample companies of size S behind the API, and their own double entry to hold its answers against. */

/** A sample company that has been read by the agent and taken in. */
export type ReadCompany = {
  readonly sample: SampleCompany;
  readonly company: StackCompany;
  /** GET below the company, as the owner. */
  readonly get: <T>(path: string) => Promise<T>;
};

/** Syncs the sample companies of some seeds into a stack, at once: agent, server and database wait for each other by turns. */
export async function readSamples(stack: Stack, seeds: readonly number[]): Promise<ReadCompany[]> {
  const made = [];
  for (const seed of seeds) {
    const sample = makeSampleCompany({ size: "S", seed });
    made.push({ sample, company: await stack.addCompany({ name: sample.name, tallyGuid: sample.guid }) });
  }
  const token = await stack.server.signIn("owner");
  return Promise.all(
    made.map(async ({ sample, company }) => {
      await syncBooks(sample, company);
      return { sample, company, get: readerOf(stack, company, token) };
    }),
  );
}

/** Has an agent read a sample's books from a Tally of their own into a company. */
export async function syncBooks(sample: SampleCompany, company: StackCompany): Promise<void> {
  const tally = await startFakeTally({ companies: [sample] });
  const agent = createAgent({ tallyPort: tally.port, company, guid: sample.guid });
  const synced = await agent.sync();
  agent.remove();
  await tally.close();
  if (!synced.ok) throw new Error(agent.said.slice(-20).join("\n"));
}

/** The same of one seed. */
export async function readSample(stack: Stack, seed: number): Promise<ReadCompany> {
  const [read] = await readSamples(stack, [seed]);
  if (read === undefined) throw new Error("one seed is one company");
  return read;
}

/** GET below a company, with somebody's token. */
export function readerOf(stack: Stack, company: StackCompany, token: string): ReadCompany["get"] {
  return async <T>(path: string): Promise<T> => {
    const response = await stack.server.get(`/api/companies/${company.id}${path}`, { token });
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
}

/** All rows of a paged list, some at a time. */
export async function allRows<Row>(
  { get }: Pick<ReadCompany, "get">,
  path: string,
  limit = 100,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const next: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const page: { rows: Row[]; nextCursor: string | null } = await get(
      `${path}${path.includes("?") ? "&" : "?"}limit=${limit}${next}`,
    );
    rows.push(...page.rows);
    cursor = page.nextCursor;
  }
  return rows;
}

/** MasterIds of the ledgers of income and expense. */
export function revenueLedgers({ groups, ledgers }: SampleCompany): Set<number> {
  const byName = new Map(groups.map((group) => [group.name, group]));
  const isRevenue = (parent: string | null): boolean => {
    const group = parent === null ? undefined : byName.get(parent);
    if (group === undefined) return false;
    return group.parent === null ? group.isRevenue : isRevenue(group.parent);
  };
  return new Set(ledgers.filter((one) => isRevenue(one.parent)).map((one) => one.masterId));
}

/**
 * The generator's balances of a day by name, debit positive, zeros left out: income and expenses of the financial year alone,
 * the closed years' result at Profit & Loss A/c. Its stock never changes.
 */
export function balancesOfYear(sample: SampleCompany, asOf: LocalDate): Map<string, Paise> {
  const yearFrom = financialYearOf(asOf).from;
  const isFirstYear = yearFrom <= sample.booksFrom;
  const now = closingBalances(sample, asOf);
  const before = isFirstYear ? new Map<number, Paise>() : closingBalances(sample, addDays(yearFrom, -1));
  const revenue = revenueLedgers(sample);
  let carried = 0n;
  for (const id of revenue) carried -= before.get(id) ?? 0n;
  const rows = sample.ledgers.map(({ masterId, name, parent }): [string, Paise] => {
    const balance = -(now.get(masterId) ?? 0n);
    if (revenue.has(masterId)) return [name, balance + (before.get(masterId) ?? 0n)];
    return [name, parent === null ? balance + carried : balance];
  });
  return new Map(rows.filter(([, balance]) => balance !== 0n));
}
