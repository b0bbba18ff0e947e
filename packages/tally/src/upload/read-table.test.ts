import type { LedgerRecord, VoucherRecord } from "@cfa/contract/records";
import type { Mapping } from "@cfa/contract/uploads";
import type { LocalDate } from "@cfa/values/local-date";
import { describe, expect, it } from "vitest";

import { readLayout } from "../csv/table-layout.ts";
import { memorySource } from "./file-source.ts";
import { readTable, type RefusedTableRow } from "./read-table.ts";
import { mappingFault, planTable } from "./table-question.ts";

type Taken = { ledgers: LedgerRecord[]; vouchers: VoucherRecord[]; refused: RefusedTableRow[] };

/** Reads a table as it is guessed, as if a person had said yes to everything; `say` changes what they said. */
async function read(
  text: string | Uint8Array,
  options: { name?: string; say?: Partial<Mapping>; coveredTo?: LocalDate } = {},
) {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  const source = memorySource(options.name ?? "table.csv", bytes);
  const layout = await readLayout(source);
  const plan = planTable(layout, null);
  const guess = "question" in plan ? plan.question.guess : plan.mapping;
  const mapping = { ...guess, ...options.say } as Mapping;
  const taken: Taken = { ledgers: [], vouchers: [], refused: [] };
  const result = await readTable(
    source,
    { layout, mapping, coveredTo: options.coveredTo ?? null },
    {
      ledger: (record) => void taken.ledgers.push(record),
      voucher: (record) => void taken.vouchers.push(record),
      refused: (row) => void taken.refused.push(row),
    },
  );
  return { layout, plan, mapping, result, ...taken };
}

const TALLYS_LAYOUT = `Asha Traders,,,,,
"12, Ring Road, Delhi",,,,,
Bills Receivable,,,,,
1-Apr-2025 to 31-Mar-2026,,,,,
,,,,,
Date,Ref. No.,Party's Name,Pending Amount,Due on,Overdue by days
10-Jan-26,INV-1,Ram & Sons,"1,23,456.50 Dr",9-Feb-26,50
15-Mar-26,INV-2,राम ट्रेडर्स,₹ 500,14-Apr-26,
20-Mar-26,ADV-7,Ram & Sons,"2,000.00 Cr",20-Mar-26,
,,Total,"1,21,956.50 Dr",,
`;

describe("a list of open bills", () => {
  it("in Tally's own layout is found below its title, with its side and its day", async () => {
    const { layout, plan, result, ledgers, refused } = await read(TALLYS_LAYOUT, { name: "anything.csv" });
    expect(layout).toMatchObject({ headerLine: 6, guess: { kind: "receivable" } });
    expect(plan).toMatchObject({ question: { missing: ["columns"], guess: { asOf: "2026-03-31" } } });
    expect(result).toMatchObject({ ok: true, value: { lines: 3, refused: 0, sum: 12_195_650n } });
    expect(refused).toEqual([]);
    expect(ledgers).toEqual([
      {
        guid: "file:party:receivable:ram & sons",
        alterId: 0,
        name: "Ram & Sons",
        parent: "Sundry Debtors",
        openingBalance: "-12145650",
        isBillWise: true,
        openingBills: [
          {
            name: "INV-1",
            date: "2026-01-10",
            amount: "-12345650",
            creditPeriod: { text: "2026-02-09", baseDayNumber: 46031 },
          },
          {
            name: "ADV-7",
            date: "2026-03-20",
            amount: "200000",
            creditPeriod: { text: "2026-03-20", baseDayNumber: 46100 },
            isAdvance: true,
          },
        ],
      },
      expect.objectContaining({ name: "राम ट्रेडर्स", openingBalance: "-50000" }),
    ]);
  });

  it("with the party on a row of its own gives the bills below it to that party", async () => {
    const { ledgers, result } = await read(
      "Bills Payable;;;\nParticulars;Bill Date;Bill No;Balance\nGupta Mills;;;300,00.00\n;01/04/2026;G-1;100.00\n;15/04/2026;G-2;29900.00\nSita & Co;;;50.00\n;16/04/2026;9;50.00\nGrand Total;;;30050.00\n",
    );
    expect(result).toMatchObject({ ok: true, value: { lines: 3, sum: 3_005_000n } });
    expect(ledgers.map((party) => [party.name, party.parent, party.openingBalance])).toEqual([
      ["Gupta Mills", "Sundry Creditors", "3000000"],
      ["Sita & Co", "Sundry Creditors", "5000"],
    ]);
  });

  it("whose sums nearly all stand on the wrong side is refused", async () => {
    const rows = [1, 2, 3, 4].map((n) => `0${n}-Jan-26,INV-${n},Ram,-${n}00.00`).join("\n");
    const text = `Bills Receivable\nDate,Ref No,Party,Pending Amount\n${rows}\n`;
    expect((await read(text)).result).toMatchObject({ ok: false, error: { code: "inverted" } });
    const brackets = text.replaceAll(/-(\d00\.00)/g, "($1)");
    expect((await read(brackets)).result).toMatchObject({ ok: false, error: { code: "inverted" } });
    const debits = text.replaceAll(/-(\d00\.00)/g, "$1 Dr").replace("Receivable", "Payable");
    expect((await read(debits)).result).toMatchObject({ ok: false, error: { code: "inverted" } });
  });
});

describe("a register", () => {
  const SALES =
    "Invoice Date\tInvoice No\tCustomer Name\tInvoice Amount\tDue Date\n13/04/2026\tS-1\tRam & Sons\t1180.00\t13/05/2026\n14/04/2026\tS-2\tSita\t(50.00)\t\nsomeday\tS-3\tSita\t5\t\n15/04/2026\tS-4\t\t7.00\t\n16/04/2026\tS-5\tSita\t\t\n";

  it("of sales opens a bill for each, and what comes back is a credit note", async () => {
    const { vouchers, result } = await read(SALES, { name: "Sales April.csv" });
    expect(result).toMatchObject({ ok: true, value: { lines: 2, refused: 3 } });
    expect(vouchers[0]).toMatchObject({
      type: "Sales",
      number: "S-1",
      party: "Ram & Sons",
      entries: [
        {
          ledger: "Ram & Sons",
          ledgerGuid: "file:party:receivable:ram & sons",
          amount: "-118000",
          bills: [{ name: "S-1", type: "new-ref", amount: "-118000", creditPeriod: { text: "2026-05-13" } }],
        },
        { ledger: "Sales", amount: "118000" },
      ],
    });
    expect(vouchers[1]).toMatchObject({
      type: "Credit Note",
      entries: [{ amount: "5000" }, { amount: "-5000" }],
    });
  });

  it("keeps each row that cannot be taken, with its line and reason, and goes on", async () => {
    const { refused } = await read(SALES, { name: "Sales.csv" });
    expect(refused.map(({ line, reason }) => [line, reason])).toEqual([
      [4, 'The day cannot be read: not a day: "someday".'],
      [5, "The row names no party."],
      [6, "The row has no sum."],
    ]);
    expect(refused[0]?.cells).toEqual(["someday", "S-3", "Sita", "5", ""]);
  });

  it("of receipts sets money against the bill it names, else on account", async () => {
    const { vouchers } = await read(
      "Date,Received From,Amount,Against Bill,Mode\n2026-04-20,Ram & Sons,1000.00,S-1,HDFC Bank\n2026-04-21,Sita,500.00,,\n",
      { name: "Receipts.csv" },
    );
    expect(vouchers.map((voucher) => voucher.entries)).toMatchObject([
      [
        { amount: "100000", bills: [{ name: "S-1", type: "agst-ref" }] },
        { ledger: "HDFC Bank", amount: "-100000" },
      ],
      [{ amount: "50000", bills: [{ name: "", type: "on-account" }] }, { ledger: "Bank" }],
    ]);
  });

  it("read twice, or with rows before and behind, gives the same ids; equal rows stay two", async () => {
    const row = "2026-04-20,Sita,500.00\n";
    const once = await read(`Date,Paid To,Amount\n${row}${row}`, { name: "Payments.csv" });
    const again = await read(`Date,Paid To,Amount\n2026-04-19,Ram,1.00\n${row}${row}`, {
      name: "Payments.csv",
    });
    const ids = once.vouchers.map((voucher) => voucher.guid);
    expect(new Set(ids).size).toBe(2);
    expect(again.vouchers.map((voucher) => voucher.guid)).toEqual(expect.arrayContaining(ids));
    expect(again.vouchers.slice(1)).toEqual(once.vouchers);
  });

  it("leaves out what the list of open bills already holds", async () => {
    const { refused, vouchers } = await read(SALES, {
      name: "Sales.csv",
      coveredTo: "2026-04-13" as LocalDate,
    });
    expect(vouchers.map((voucher) => voucher.number)).toEqual(["S-2"]);
    expect(refused[0]).toMatchObject({
      line: 2,
      reason: "The list of open bills of 2026-04-13 already holds this day.",
    });
  });
});

const table = (days: string[]) => `Date,Party,Amount\n${days.map((day) => `${day},Ram,10.00`).join("\n")}\n`;

const plan = async (days: string[]) =>
  planTable(await readLayout(memorySource("Sales.csv", Buffer.from(table(days)))), {
    kind: "sales",
    columns: { date: 0, party: 1, amount: 2 },
    dateOrder: null,
  });

describe("the order of days", () => {
  it("is told by one number above twelve in the whole column", async () => {
    expect(await plan(["03/04/2026", "13/04/2026"])).toMatchObject({ mapping: { dateOrder: "day-first" } });
    expect(await plan(["03/04/2026", "04/13/2026"])).toMatchObject({ mapping: { dateOrder: "month-first" } });
    const { vouchers } = await read(table(["03/04/2026", "04/13/2026"]), { name: "Sales.csv" });
    expect(vouchers.map((voucher) => voucher.date)).toEqual(["2026-03-04", "2026-04-13"]);
  });

  it("is asked where every day can be read both ways, and is nobody's question where none can", async () => {
    expect(await plan(["03/04/2026", "05/04/2026"])).toMatchObject({ question: { missing: ["date-order"] } });
    expect(await plan(["3-Apr-26", "2026-04-05", "04/04/2026", "46117"])).toMatchObject({
      mapping: { dateOrder: null },
    });
  });
});

describe("the mapping of columns", () => {
  it("is known again by the headings, wherever they stand and however they are written", async () => {
    const first = await readLayout(
      memorySource("a.csv", Buffer.from("Date,Party's Name,Amount\n1-Apr-26,Ram,1\n")),
    );
    const same = await readLayout(
      memorySource("b.csv", Buffer.from("Asha\n\nDATE;PARTYS NAME;Amount \n2-Apr-26;Sita;2\n")),
    );
    const other = await readLayout(
      memorySource("c.csv", Buffer.from("Date,Amount,Party's Name\n1-Apr-26,1,Ram\n")),
    );
    expect(same.signature).toBe(first.signature);
    expect(other.signature).not.toBe(first.signature);
  });

  it("is guessed by the content where there are no headings, and shown with samples", async () => {
    const { plan } = await read('1-Apr-26,Ram & Sons,S-1,"1,000.00"\n2-Apr-26,Sita,S-2,200.00\n', {
      name: "sales.csv",
    });
    expect(plan).toMatchObject({
      question: {
        guess: { kind: "sales", columns: { date: 0, party: 1, amount: 3 } },
        columns: { 1: { samples: ["Ram & Sons", "Sita"] } },
      },
    });
  });

  it("must name date, party and sum, and gives no column two meanings", async () => {
    const layout = await readLayout(memorySource("a.csv", Buffer.from(TALLYS_LAYOUT)));
    const good: Mapping = {
      kind: "receivable",
      columns: { date: 0, number: 1, party: 2, amount: 3 },
      dateOrder: null,
      asOf: "2026-03-31",
    };
    expect(mappingFault(good, layout)).toBeUndefined();
    expect(mappingFault({ ...good, asOf: null }, layout)?.field).toBe("asOf");
    expect(mappingFault({ ...good, columns: { date: 0, party: 0, amount: 3 } }, layout)?.field).toBe(
      "columns",
    );
    expect(mappingFault({ ...good, columns: { date: 0, party: 2 } }, layout)?.field).toBe("columns.amount");
    expect(mappingFault({ ...good, columns: { date: 0, party: 2, amount: 12 } }, layout)?.field).toBe(
      "columns",
    );
  });

  it.each(["utf8", "utf16le", "latin1"] as const)("is the same in %s", async (encoding) => {
    const text = "Date,Customer,Amount\r\n1-Apr-26,Café Münch,10.00\r\n";
    const mark = encoding === "utf16le" ? "\ufeff" : "";
    const { vouchers } = await read(Buffer.from(mark + text, encoding), { name: "sales.csv" });
    expect(vouchers).toMatchObject([{ party: "Café Münch", date: "2026-04-01" }]);
  });

  it("bears quotes, separators and line ends inside of cells", async () => {
    const { vouchers, refused } = await read(
      'Date,Customer,Amount\n1-Apr-26,"Ram, ""the\nelder"" & Sons","1,000.00"\nx,Ram,1\n',
      { name: "sales.csv" },
    );
    expect(vouchers).toMatchObject([
      { party: 'Ram, "the elder" & Sons', entries: [{ amount: "-100000" }, {}] },
    ]);
    expect(refused[0]?.line).toBe(4);
  });
});
