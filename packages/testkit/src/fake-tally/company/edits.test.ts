import { createTallyClient } from "@cfa/tally/client";
import { collectRecords } from "@cfa/tally/collect";
import { vouchersRequest } from "@cfa/tally/request/vouchers";
import { day } from "@cfa/values/local-date";
import { describe, expect, it, test } from "vitest";

import { sourceOf } from "../../sample-company/books-source.ts";
import { guidOf } from "../../sample-company/tally-books.ts";
import { startFakeTally } from "../fake-tally.ts";
import { COMPANY_GUID, rs, smallBooks } from "../test-books.ts";
import { balancesOn } from "./balances.ts";
import { counted } from "./counted.ts";
import { countsByDate } from "./counts.ts";
import { createKeyboard, type Keyboard } from "./keyboard.ts";
import { pendingBillsOn } from "./pending-bills.ts";
import { stateOf } from "./state.ts";
import { lastVoucherDate } from "./vouchers.ts";

const ALL = { from: day("2024-04-01"), to: day("2026-03-31") };

function keyboard(): Keyboard {
  return createKeyboard({ state: stateOf(sourceOf(smallBooks())) });
}

function guid(masterId: number): string {
  return guidOf({ guid: COMPANY_GUID }, masterId);
}

function numbers(company: Keyboard, type: string): string[] {
  return [...company.vouchers(ALL)]
    .filter((voucher) => voucher.type === type)
    .map((voucher) => voucher.number);
}

function marks(company: Keyboard): [masters: number, vouchers: number] {
  const { masterMark, voucherMark } = company.state();
  return [masterMark, voucherMark];
}

function sale(date: string, amount = "100") {
  return {
    date: day(date),
    type: "Sales",
    entries: [
      { ledger: "Asha Stores", amount: rs(`-${amount}`), isParty: true },
      { ledger: "Sales", amount: rs(amount) },
    ],
  };
}

describe("the counters", () => {
  it("move by one for a voucher that is made, altered or cancelled, which then has the highest AlterId", () => {
    const company = keyboard();
    const [masters, vouchers] = marks(company);
    const { voucher } = company.createVoucher(sale("2025-07-01"));
    expect([voucher.masterId, voucher.alterId]).toEqual([vouchers + 1, vouchers + 1]);
    expect(company.alterVoucher(guid(1), { narration: "x" })).toMatchObject({
      masterId: 1,
      alterId: vouchers + 2,
    });
    company.cancelVoucher(guid(2));
    expect(marks(company)).toEqual([masters, vouchers + 3]);
  });

  it("move by more than one for a deletion, which leaves no row", () => {
    const company = keyboard();
    const [, vouchers] = marks(company);
    company.deleteVoucher(guid(6));
    expect(marks(company)[1]).toBe(vouchers + 2);
    expect(Math.max(...[...company.vouchers(ALL)].map((voucher) => voucher.alterId))).toBeLessThan(
      vouchers + 2,
    );
    expect(company.voucher(guid(6))).toBeNull();
    expect(company.voucherCount()).toBe(6);
    expect(() => company.deleteVoucher(guid(6))).toThrow("does not exist");
  });

  it("never give a MasterId twice", () => {
    const company = keyboard();
    const first = company.createVoucher(sale("2025-07-01"));
    company.deleteVoucher(first.guid);
    expect(company.createVoucher(sale("2025-07-01")).guid).not.toBe(first.guid);
  });

  it("fall back when a backup is restored, and MasterIds stay", () => {
    const company = keyboard();
    const backup = company.snapshot();
    const before = marks(company);
    company.createVoucher(sale("2025-07-01"));
    company.renameLedger("Rent", "Office Rent");
    company.restore(backup);
    expect(marks(company)).toEqual(before);
    expect(company.voucherCount()).toBe(7);
    expect(company.state().ledgers.get(backup.ledgers.keys().next().value ?? 0)?.name).toBe(
      "Profit & Loss A/c",
    );
  });
});

describe("a rename", () => {
  it("of a ledger keeps its GUID and moves its AlterId alone; old vouchers show the new name", async () => {
    const tally = await startFakeTally({ companies: [smallBooks()] });
    const company = tally.company();
    const [masters, vouchers] = marks(company);
    company.renameLedger("asha stores", "Asha & Co");
    expect(marks(company)).toEqual([masters + 1, vouchers]);
    const { sink, records } = collectRecords();
    const client = createTallyClient({ host: "127.0.0.1", port: tally.port, pauseMs: 0 });
    await client.read(vouchersRequest("Asha & Sons", ALL), sink);
    await tally.close();
    expect(records.vouchers[0]).toMatchObject({ alterId: 1, party: "Asha & Co" });
    expect(records.vouchers[0]?.entries[0]?.ledger).toBe("Asha & Co");
  });

  it("of a reserved group shows in what lies below it, and the reserved name stays", () => {
    const company = keyboard();
    company.renameGroup("Sundry Debtors", "Customers");
    const state = company.state();
    const group = [...state.groups.values()].find(({ reservedName }) => reservedName === "Sundry Debtors");
    expect(group).toMatchObject({ name: "Customers", alterId: state.masterMark });
    const below = [...state.groups.values()].filter(({ parent }) => parent === "Customers");
    expect(below.map(({ name }) => name)).toContain("Maharashtra Debtors");
    expect(below.every(({ alterId }) => alterId < state.masterMark)).toBe(true);
  });

  it("of a voucher type shows in its vouchers with their old AlterIds", () => {
    const company = keyboard();
    company.createVoucher(sale("2025-07-01"));
    company.renameVoucherType("Sales", "Tax Invoice");
    company.renameVoucherType("Tax Invoice", "Invoice");
    const types = [...company.vouchers(ALL)].map(({ type, alterId }) => `${type} ${alterId}`);
    expect(types).toEqual([
      "Invoice 1",
      "Receipt 2",
      "Payment 3",
      "Invoice 4",
      "Purchase 5",
      "Invoice 6",
      "Invoice 8",
      "Receipt 7",
    ]);
  });

  it("to a name that is taken is refused", () => {
    expect(() => keyboard().renameLedger("Rent", "ASHA")).toThrow("already exists");
  });
});

describe("automatic numbers", () => {
  it("go on after the last of their type and year", () => {
    const company = keyboard();
    expect(company.createVoucher(sale("2025-07-01")).voucher.number).toBe("3");
    expect(company.createVoucher(sale("2024-07-01")).voucher.number).toBe("2");
    expect(company.createVoucher({ ...sale("2025-07-01"), number: "X-9" }).voucher.number).toBe("X-9");
  });

  it("of later vouchers move when one is put in between or taken out, and their AlterIds do not", () => {
    const company = keyboard();
    expect(numbers(company, "Sales")).toEqual(["1", "1", "2"]);
    const { guid: between } = company.createVoucher(sale("2025-05-01"));
    expect(numbers(company, "Sales")).toEqual(["1", "1", "2", "3"]);
    expect(company.voucher(guid(6))).toMatchObject({ number: "3", alterId: 6 });
    company.deleteVoucher(guid(4));
    expect(numbers(company, "Sales")).toEqual(["1", "1", "2"]);
    company.deleteVoucher(between);
    expect(numbers(company, "Sales")).toEqual(["1", "1"]);
    expect(company.voucher(guid(6))).toMatchObject({ number: "1", alterId: 6 });
  });

  it("stay where the type is numbered by hand", () => {
    const company = keyboard();
    company.setNumbering("Sales", "Manual");
    company.deleteVoucher(guid(4));
    expect(numbers(company, "Sales")).toEqual(["1", "2"]);
    expect(company.createVoucher(sale("2025-07-01")).voucher.number).toBe("");
  });

  it("count the last run of digits at its width", () => {
    expect(counted("ST/26-27/0099", 1)).toBe("ST/26-27/0100");
    expect(counted("7-B", -1)).toBe("6-B");
    expect(counted("none", 1)).toBe("none");
  });
});

describe("what is typed", () => {
  it("counts in balances and bills", () => {
    const company = keyboard();
    const asha =
      [...company.state().ledgers.values()].find(({ name }) => name === "Asha Stores")?.masterId ?? 0;
    const balance = () => balancesOn(company.state(), ALL.to).get(asha);
    const bills = () =>
      [...pendingBillsOn(company.state(), "receivable", ALL.to)].map(
        ({ name, balance: left }) => `${name} ${left}`,
      );
    expect([balance(), bills()]).toEqual([rs("-7260"), [`S-2 ${rs("-5900")}`, `S-3 ${rs("-2360")}`]]);
    company.createVoucher({
      date: day("2025-08-01"),
      type: "Receipt",
      entries: [
        { ledger: "HDFC Bank", amount: rs("-5900") },
        {
          ledger: "Asha Stores",
          amount: rs("5900"),
          isParty: true,
          bills: [{ type: "Agst Ref", name: "s-2", amount: rs("5900") }],
        },
      ],
    });
    expect([balance(), bills()]).toEqual([rs("-1360"), [`S-3 ${rs("-2360")}`]]);
    company.cancelVoucher(guid(6));
    expect([balance(), bills()]).toEqual([rs("1000"), []]);
    company.createLedger({
      name: "New Shop",
      parent: "Sundry Debtors",
      opening: rs("-50"),
      isBillWise: true,
      openingBills: [
        { name: "OLD-1", date: day("2024-01-05"), amount: rs("-50"), creditDays: null, isAdvance: false },
      ],
    });
    expect(bills()).toEqual([`OLD-1 ${rs("-50")}`]);
  });

  it("counts in days and dates", () => {
    const company = keyboard();
    company.createVoucher(sale("2026-03-31"));
    expect(countsByDate(company.state(), ALL).at(-1)).toEqual({ date: day("2026-03-31"), count: 2 });
    company.deleteVoucher(guid(7));
    company.deleteVoucher(guid(8));
    expect(countsByDate(company.state(), ALL)).toHaveLength(6);
    expect(lastVoucherDate(company.state())).toBe(day("2025-06-01"));
  });

  it("keeps a ledger that is in use, and takes only a backup of its own", () => {
    const company = keyboard();
    expect(() => company.deleteLedger("Rent")).toThrow("in use");
    company.deleteLedger("Cash");
    expect(() => company.deleteLedger("Cash")).toThrow("does not exist");
    const other = createKeyboard({ state: stateOf(sourceOf(smallBooks("Bose", "another-guid"))) });
    expect(() => other.restore(company.snapshot())).toThrow("not of 'Bose'");
  });

  it("must name ledgers and types that exist", () => {
    const company = keyboard();
    expect(() => company.createVoucher({ ...sale("2025-07-01"), type: "Sale" })).toThrow(
      "Voucher Type 'Sale' does not exist!",
    );
    const entries = [{ ledger: "Nobody", amount: 1n }];
    expect(() => company.createVoucher({ date: day("2025-07-01"), type: "Sales", entries })).toThrow(
      "Ledger 'Nobody' does not exist!",
    );
  });
});

test("an answer under way and a snapshot keep the books they began with", () => {
  const company = keyboard();
  const reading = company.vouchers(ALL)[Symbol.iterator]();
  reading.next();
  company.deleteVoucher(guid(2));
  expect(reading.next().value).toMatchObject({ masterId: 2 });
});
