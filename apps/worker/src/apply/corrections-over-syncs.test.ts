import { booksSnapshot } from "@cfa/testkit/stable-snapshot";
import { inCompany } from "@cfa/db/company-scope";
import type { CorrectionRow } from "@cfa/db/queries/corrections";
import { recountRollups } from "@cfa/db/queries/rollups/recount";
import type { VoucherRecord } from "@cfa/contract/records";
import { day } from "@cfa/values/local-date";
import { afterAll, beforeAll, expect, test } from "vitest";

import { allSaid, say, undo, type Said } from "./test-corrections.ts";
import { openTestCompanies, type TestCompany } from "./test-company.ts";
import { movingTally, type Dice, type MovingTally } from "./test-moving-tally.ts";

/*
 * People say things of parties while others go on working in Tally. Every sync is held against a company that is synced in the
 * same way and of which nobody says anything.
 */

const SYNCS = process.env["CFA_TEST_LONG"] === "1" ? 200 : 10;
const STANDING = 45; // at most, at any time
const MADE = SYNCS === 200 ? 250 : 40; // at least, over all

const ALL_KINDS = [
  "rematch",
  "due-date",
  "terms",
  "write-off",
  "dispute",
  "exclude",
  "credit-limit",
  "contact",
  "merge",
  "tds-profile",
  "promise",
];

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());

test(
  `over ${SYNCS} syncs no correction is lost and none wins silently over what has changed`,
  async () => {
    const dice = seeded(20_260_401);
    const tally = movingTally(dice);
    const [told, plain] = [await companies.company(), await companies.company()];
    const seen = new Map<string, string>(); // what each correction rested on when it was made
    const sync = async (count: number) => {
      const options = { kind: "full" as const, marks: { masters: count, vouchers: count } };
      await told.take([tally.records()], options);
      await plain.take([tally.records()], options);
    };
    await sync(1);
    const outcomes = new Map<string, number>();
    for (let count = 2; count <= SYNCS + 1; count++) {
      await speak(told, { tally, dice, seen });
      for (let moves = 1 + dice(3); moves > 0; moves--) tally.move();
      await sync(count);
      const rows = await allSaid(told);
      expect(rows.map((row) => row.correctionId).toSorted()).toEqual([...seen.keys()].toSorted());
      const problems = await judge(told, rows, { tally, seen });
      expect(problems, `after sync ${count}`).toEqual([]);
      await holdAgainst(told, plain);
      const gone = rows.filter((row) => row.state === "conflict" && dice(4) === 0);
      // A person decides, or thinks better of it.
      const regretted = rows.filter((row) => row.state === "active" && dice(25) === 0);
      for (const row of [...gone, ...regretted]) await undo(told, row.correctionId);
    }
    for (const { kind, state } of await allSaid(told)) {
      outcomes.set(`${kind} ${state}`, (outcomes.get(`${kind} ${state}`) ?? 0) + 1);
    }
    for (const state of ["retired", "conflict", "undone", "active"]) {
      expect([...outcomes.keys()].filter((each) => each.endsWith(state))).not.toEqual([]);
    }
    expect(seen.size).toBeGreaterThanOrEqual(MADE);
    if (SYNCS === 200) {
      const kinds = new Set([...outcomes.keys()].map((each) => each.split(" ")[0] ?? ""));
      expect(kinds).toEqual(new Set(ALL_KINDS));
    }
    for (const row of await allSaid(told)) await undo(told, row.correctionId);
    expect(await snapshot(told)).toEqual(await snapshot(plain));
  },
  60_000 + SYNCS * 4_000,
);

/** Somebody says something, until enough stands. */
async function speak(
  company: TestCompany,
  { tally, dice, seen }: { tally: MovingTally; dice: Dice; seen: Map<string, string> },
): Promise<void> {
  const standing = (await allSaid(company)).filter((row) => row.endedAt === null).length;
  for (let tries = 0; tries < 10 && standing + tries < STANDING; tries++) {
    const said = await something(company, dice);
    if (said === undefined) continue;
    const made = await say(company, said);
    if ("id" in made)
      seen.set(made.id, restsOn(tally, said.ledgerGuid, (said.value as { intoGuid?: string }).intoGuid));
  }
}

type BillRow = {
  guid: string;
  side: "receivable";
  name_key: string;
  date: string;
  open: bigint;
  amount: bigint;
};

/** Ledgers of one party; the last goes under another with what is under it. */
const MERGES = [
  ["Ravi Store (old)", "Ravi Stores"],
  ["Ravi and Sons", "Ravi Stores"],
  ["Ravi Stores", "Ravi and Sons"],
] as const;

/** Something that a person may say of what stands in the books. */
async function something(company: TestCompany, dice: Dice): Promise<Said | undefined> {
  const bills = (await company.rows(
    `select coalesce(o.guid, l.guid) as guid, b.side, b.name_key, b.date, b.open, b.amount from bill b join ledger l using (company_id, ledger_id)
     left join ledger o on o.company_id = b.company_id and o.ledger_id = b.origin_ledger_id
     where b.company_id = $1 order by 1, 2, 3, 4`,
    [company.companyId],
  )) as BillRow[];
  const bill = bills[dice(Math.max(1, bills.length))];
  if (bill === undefined) return undefined;
  const { guid: ledgerGuid, side, name_key: nameKey, date } = bill;
  const key = { ledgerGuid, side, nameKey, date } as NonNullable<Said["bill"]>;
  const half = (amount: bigint) => (dice(2) === 0 ? amount : amount / 2n) || 1n;
  const fromDate = day("2026-04-10");
  const lines = await company.rows(
    `select v.guid, p.line_no, p.amount from posting p join voucher v using (company_id, voucher_id)
     join ledger l using (company_id, ledger_id)
     where p.company_id = $1 and l.guid = $2 and p.amount * $3 < 0 order by 1`,
    [company.companyId, ledgerGuid, side === "receivable" ? 1 : -1],
  );
  const line = lines[dice(Math.max(1, lines.length))];
  const choices: (() => Said | undefined)[] = [
    () =>
      line && {
        kind: "rematch",
        ledgerGuid,
        line: { voucherGuid: line["guid"] as string, lineNo: line["line_no"] as number },
        value: { parts: [{ bill: key, amount: smaller(half(bill.amount), line["amount"] as bigint) }] },
      },
    () => ({ kind: "due-date", ledgerGuid, bill: key, value: { dueDate: `2026-0${5 + dice(4)}-15` } }),
    () => ({ kind: "terms", ledgerGuid, fromDate, value: { days: [15, 45, 60][dice(3)] } }),
    () => ({
      kind: "write-off",
      ledgerGuid,
      bill: key,
      value: { amount: half(bill.open), date: "2026-07-20" },
    }),
    () => ({ kind: "dispute", ledgerGuid, bill: key, value: { amount: half(bill.amount), owner: null } }),
    () => ({ kind: "exclude", ledgerGuid, value: { cause: "related" } }),
    () => {
      const limit = dice(4) === 0 ? null : BigInt(1_000_000 * (1 + dice(2)));
      return { kind: "credit-limit", ledgerGuid, value: { limit } };
    },
    () => ({
      kind: "contact",
      ledgerGuid,
      value: { person: null, phone: `98450 0000${dice(3)}`, email: null, language: null },
    }),
    () => {
      const [from, into] = MERGES[dice(MERGES.length)] ?? MERGES[0];
      return {
        kind: "merge",
        ledgerGuid: `led-${from}`,
        value: { intoGuid: `led-${into}`, evidence: ["gstin"] },
      };
    },
    () => ({
      kind: "tds-profile",
      ledgerGuid,
      fromDate: day(`2026-0${4 + dice(3)}-10`),
      value: { rate: [0, 10, 200][dice(3)], of: "gross", threshold: dice(2) === 0 ? null : 150_000n },
    }),
    () => ({
      kind: "promise",
      ledgerGuid,
      fromDate,
      value: { amount: half(bill.amount), day: "2026-05-01" },
    }),
  ];
  const roll = dice(choices.length + 3);
  return (choices[roll] ?? choices[0])?.();
}

/** What is wrong with where corrections stand: nothing, if each is kept, in conflict or ended for good reason. */
async function judge(
  company: TestCompany,
  rows: readonly CorrectionRow[],
  { tally, seen }: { tally: MovingTally; seen: Map<string, string> },
): Promise<string[]> {
  const problems: string[] = [];
  const bills = await company.rows(
    `select coalesce(o.guid, l.guid) as guid, b.* from bill b join ledger l using (company_id, ledger_id)
     left join ledger o on o.company_id = b.company_id and o.ledger_id = b.origin_ledger_id where b.company_id = $1`,
    [company.companyId],
  );
  for (const row of rows) {
    const bill = bills.find(
      (each) =>
        each["guid"] === row.ledgerGuid && each["name_key"] === row.billKey && each["date"] === row.billDate,
    );
    const into = (row.value as { intoGuid?: string }).intoGuid;
    const hasMoved = restsOn(tally, row.ledgerGuid, into) !== seen.get(row.correctionId);
    const wrong =
      row.state === "active"
        ? whyNotActive(row, { tally, bill })
        : row.state === "undone" || hasMoved
          ? row.state === "retired" && whyNotRetired(row, tally)
          : `is ${row.state} though nothing moved`;
    if (wrong)
      problems.push(`${row.kind} ${row.ledgerGuid} ${row.billKey ?? row.voucherGuid ?? ""}: ${wrong}`);
    if (row.state === "conflict" && row.now === null)
      problems.push(`${row.kind}: does not say what stands now`);
    if (row.state === "retired" && !row.endedWhy) problems.push(`${row.kind}: does not say why it ended`);
  }
  return problems;
}

type Json = { [field: string]: never } & Record<string, unknown>;

/** A correction that stands as if nothing were must rest on what it rested on when it was made. */
function whyNotActive(
  row: CorrectionRow,
  { tally, bill }: { tally: MovingTally; bill: Record<string, unknown> | undefined },
): string | false {
  const [value, base] = [row.value as Json, row.base as Json];
  const master = tally.ledgers.find((each) => each.guid === row.ledgerGuid);
  if (row.kind === "rematch") return whyNotMatched(row, tally);
  if (row.billKey !== null && bill === undefined) return "its bill is gone";
  if (row.kind === "due-date" && bill?.["source_due_date"] !== base["dueDate"])
    return "the due date in Tally moved";
  if (row.kind === "due-date" && bill?.["due_date"] !== value["dueDate"]) return "it does not hold";
  if (row.kind === "dispute" || row.kind === "write-off") {
    return String(bill?.["amount"]) !== base["amount"] && "the bill's amount moved";
  }
  if (row.kind === "credit-limit" && (master?.creditLimit ?? null) !== base["limit"])
    return "the limit moved";
  if (row.kind === "contact" && (master?.phone ?? null) !== base["phone"]) return "the phone moved";
  if (row.kind === "terms") {
    const period = master?.creditPeriod?.text ?? null;
    return (
      period !== base["creditPeriod"] && period !== `${String(value["days"])} Days` && "the period moved"
    );
  }
  if (row.kind === "exclude") {
    const told = (row.now as { name?: string } | null)?.name ?? base["name"];
    return told !== master?.name && "nobody is told of the new name";
  }
  if (row.kind === "merge") {
    const other = tally.ledgers.find((each) => each.guid === value["intoGuid"]);
    return master?.gstin !== other?.gstin && "the evidence is gone";
  }
  return false;
}

function whyNotMatched(row: CorrectionRow, tally: MovingTally): string | false {
  const base = row.base as {
    date: string;
    amount: string;
    allocations: { name: string; type: string; amount: string }[];
  };
  const voucher = tally.vouchers.get(row.voucherGuid ?? "");
  const entry = voucher && lineOf(voucher, row.ledgerGuid);
  if (voucher === undefined || entry === undefined) return "its voucher is gone";
  const allocations = (entry.bills ?? []).map(({ name, type, amount }) => ({
    name,
    type,
    amount: String(-BigInt(amount)),
  }));
  if (voucher.date !== base.date) return "the voucher's day moved";
  if (String(-BigInt(entry.amount)) !== base.amount) return "the voucher's amount moved";
  return (
    JSON.stringify(sorted(allocations)) !== JSON.stringify(sorted(base.allocations)) &&
    "the allocations moved"
  );
}

function sorted(allocations: readonly { name: string; type?: string; amount: string }[]): unknown {
  return allocations.map(({ name, type, amount }) => [name, type, amount]);
}

/** What is said to be gone is gone; the rest is looked at where it is worked out (review.test.ts). */
function whyNotRetired(row: CorrectionRow, tally: MovingTally): string | false {
  const why = row.endedWhy ?? "";
  if (why.startsWith("The voucher is gone")) return tally.vouchers.has(row.voucherGuid ?? "") && why;
  if (why.startsWith("The bill is gone"))
    return tally.vouchers.has(`sale-${row.billKey?.toUpperCase()}`) && why;
  return false;
}

/** All that Tally has of a party, and of the one it was put together with. */
function restsOn(tally: MovingTally, ...guids: (string | undefined)[]): string {
  const masters = tally.ledgers.filter((each) => guids.includes(each.guid));
  const vouchers = [...tally.vouchers.values()].filter((voucher) =>
    guids.some((guid) => guid !== undefined && lineOf(voucher, guid) !== undefined),
  );
  return JSON.stringify([masters, vouchers]);
}

function lineOf(voucher: VoucherRecord, ledgerGuid: string) {
  return voucher.entries.find((each) => each.ledgerGuid === ledgerGuid);
}

/** What Tally states is the same with corrections as without; the books add up; the rollups are what counting finds. */
async function holdAgainst(told: TestCompany, plain: TestCompany): Promise<void> {
  expect(await statedOf(told)).toEqual(await statedOf(plain));
  const [row] = await told.rows(
    `select (select coalesce(sum(case side when 'receivable' then open else -open end), 0) from bill where company_id = $1)
          - (select coalesce(sum(case side when 'receivable' then amount else -amount end), 0) from unapplied where company_id = $1)
          + (select coalesce(sum(case b.side when 'receivable' then s.amount else -s.amount end), 0)
             from settlement s join bill b using (company_id, bill_id)
             where s.company_id = $1 and s.basis = 'corrected' and s.voucher_id is null)
          - (select coalesce(sum(opening), 0) from ledger where company_id = $1 and home_side is not null)
          - (select coalesce(sum(p.amount), 0) from posting p join ledger l using (company_id, ledger_id)
             where p.company_id = $1 and l.home_side is not null) as difference`,
    [told.companyId],
  );
  expect(Number(row?.["difference"])).toBe(0);
  const faults = await inCompany(told.database.db, told.companyId, recountRollups, { role: "job" });
  expect(faults).toEqual([]);
}

function statedOf(company: TestCompany): Promise<unknown> {
  return company.rows(
    `select l.guid, s.receivable, s.payable from stated_party s join ledger l using (company_id, ledger_id)
     where s.company_id = $1 order by 1`,
    [company.companyId],
  );
}

function smaller(a: bigint, b: bigint): bigint {
  const size = b < 0n ? -b : b;
  return a < size ? a : size;
}

/** The same throws every time (a linear congruential generator). */
function seeded(seed: number): Dice {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function snapshot(company: TestCompany): Promise<unknown> {
  return booksSnapshot(company.database, company.companyId);
}
