import type { FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { guidOf } from "@cfa/testkit/sample-company/tally-books";
import { day, type LocalDate } from "@cfa/values/local-date";
import { expect } from "vitest";

import { readerOf } from "./reads-stack.ts";
import type { Stack, StackCompany } from "./stack.ts";
import { tallysBalances } from "./tallys-balances.ts";
import { tiedLedgers } from "./tied-ledgers.ts";

/*
 * What must hold after any fault, and while it lasts. Each failure says which invariant it is:
 *   O1 every balance is Tally's   O2 the vouchers are Tally's, each once   O3 every voucher sums to zero
 *   O4 nothing acknowledged is lost   O5 readers never see a mixed generation   O7 other companies are unchanged
 *   O9 what waits and what is held in memory stays bounded
 * O6 (messages) has nothing to look at yet, O8 (recovery without a person) is the test's own loop.
 */

const HEAP_MB = 1_500; // of the test's process, which holds agent, server, worker and the fake Tally
const EVER = day("2099-12-31");

export type Oracle = {
  /** GUIDs of vouchers that the server has acknowledged. */
  acknowledged(guids: Iterable<string>): void;
  /** Holds everything against Tally and against what was before. */
  check(): Promise<void>;
  /** Ends the poller. Call it in any case. */
  stop(): Promise<void>;
};

/** Begins to watch a company while something is done to its sync. */
export async function watch(options: {
  stack: Stack;
  tally: FakeTally;
  company: StackCompany;
  booksFrom: LocalDate;
}): Promise<Oracle> {
  const { stack, tally, company, booksFrom } = options;
  const before = await hashesOfOthers(stack, company);
  const poller = await startPoller(stack, company);
  const kept = new Set<string>();
  return {
    acknowledged(guids) {
      for (const guid of guids) kept.add(guid);
    },
    async check() {
      await balancesAreTallys(stack, { company, tally });
      await vouchersAreTallys(stack, { company, tally, booksFrom });
      const facts = await guidsOf(stack, company);
      expect(
        [...kept].filter((guid) => !facts.has(guid)),
        "O4 lost after it was acknowledged",
      ).toEqual([]);
      expect(await hashesOfOthers(stack, company), "O7 another company has changed").toEqual(before);
      await nothingPilesUp(stack, company);
      expect(poller.found(), "O5 a reader saw a mixed generation").toEqual([]);
      expect(poller.looks(), "O5 was looked for").toBeGreaterThan(0);
    },
    stop: () => poller.stop(),
  };
}

const tokens = new WeakMap<Stack, Promise<string>>();

/** One sign-in serves all stories of a stack: the server, rightly, does not let one address sign in without end. */
function tokenOf(stack: Stack): Promise<string> {
  const known = tokens.get(stack) ?? stack.server.signIn("accountant");
  tokens.set(stack, known);
  return known;
}

async function balancesAreTallys(
  stack: Stack,
  { company, tally }: { company: StackCompany; tally: FakeTally },
): Promise<void> {
  const token = await tokenOf(stack);
  const { asOf, rows } = await tiedLedgers({ get: readerOf(stack, company, token) });
  if (asOf === null) throw new Error("O1 Tally's totals were never brought");
  const ours = new Map(rows.map((row) => [row.ledger, -BigInt(row.ours)]));
  const [name = ""] = tally.companies();
  for (const [ledger, balance] of await tallysBalances(tally.port, { name, asOf })) {
    expect(ours.get(ledger), `O1 ${ledger}`).toBe(balance);
  }
}

async function vouchersAreTallys(
  stack: Stack,
  { company, tally, booksFrom }: { company: StackCompany; tally: FakeTally; booksFrom: LocalDate },
): Promise<void> {
  const keyboard = tally.company();
  const state = keyboard.state();
  const theirs = [...keyboard.vouchers({ from: booksFrom, to: EVER })].map((one) =>
    guidOf(state, one.masterId),
  );
  expect([...(await guidsOf(stack, company))].toSorted(), "O2").toEqual(theirs.toSorted());
  const odd = await stack.database.asOwner(
    `select v.guid from voucher v join posting p using (company_id, voucher_id)
     where v.company_id = $1 group by v.guid having sum(p.amount) <> 0
     union all select guid from voucher where company_id = $1 group by guid having count(*) > 1`,
    [company.uuid],
  );
  expect(odd, "O3 does not sum to zero, or O2 is there twice").toEqual([]);
}

async function guidsOf(stack: Stack, company: StackCompany): Promise<Set<string>> {
  const rows = await stack.database.asOwner<{ guid: string }>(
    "select guid from fact where company_id = $1 and kind = 'voucher'",
    [company.uuid],
  );
  return new Set(rows.map((row) => row.guid));
}

/** A hash of every row of every table that is another company's. */
async function hashesOfOthers(stack: Stack, company: StackCompany): Promise<Record<string, string | null>> {
  const hashes: Record<string, string | null> = {};
  for (const table of [
    "company",
    "fact",
    "ledger",
    "voucher",
    "posting",
    "ledger_month",
    "voucher_month",
    "bill",
    "settlement",
    "unapplied",
    "sync_state",
    "sync_run",
    "quarantine",
    "tally_balance",
  ]) {
    const rows = await stack.database.asOwner<{ hash: string | null }>(
      `select md5(string_agg(md5(t::text), '' order by md5(t::text))) as hash from ${table} t where company_id <> $1`,
      [company.uuid],
    );
    hashes[table] = rows[0]?.hash ?? null;
  }
  return hashes;
}

/** A run that was taken in, or overtaken, keeps no bodies; the process holds no more than it may. */
async function nothingPilesUp(stack: Stack, company: StackCompany): Promise<void> {
  const bodies = await stack.database.asOwner(
    `select 1 from sync_batch b join sync_run r using (company_id, run_id)
     where r.company_id = $1 and b.body is not null and r.state <> 'open'`,
    [company.uuid],
  );
  expect(bodies, "O9 bodies of runs that are over").toEqual([]);
  expect(process.memoryUsage().heapUsed / 1024 / 1024, "O9 heap").toBeLessThan(HEAP_MB);
}

/** All that must fit together within one generation, asked in one statement, which sees one moment. */
const MIXED = `
  select 'voucher does not sum to zero' as what from posting where company_id = $1 group by voucher_id having sum(amount) <> 0
  union all
  select 'months are not the lines' from (
    select ledger_id, sum(amount) as net from (
      select ledger_id, amount from posting where company_id = $1
      union all select ledger_id, credit - debit from ledger_month where company_id = $1) moved
    group by ledger_id having sum(amount) <> 0) odd
  union all
  select 'bills are not the balance of ' || l.name from ledger l
  where l.company_id = $1 and l.home_side is not null
    and l.opening + coalesce((select sum(amount) from posting p where p.company_id = $1 and p.ledger_id = l.ledger_id), 0)
     <> coalesce((select sum(case side when 'receivable' then open else -open end) from bill b
                  where b.company_id = $1 and b.ledger_id = l.ledger_id), 0)
      - coalesce((select sum(case side when 'receivable' then amount else -amount end) from unapplied u
                  where u.company_id = $1 and u.ledger_id = l.ledger_id), 0)
  limit 5`;

/** Reads as the app does, and behind it, all the while: one generation must always show the same figures. */
async function startPoller(
  stack: Stack,
  company: StackCompany,
): Promise<{ found(): string[]; looks(): number; stop(): Promise<void> }> {
  const token = await tokenOf(stack);
  const shown = new Map<number, string>();
  const found: string[] = [];
  let looks = 0;
  const ending = new AbortController();
  const look = async (): Promise<void> => {
    const rows = await stack.database.asOwner<{ what: string }>(MIXED, [company.uuid]);
    found.push(...rows.map((row) => row.what));
    const response = await stack.server.get(`/api/companies/${company.id}/home?asOf=2099-12-31`, { token });
    if (response.status !== 200) {
      await response.body?.cancel();
      return;
    }
    const home = (await response.json()) as {
      freshness: { generation: number };
      receivable: unknown;
      payable: unknown;
    };
    const figures = JSON.stringify([home.receivable, home.payable]);
    const { generation } = home.freshness;
    if ((shown.get(generation) ?? figures) !== figures)
      found.push(`generation ${generation} showed two sets of figures`);
    shown.set(generation, figures);
    looks++;
  };
  const polling = (async () => {
    while (!ending.signal.aborted) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  })();
  polling.catch((error: unknown) => found.push(String(error)));
  return {
    found: () => found,
    looks: () => looks,
    async stop() {
      ending.abort();
      await polling.catch(() => undefined);
    },
  };
}
