import { randomUUID } from "node:crypto";

import { PROTOCOL } from "@cfa/contract/sync";
import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { guidOf } from "@cfa/testkit/sample-company/tally-books";
import { day } from "@cfa/values/local-date";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { createAgent, startStack, type Stack, type StackCompany, type TestAgent } from "./stack.ts";

/* What people do in Tally between two syncs, and that agent and server together end at Tally's own state. */

const sample = makeSampleCompany({ size: "S" });
const sales = sample.ledgers.find(({ parent }) => parent === "Sales Accounts")!.name;

let stack: Stack;
let tally: FakeTally;
let company: StackCompany;
let agent: TestAgent;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

beforeEach(async () => {
  tally = await startFakeTally({ companies: [sample] });
  company = await stack.addCompany({ name: `Copy ${Math.random()}`, tallyGuid: `copy ${Math.random()}` });
  await stack.database.asOwner("update company set tally_guid = null where company_id = $1", [company.uuid]);
  agent = createAgent({ tallyPort: tally.port, company, guid: sample.guid });
  await expectLevel();
});
afterEach(async () => {
  agent.remove();
  await tally.close();
});

type Parts = NonNullable<Parameters<TestAgent["sync"]>[0]>;

/**
 * A sync after which the server holds just what Tally holds, version by version, and ties out. Numbers are compared where
 * nothing was numbered anew without its AlterId moving, or everything has been swept since.
 */
async function expectLevel(parts: Parts & { numbers?: boolean } = {}): Promise<void> {
  const synced = await agent.sync(parts);
  expect(synced, agent.said.slice(-20).join("\n")).toMatchObject({ ok: true });
  if (synced.ok && synced.value.kind === "synced") expect(synced.value.run.tieOut).toBe("equal");
  const rows = await stack.database.asOwner<{ line: string; number: string }>(
    `select guid || ' ' || alter_id as line, ' ' || coalesce(record->>'number', '') as number from fact
     where company_id = $1 and kind = 'voucher'`,
    [company.uuid],
  );
  const keyboard = tally.company();
  const vouchers = keyboard.vouchers({ from: sample.booksFrom, to: day("2099-12-31") });
  const state = keyboard.state();
  const theirs = [...vouchers].map(({ masterId, alterId, number }) => ({
    line: `${guidOf(state, masterId)} ${alterId}`,
    number: ` ${number}`,
  }));
  const lines = (list: typeof theirs) =>
    list.map(({ line, number }) => (parts.numbers === true ? line + number : line)).toSorted();
  expect(lines(rows)).toEqual(lines(theirs));
}

function receipt(paise: bigint, date = sample.through) {
  const entries = [
    { ledger: "Cash", amount: -paise },
    { ledger: sales, amount: paise },
  ];
  return { date, type: "Receipt", entries };
}

test("a voucher is typed, altered, cancelled", async () => {
  const { guid } = tally.company().createVoucher(receipt(1_000_00n));
  await expectLevel();
  tally.company().alterVoucher(guid, { narration: "cash sale" });
  await expectLevel();
  tally.company().cancelVoucher(guid);
  await expectLevel();
});

test("a voucher is deleted: the totals show it, the month is swept, and it is gone", async () => {
  const { guid } = tally.company().createVoucher(receipt(1_000_00n, day("2026-05-04")));
  await expectLevel();
  tally.company().deleteVoucher(guid);
  agent.said.length = 0;
  await expectLevel();
  expect(agent.said.join("\n")).toContain("that the server asked for");
});

test("a voucher is inserted among older ones, and Tally numbers the later ones anew: the nightly sweep puts them right", async () => {
  const type = sample.vouchers.find(({ date }) => date > "2026-04-10")!.type;
  tally.company().createVoucher({ ...receipt(500_00n, day("2026-04-02")), type });
  await agent.sync();
  const tomorrow = new Date(Date.now() + 25 * 3_600_000).toISOString();
  await expectLevel({ as: { now: () => tomorrow }, numbers: true });
});

test("a backup is restored and other things are typed: everything is read anew", async () => {
  const backup = tally.company().snapshot();
  tally.company().createVoucher(receipt(1_000_00n));
  tally.company().createVoucher(receipt(2_000_00n));
  await expectLevel();
  tally.company().restore(backup);
  await expectLevel();
  tally.company().createVoucher(receipt(3_000_00n));
  await expectLevel();
});

test("a ledger is made and one is renamed: old vouchers hang on it still", async () => {
  tally.company().renameLedger(sales, "Sales of Goods");
  tally.company().createLedger({ name: "New Shop", parent: "Sundry Debtors", isBillWise: true });
  await expectLevel();
});

test("another year becomes current: openings are those of the books' first day as before", async () => {
  tally.company().setPeriod({ from: day("2026-04-01"), to: day("2027-03-31") });
  const capital = sample.ledgers.find(({ parent }) => parent === "Capital Account")!;
  const cash = sample.ledgers.find(({ name }) => name === "Cash")!;
  tally.company().alterLedger("Cash", { opening: cash.opening - 500_00n });
  tally.company().alterLedger(capital.name, { opening: capital.opening + 500_00n });
  await expectLevel();
});

/** What the app is told of how fresh the books are. */
async function freshness(): Promise<string> {
  const token = await stack.server.signIn("owner");
  const response = await stack.server.get(`/api/companies/${company.id}/freshness`, { token });
  return JSON.stringify(await response.json());
}

test("Tally is closed: owner and accountant can see it, and the next look ends it", async () => {
  await tally.refuse();
  expect(await agent.sync()).toMatchObject({ ok: false, error: { code: "tally-closed" } });
  expect(await freshness()).toContain("tally-closed");
  await tally.restart();
  await expectLevel();
  expect(await freshness()).not.toContain("tally-closed");
});

test("a second agent beside one at work is refused, with what to do", async () => {
  await company.link.openRun({
    protocol: PROTOCOL,
    runId: randomUUID(),
    kind: "changes",
    source: "agent",
    agent: { id: "pc-1", version: "0.1.0", machine: "DESK-1" },
    company: { guid: sample.guid, name: sample.name },
  });
  tally.company().createVoucher(receipt(1_000_00n));
  expect(await agent.sync({ as: { agentId: "pc-2" } })).toMatchObject({
    ok: false,
    error: {
      code: "other-agent",
      side: "server",
      message: expect.stringContaining("DESK-1"),
      fix: expect.stringContaining("Stop the agent"),
    },
  });
  await expectLevel({ as: { agentId: "pc-1" } });
});
