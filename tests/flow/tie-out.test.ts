import type { TieOutLedger, TieOutLedgerMonth, TieOutParty, TieOutSummary } from "@cfa/contract/tie-out";
import { createTallyClient } from "@cfa/tally/client";
import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { addDays } from "@cfa/values/local-date";
import { afterAll, beforeAll, expect, test } from "vitest";

import { ODD_PAISE, oddTally } from "./odd-tally.ts";
import { createAgent, startStack, type Stack, type StackCompany, type TestAgent } from "./stack.ts";

/* A difference that no counter tells of is narrowed to party and bill, and to ledger and month, by what the agent is asked for. */

const HOUR_MS = 3_600_000;
const sample = makeSampleCompany({ size: "S" });
const since = addDays(sample.through, -100);

let stack: Stack;
let tally: FakeTally;
let company: StackCompany;
let agent: TestAgent;

beforeAll(async () => {
  stack = await startStack();
  tally = await startFakeTally({ companies: [sample] });
  company = await stack.addCompany({ name: sample.name, tallyGuid: sample.guid });
  agent = createAgent({ tallyPort: tally.port, company, guid: sample.guid });
});
afterAll(async () => {
  agent.remove();
  await tally.close();
  await stack.close();
});

async function read<T>(path: string, token: string): Promise<T> {
  const response = await stack.server.get(`/api/companies/${company.id}/tie-out${path}`, { token });
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as T;
}

test("a difference is narrowed with the next totals to its bill and to the month in which it arose", async () => {
  const client = createTallyClient({ host: "127.0.0.1", port: tally.port, pauseMs: 0 });
  const sums = await client.billSums(sample.name, { side: "receivable", asOf: sample.through });
  const party = sums.ok ? (sums.value.parties[0]?.party ?? "") : "";
  const odd = oddTally(client, { party, since });
  const first = await agent.sync({ tally: odd });
  expect(first).toMatchObject({ ok: true, value: { run: { tieOut: "different" } } });

  const token = await stack.server.signIn("accountant");
  expect(await read<TieOutSummary>("", token)).toMatchObject({
    ledgers: { different: 1 },
    months: 0,
    parties: 1,
  });
  const { rows } = await read<{ rows: TieOutLedger[] }>("/ledgers", token);
  expect(rows).toMatchObject([{ ledger: party, difference: (-ODD_PAISE).toString(), finding: "different" }]);
  const ledgerId = rows[0]?.ledgerId ?? "";
  type Narrowed = { narrowed: string; months: TieOutLedgerMonth[] };
  expect((await read<Narrowed>(`/ledgers/${ledgerId}`, token)).narrowed).toBe("asked");

  const later = new Date(Date.now() + 2 * HOUR_MS).toISOString();
  await agent.sync({ tally: odd, as: { now: () => later } });
  expect((await read<{ rows: TieOutParty[] }>("/parties", token)).rows).toMatchObject([
    { party, side: "receivable", bills: [{ name: "ODD-1", ours: "0", tally: ODD_PAISE.toString() }] },
  ]);
  const { narrowed, months } = await read<Narrowed>(`/ledgers/${ledgerId}`, token);
  expect(narrowed).toBe("months");
  const arose = months.filter((row) => row.arose !== null && row.arose !== "0");
  expect(arose).toMatchObject([{ month: since.slice(0, 7), arose: (-ODD_PAISE).toString() }]);
});
