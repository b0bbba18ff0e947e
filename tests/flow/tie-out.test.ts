import type { TieOutLedger, TieOutLedgerMonth, TieOutParty, TieOutSummary } from "@cfa/contract/tie-out";
import { createTallyClient, type TallyClient } from "@cfa/tally/client";
import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { addDays } from "@cfa/values/local-date";
import { ok } from "@cfa/values/result";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createAgent, startStack, type Stack, type StackCompany, type TestAgent } from "./stack.ts";

/* A difference that no counter tells of is narrowed to party and bill, and to ledger and month, by what the agent is asked for. */

const ODD = 5_000n; // paise that Tally has more under one party, from a day in the middle of the books on
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

/** A Tally in which a party owes more than its vouchers say. */
function odd(client: TallyClient, party: string): TallyClient {
  return {
    ...client,
    async trialBalance(name, asOf) {
      const read = await client.trialBalance(name, asOf);
      if (!read.ok || asOf < since) return read;
      return ok(
        read.value.map((row) =>
          row.ledger === party ? { ...row, closing: (BigInt(row.closing) - ODD).toString() } : row,
        ),
      );
    },
    async billSums(name, wanted) {
      const read = await client.billSums(name, wanted);
      if (!read.ok || wanted.side !== "receivable") return read;
      const { total, parties, bills } = read.value;
      const bill = { party, side: "receivable", name: "ODD-1", pending: (-ODD).toString() } as const;
      return ok({
        total: (BigInt(total) - ODD).toString(),
        parties: parties.map((row) =>
          row.party === party ? { party, amount: (BigInt(row.amount) - ODD).toString() } : row,
        ),
        bills: wanted.parties?.includes(party) === true ? [...bills, bill] : bills,
      });
    },
  };
}

async function read<T>(path: string, token: string): Promise<T> {
  const response = await stack.server.get(`/api/companies/${company.id}/tie-out${path}`, { token });
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as T;
}

test("a difference is narrowed with the next totals to its bill and to the month in which it arose", async () => {
  const client = createTallyClient({ host: "127.0.0.1", port: tally.port, pauseMs: 0 });
  const sums = await client.billSums(sample.name, { side: "receivable", asOf: sample.through });
  const party = sums.ok ? (sums.value.parties[0]?.party ?? "") : "";
  const first = await agent.sync({ tally: odd(client, party) });
  expect(first).toMatchObject({ ok: true, value: { run: { tieOut: "different" } } });

  const token = await stack.server.signIn("accountant");
  expect(await read<TieOutSummary>("", token)).toMatchObject({
    ledgers: { different: 1 },
    months: 0,
    parties: 1,
  });
  const { rows } = await read<{ rows: TieOutLedger[] }>("/ledgers", token);
  expect(rows).toMatchObject([{ ledger: party, difference: (-ODD).toString(), finding: "different" }]);
  const ledgerId = rows[0]?.ledgerId ?? "";
  type Narrowed = { narrowed: string; months: TieOutLedgerMonth[] };
  expect((await read<Narrowed>(`/ledgers/${ledgerId}`, token)).narrowed).toBe("asked");

  const later = new Date(Date.now() + 2 * HOUR_MS).toISOString();
  await agent.sync({ tally: odd(client, party), as: { now: () => later } });
  expect((await read<{ rows: TieOutParty[] }>("/parties", token)).rows).toMatchObject([
    { party, side: "receivable", bills: [{ name: "ODD-1", ours: "0", tally: ODD.toString() }] },
  ]);
  const { narrowed, months } = await read<Narrowed>(`/ledgers/${ledgerId}`, token);
  expect(narrowed).toBe("months");
  const arose = months.filter((row) => row.arose !== null && row.arose !== "0");
  expect(arose).toMatchObject([{ month: since.slice(0, 7), arose: (-ODD).toString() }]);
});
