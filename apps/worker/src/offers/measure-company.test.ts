import type { OfferFigures } from "@cfa/contract/offer-results";
import type { VoucherRecord } from "@cfa/contract/records";
import { inCompany } from "@cfa/db/company-scope";
import { addDays, day, type LocalDate } from "@cfa/values/local-date";
import { afterAll, beforeAll, expect, test } from "vitest";

import { ledger, masters, receipt, sale } from "../apply/small-books.ts";
import { openTestCompanies, type TestCompany } from "../apply/test-company.ts";
import { measureCompany } from "./measure-company.ts";

/*
 * Twelve customers with a bill of ₹1,00,000 a month from April to August 2025, on thirty days' credit; six are kept without offers and pay twenty
 * days late, as was expected of all. The others were proposed something on their bills of April and July.
 */

const TODAY = day("2025-12-31");
const MONTHS = ["04", "05", "06", "07", "08"];
const OFFERED = ["2025-04-10", "2025-07-10"];

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());

/** How customers with offers pay: days from the due date, and what was given on each bill that was offered. */
type Way = { late: (party: number) => number; off: number };

const without = (party: number) => 20 + (party % 3) - 1;

async function company(way: Way): Promise<TestCompany> {
  const made = await companies.company();
  const names = Array.from({ length: 12 }, (_, at) => `Customer ${at}`);
  const all = masters();
  const credit = { alterId: 6, isBillWise: true, creditPeriod: { text: "30 Days" } };
  const ledgers = [...(all.ledgers ?? []), ...names.map((name) => ledger(name, "Sundry Debtors", credit))];
  const vouchers = names.flatMap((name, party) =>
    MONTHS.flatMap((month) => billOf(name, `2025-${month}-10`, paysOf(party, way))),
  );
  await made.take([{ ...all, ledgers, vouchers }], { company: { booksFrom: "2025-04-01" } });
  for (const [party, name] of names.entries()) {
    for (const date of OFFERED) await offer(made, { name, date, ...paysOf(party, way) });
  }
  return made;
}

type Pays = { isHeldOut: boolean; late: number; off: number };

function paysOf(party: number, way: Way): Pays {
  const isHeldOut = party % 2 === 1;
  return { isHeldOut, late: isHeldOut ? without(party) : way.late(party), off: isHeldOut ? 0 : way.off };
}

const paidOn = (date: string, late: number): LocalDate => addDays(day(date), 30 + late);

function billOf(name: string, date: string, { late, off }: Pays): VoucherRecord[] {
  const bill = `${name} ${date}`;
  const rupees = OFFERED.includes(date) ? 1_00_000 - off : 1_00_000;
  const vouchers = [sale(bill, date, 1_00_000), receipt(bill, paidOn(date, late), rupees)];
  return JSON.parse(JSON.stringify(vouchers).replaceAll("Ravi Stores", name)) as VoucherRecord[];
}

/** One that was honoured, or a ghost. */
async function offer(
  { companyId, database }: TestCompany,
  { name, date, isHeldOut, late, off }: Pays & { name: string; date: string },
): Promise<void> {
  const at = `${date}T06:30:00Z`;
  const paid = paidOn(date, late);
  const real = [at, "u", "Asha", at, `r-${paid}`, paid, 1_00_000_00 - off * 100, off * 100];
  await database.asOwner(
    `insert into offer (company_id, ledger_guid, bill_key, bill_date, bill_name, amount, style, steps, state, is_held_out, cost, profit,
       profit_low, days_gained, annual_rate, chance, reason, terms_version, as_of, proposed_at, ended_at,
       decided_at, decided_by, decided_name, live_from, settled_voucher_guid, settled_on, settled_amount, settled_discount)
     values ($1, $2, $3, $4, $5, 10000000, 'percent', '[]', $6, $7, 1, 1, 1, 10, 1000, 0.5, '{"delay": 20}', 1, $4, $8, $8,
       $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      companyId,
      `led-${name}`,
      `${name} ${date}`.toLowerCase(),
      date,
      `${name} ${date}`,
      isHeldOut ? "ghost-ended" : "honoured",
      isHeldOut,
      at,
      ...(isHeldOut ? real.map(() => null) : real),
    ],
  );
}

async function measure({ companyId, database }: TestCompany, today = TODAY): Promise<void> {
  const now = new Date(`${today}T06:30:00Z`);
  await inCompany(database.db, companyId, (tx) => measureCompany(tx, { now, today }), { role: "job" });
}

const results = (of: TestCompany) => of.rows("select * from offer_result order by as_of");
const isOn = async (of: TestCompany) => (await of.rows("select is_on, said_name from offer_setting"))[0];

const GAIN: Way = { late: (party) => -10 + (party % 3), off: 300 };
const LOSS: Way = { late: without, off: 2_000 };

test("a programme that gains says so, day by day, with what it gave, and goes on", async () => {
  const asha = await company(GAIN);
  await measure(asha);
  await measure(asha, addDays(TODAY, 1));
  await measure(asha, addDays(TODAY, 1));
  const rows = await results(asha);
  expect(rows.map(({ as_of }) => as_of)).toEqual(["2025-12-31", "2026-01-01"]);
  expect(rows[0]).toMatchObject({
    treated: 6,
    held_out: 6,
    verdict: "gain",
    stopped_for: null,
    figures: {
      given: "360000",
      counts: { proposed: 12, approved: 12, honoured: 12, lapsed: 0 },
      meetsStopRule: false,
    },
  });
  // Thirty days less of ₹1,00,000 on five bills each of six, at 18 %, less two discounts each.
  const told = rows[0]?.["figures"] as OfferFigures | undefined;
  expect((told?.rupeeDays?.mean ?? 0) / (6 * 5 * 1_00_000)).toBeGreaterThan(27);
  expect(await isOn(asha)).toBeUndefined();
});

test("a programme that loses for two quarters is switched off with the reason on record, and an owner may switch it on again", async () => {
  const bindu = await company(LOSS);
  await measure(bindu, day("2025-11-28")); // the second quarter is not judged yet
  expect(await isOn(bindu)).toBeUndefined();
  await measure(bindu);
  expect(await isOn(bindu)).toEqual({ is_on: false, said_name: "CFA" });
  expect((await results(bindu)).at(-1)).toMatchObject({ verdict: "loss", stopped_for: "2025-09-30" });
  expect(await bindu.rows("select user_name, action, detail from audit_entry")).toEqual([
    {
      user_name: "CFA",
      action: "change-offers-stopped",
      detail: { after: { from: "2025-04-01", to: "2025-09-30" } },
    },
  ]);
  await bindu.database.asOwner("update offer_setting set is_on = true where company_id = $1", [
    bindu.companyId,
  ]);
  await measure(bindu);
  await measure(bindu, addDays(TODAY, 1));
  expect(await isOn(bindu)).toMatchObject({ is_on: true });
  expect(await bindu.rows("select count(*)::int as n from audit_entry")).toEqual([{ n: 1 }]);
});

test("where customers differ more than offers could do, it cannot be told, and how many it would take is", async () => {
  const chetan = await company({ late: (party) => 20 + (party % 4 === 0 ? 45 : -45), off: 100 });
  await measure(chetan);
  const [row] = await results(chetan);
  expect(row).toMatchObject({ verdict: "cannot-tell" });
  const told = row?.["figures"] as OfferFigures | undefined;
  expect(told?.needed).toBeGreaterThan(300);
});

test("two companies are measured apart, no row names a customer, and where nothing was proposed there is none", async () => {
  const asha = await company(GAIN);
  const bindu = await company(LOSS);
  const chetan = await companies.company();
  await measure(bindu);
  await measure(asha);
  await measure(chetan);
  expect(await results(asha)).toMatchObject([{ verdict: "gain", treated: 6 }]);
  expect(await results(bindu)).toMatchObject([{ verdict: "loss", treated: 6 }]);
  expect(await results(chetan)).toEqual([]);
  expect(await isOn(asha)).toBeUndefined();
  expect(JSON.stringify((await results(asha)).map(({ figures }) => figures))).not.toMatch(/customer/i);
});
