import type { VoucherRecord } from "@cfa/contract/records";
import { inCompany } from "@cfa/db/company-scope";
import { moveOffer } from "@cfa/db/queries/offers/offers";
import { addDays, day, daysBetween } from "@cfa/values/local-date";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";

import { customerOnCredit, masters, receipt, sale } from "../apply/small-books.ts";
import { openTestCompanies, type TestCompany } from "../apply/test-company.ts";
import { learnCompany, LEARNING_LIMITS } from "../learn/learn-company.ts";
import { openLearningThread } from "../learn/run-thread.ts";
import { proposeCompany } from "./propose-company.ts";

/*
 * What Ravi Stores is offered on 1 June 2026: a bill a month on 30 days' credit, each paid some 45 days late; the last three are open and the
 * last of them is not due.
 */

const TODAY = day("2026-06-01");
const BOOKS_FROM = { company: { booksFrom: "2025-01-01" } };

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
beforeAll(async () => {
  companies = await openTestCompanies();
});
const thread = openLearningThread();
afterAll(async () => {
  await thread.close();
  await companies.close();
});

const log = pino({ level: "silent" });
const noon = (date: string): Date => new Date(`${date}T06:30:00Z`);

/** Ravi's books: a bill on the 20th of each month; the first ones paid after 75 days, give or take a week. */
async function ravis(): Promise<TestCompany> {
  const company = await companies.company();
  const vouchers = Array.from({ length: 17 }, (_, at): VoucherRecord[] => {
    const date = new Date(Date.UTC(2025, at, 20)).toISOString().slice(0, 10);
    const paid = addDays(day(date), 75 + ((at * 5) % 14) - 7);
    const bill = `INV-${at}`;
    return [sale(bill, date, 100_000), ...(paid < TODAY ? [receipt(bill, paid, 100_000)] : [])];
  }).flat();
  await company.take([{ ...masters(customerOnCredit("Ravi Stores", { alterId: 6 })), vouchers }], BOOKS_FROM);
  return company;
}

const jobs: string[] = [];
const enqueue = (_: unknown, name: string): Promise<void> => {
  jobs.push(name);
  return Promise.resolve();
};

/** The worker's round on a day, on books that were read that morning. */
async function round(company: TestCompany, on: string): Promise<void> {
  const { db } = company.database;
  const now = noon(on);
  await company.database.asOwner("update sync_state set read_at = $2 where company_id = $1", [
    company.companyId,
    now,
  ]);
  const { signal } = new AbortController();
  await learnCompany({ db, log, thread, now, signal, limits: LEARNING_LIMITS }, company.companyId);
  await proposeCompany({ db, log, enqueue, now }, company.companyId);
}

type Row = {
  offer_id: string;
  state: string;
  bill_name: string;
  amount: bigint;
  steps: { until: string; off: string }[];
};
const offers = async (company: TestCompany) =>
  (await company.rows("select * from offer where company_id = $1 order by proposed_at, offer_id", [
    company.companyId,
  ])) as Row[];

async function arm(company: TestCompany, isHeldOut: boolean): Promise<void> {
  await company.database.asOwner(
    "insert into offer_arm (company_id, year, ledger_guid, stratum, place, is_held_out, drawn_at) values ($1, 2026, 'led-Ravi Stores', 'x', 0, $2, now())",
    [company.companyId, isHeldOut],
  );
}

async function approve(company: TestCompany, offer: Row | undefined, at: Date): Promise<void> {
  const { db } = company.database;
  await inCompany(db, company.companyId, (tx) =>
    moveOffer(tx, offer?.offer_id ?? "", {
      state: "approved",
      decided_at: at,
      decided_by: "u",
      decided_name: "Asha",
      live_from: at,
    }),
  );
}

test("the bill that is not due is offered something, once a day or often; those overdue get other ways", async () => {
  const company = await ravis();
  await arm(company, false);
  await round(company, TODAY);
  const [offer, ...others] = await offers(company);
  expect(others).toEqual([]);
  expect(offer).toMatchObject({
    state: "proposed",
    bill_name: "INV-16",
    amount: 10_000_000n,
    is_held_out: false,
  });
  const days = (offer?.steps ?? []).map(({ until }) => daysBetween(TODAY, day(until)));
  expect(days).toEqual(days.toSorted((a, b) => a - b));
  expect(days[0]).toBeGreaterThan(0);
  const [plan] = await company.rows("select refused, alternatives from offer_plan where company_id = $1", [
    company.companyId,
  ]);
  expect(plan?.["alternatives"]).toEqual(
    expect.arrayContaining([expect.objectContaining({ kind: "instalments" })]),
  );
  await round(company, TODAY);
  expect((await offers(company)).map(({ offer_id }) => offer_id)).toEqual([offer?.offer_id]);
});

test("a bill that a post-dated receipt pays is offered nothing", async () => {
  const company = await ravis();
  await company.take([{ vouchers: [receipt("INV-16", "2026-06-18", 100_000)] }]);
  await arm(company, false);
  await round(company, TODAY);
  expect(await offers(company)).toEqual([]);
});

/** By what the interest may be waived that was found in a round, and whether there is any. */
async function waivers(company: TestCompany): Promise<[string | undefined, boolean][]> {
  await round(company, TODAY);
  const [plan] = (await company.rows("select alternatives from offer_plan where company_id = $1", [
    company.companyId,
  ])) as { alternatives: { kind: string; by?: string; waived?: string }[] }[];
  return (plan?.alternatives ?? [])
    .filter(({ kind }) => kind === "interest-waiver")
    .map(({ by, waived }) => [by, BigInt(waived ?? "0") > 0n]);
}

test("a small enterprise may waive the interest of the law on a late bill; who has not said that it is one may not", async () => {
  const company = await ravis();
  await arm(company, false);
  expect(await waivers(company)).toEqual([]);
  await company.database.asOwner(
    "insert into company_setting (company_id, udyam_class, activity) values ($1, 'micro', 'other')",
    [company.companyId],
  );
  expect(await waivers(company)).toEqual([["msme", true]]);
});

test("on books that were not read for more than a day nothing is proposed, and what waited lapses", async () => {
  const company = await ravis();
  await arm(company, false);
  await round(company, TODAY);
  await proposeCompany({ db: company.database.db, log, enqueue, now: noon("2026-06-03") }, company.companyId);
  expect((await offers(company)).map(({ state }) => state)).toEqual(["lapsed-unapproved"]);
});

test("of a company with a gateway the links are looked at anew, since what has ended is not to be paid", async () => {
  const company = await ravis();
  jobs.length = 0;
  await round(company, TODAY);
  expect(jobs).toEqual([]);
  await company.database.asOwner(
    "insert into gateway (company_id, hook_token, made_at) values ($1, 'a-token', now())",
    [company.companyId],
  );
  await round(company, "2026-06-02");
  expect(jobs).toEqual(["tend-gateway"]);
});

test("a party of the hold-out has a ghost, which ends by itself; who is new is drawn before anything is proposed", async () => {
  const company = await ravis();
  await arm(company, true);
  await round(company, TODAY);
  expect((await offers(company)).map(({ state }) => state)).toEqual(["ghost"]);
  const until = day((await offers(company))[0]?.steps.at(-1)?.until ?? "");
  await round(company, addDays(until, 8));
  expect((await offers(company)).map(({ state }) => state)).toEqual(["ghost-ended"]);
  const other = await ravis();
  await round(other, TODAY);
  expect(
    await other.rows("select year, ledger_guid from offer_arm where company_id = $1", [other.companyId]),
  ).toEqual([{ year: 2026, ledger_guid: "led-Ravi Stores" }]);
});

test("what was approved is honoured by the money that came in time, and nothing is offered on top of it", async () => {
  const company = await ravis();
  await arm(company, false);
  await round(company, TODAY);
  const [offer] = await offers(company);
  await approve(company, offer, noon(TODAY));
  await round(company, addDays(TODAY, 1));
  expect((await offers(company)).map(({ state }) => state)).toEqual(["approved"]);
  const [step] = offer?.steps ?? [];
  const rupees = Number(BigInt(10_000_000) - BigInt(step?.off ?? "0")) / 100;
  await company.take([{ vouchers: [receipt("INV-16", step?.until ?? "", rupees)] }]);
  await round(company, addDays(day(step?.until ?? ""), 3));
  expect(await offers(company)).toMatchObject([
    {
      state: "honoured",
      settled_on: step?.until,
      settled_discount: BigInt(step?.off ?? "0"),
      settled_voucher_guid: `r-INV-16-${step?.until}`,
    },
  ]);
});

test("what nobody paid lapses a week after its last day, and its bill is never offered anything again", async () => {
  const company = await ravis();
  await arm(company, false);
  await round(company, TODAY);
  const [offer] = await offers(company);
  await approve(company, offer, noon(TODAY));
  const last = day(offer?.steps.at(-1)?.until ?? "");
  await round(company, addDays(last, 7));
  expect((await offers(company)).map(({ state }) => state)).toEqual(["approved"]);
  await round(company, addDays(last, 8));
  expect((await offers(company)).map(({ state }) => state)).toEqual(["lapsed"]);
});
