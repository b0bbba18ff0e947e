import { describe, expect, it } from "vitest";

import { collectRecords } from "../collect.ts";
import { importCodeOf } from "../import-file.ts";
import { createJsonReader } from "./read-json.ts";

/* TallyPrime 7 writes objects with their metadata first, names in small letters, and 0x04 as it is. */

const GUID = "7b0f1c1e-0000-4000-8000-00000000000a";

const MASTERS = {
  tallymessage: [
    {
      metadata: { type: "Group", name: "North" },
      guid: `${GUID}-00000001`,
      alterid: " 11",
      parent: "Sundry Debtors",
    },
    {
      metadata: { type: "Ledger", name: "Asha Stores" },
      guid: `${GUID}-00000002`,
      alterid: 12,
      parent: "North",
      openingbalance: "-₹ 57956.00",
      isbillwiseon: true,
      mailingname: [{ metadata: { type: "String" } }, "Asha Stores (India)"],
      ledmailingdetails: [
        {
          applicablefrom: "20240401",
          state: "Delhi",
          address: [{ metadata: { type: "String" } }, "12 Ring Road", "Delhi"],
        },
      ],
      languagename: [{ name: [{ metadata: { type: "String" } }, "Asha Stores", "Asha"], languageid: 1033 }],
      billallocations: [
        {
          name: "OLD-1",
          billdate: "20240315",
          openingbalance: "-57956.00",
          billcreditperiod: { jd: 45365, value: "30 Days" },
        },
      ],
    },
  ],
};

const VOUCHER = {
  metadata: { type: "Voucher", action: "Create", vchtype: "Sales", objview: "Invoice Voucher View" },
  guid: `${GUID}-00000009`,
  alterid: 40,
  date: "20250402",
  vouchertypename: "Sales",
  vouchernumber: "S/1",
  partyledgername: "Asha Stores",
  isinvoice: true,
  iscancelled: false,
  ledgerentries: [
    {
      ledgername: "Asha Stores",
      isdeemedpositive: true,
      ispartyledger: true,
      amount: "-₹ 1180.00",
      billallocations: [
        { name: "S/1", billtype: "New Ref", amount: "-1180.00", billcreditperiod: "30 Days" },
      ],
    },
    { ledgername: "CGST", isdeemedpositive: false, amount: "180.00" },
  ],
  allinventoryentries: [
    {
      stockitemname: "Cloth",
      accountingallocations: [{ ledgername: "Sales", isdeemedpositive: false, amount: "1000.00" }],
    },
  ],
};

function read(
  json: unknown,
  {
    size = 65_536,
    encoding = "utf8",
    mark = "",
  }: { size?: number; encoding?: BufferEncoding; mark?: string } = {},
) {
  const text = typeof json === "string" ? json : JSON.stringify(json);
  const bytes = Buffer.from(mark + text, encoding);
  const { sink, records } = collectRecords();
  const reader = createJsonReader(sink);
  for (let at = 0; at < bytes.length; at += size) if (!reader.write(bytes.subarray(at, at + size))) break;
  return { read: reader.end(), records };
}

describe("TallyPrime's JSON", () => {
  it("gives the records that XML gives", () => {
    const { read: document, records } = read(MASTERS);
    expect(document).toMatchObject({ ok: true, value: { kind: "masters", companyGuid: GUID } });
    expect(records.groups).toEqual([
      { guid: `${GUID}-00000001`, alterId: 11, name: "North", parent: "Sundry Debtors" },
    ]);
    expect(records.ledgers).toEqual([
      expect.objectContaining({
        name: "Asha Stores",
        aliases: ["Asha"],
        openingBalance: "-5795600",
        isBillWise: true,
        mailingName: "Asha Stores (India)",
        address: ["12 Ring Road", "Delhi"],
        state: "Delhi",
        openingBills: [
          {
            name: "OLD-1",
            date: "2024-03-15",
            amount: "-5795600",
            creditPeriod: { text: "30 Days", baseDayNumber: 45365 },
          },
        ],
      }),
    ]);
  });

  it("takes the entries that count, also below the stock lines, and they balance", () => {
    const { read: document, records } = read({ tallymessage: [VOUCHER] });
    expect(document).toMatchObject({
      ok: true,
      value: { kind: "day-book", counts: { vouchers: 1, balanced: 1, bills: 1 } },
    });
    const [voucher] = records.vouchers;
    expect(voucher).toMatchObject({
      type: "Sales",
      number: "S/1",
      date: "2025-04-02",
      isInvoice: true,
      isCancelled: false,
    });
    expect(voucher?.entries.map((entry) => [entry.ledger, entry.amount])).toEqual([
      ["Asha Stores", "-118000"],
      ["CGST", "18000"],
      ["Sales", "100000"],
    ]);
    expect(voucher?.entries[0]?.bills).toEqual([
      { name: "S/1", type: "new-ref", amount: "-118000", creditPeriod: { text: "30 Days" } },
    ]);
  });

  it.each([1, 7, 64])("is the same in pieces of %i bytes, in UTF-8 and UTF-16", (size) => {
    const whole = read({ tallymessage: [...MASTERS.tallymessage, VOUCHER] }).records;
    for (const form of [{}, { mark: "\ufeff" }, { encoding: "utf16le" as const, mark: "\ufeff" }]) {
      expect(read({ tallymessage: [...MASTERS.tallymessage, VOUCHER] }, { size, ...form }).records).toEqual(
        whole,
      );
    }
  });

  it("knows a reserved value by its 0x04, raw, escaped or as a reference, and bears raw line ends in texts", () => {
    const text = JSON.stringify({
      tallymessage: ["RAW", "\\u0004", "&#4;"].map((_, at) => ({
        metadata: { type: "Group", name: `G${at}` },
        guid: `${GUID}-0000000${at}`,
        parent: `MARK${at} Primary`,
      })),
    })
      .replace("MARK0", "\x04")
      .replace("MARK1", "\\u0004")
      .replace("MARK2", "&#4;")
      .replace('"G1"', '"G\r\n1"');
    const { records } = read(text);
    expect(records.groups.map((group) => group.parent)).toEqual([null, null, null]);
    expect(records.groups[1]?.name).toBe("G  1");
  });

  it("keeps the digits of numbers that a floating point would lose", () => {
    const entries = [
      { ledgername: "A", amount: "QUOTED" },
      { ledgername: "B", amount: "9007199254740993.01" },
    ];
    const text = JSON.stringify({
      tallymessage: [{ ...VOUCHER, ledgerentries: entries, allinventoryentries: [] }],
    });
    const { records } = read(text.replace('"QUOTED"', "-9007199254740993.01"));
    expect(records.vouchers[0]?.entries.map((entry) => entry.amount)).toEqual([
      "-900719925474099301",
      "900719925474099301",
    ]);
  });

  it("sets an object aside that cannot be read, and goes on", () => {
    const odd = { ...VOUCHER, guid: `${GUID}-0000000a`, date: "someday" };
    const { records } = read({ tallymessage: [odd, VOUCHER] });
    expect(records.vouchers).toHaveLength(1);
    expect(records.quarantined).toMatchObject([{ kind: "voucher", guid: `${GUID}-0000000a` }]);
  });
});

const codeOf = (json: unknown) => importCodeOf(read(json).read).code;

/** The same with its debits flagged as credits. */
const turned = (voucher: typeof VOUCHER, at: number) => ({
  ...voucher,
  guid: `${GUID}-000001${at}`,
  ledgerentries: voucher.ledgerentries.map((entry) => ({
    ...entry,
    isdeemedpositive: !entry.isdeemedpositive,
  })),
  allinventoryentries: [],
});

describe("what is refused", () => {
  it("names the reason", () => {
    const whole = JSON.stringify({ tallymessage: [VOUCHER, VOUCHER] });
    expect(codeOf(whole.slice(0, -40))).toBe("truncated");
    expect(codeOf(whole.replace('},{"metadata"', '}}}{"metadata"'))).toBe("truncated");
    expect(codeOf({ status: "1", data: { import_result: { created: 1, altered: 0, errors: 0 } } })).toBe(
      "import-answer",
    );
    expect(codeOf({ status: "0", data: { lineerror: "Could not find company" } })).toBe("error-answer");
    expect(codeOf({ tallymessage: [{ ...VOUCHER, guid: undefined }] })).toBe("import-request");
    expect(codeOf({ invoices: [{ id: 1 }] })).toBe("not-tally");
    expect(codeOf([1, 2])).toBe("not-tally");
    expect(codeOf("{ hello")).toBe("not-tally");
    expect(codeOf(`{"tallymessage":${"[".repeat(60)}`)).toBe("not-tally");
  });

  it("is a file with the signs turned round, or written with another program's names", () => {
    expect(codeOf({ tallymessage: Array.from({ length: 10 }, (_, at) => turned(VOUCHER, at)) })).toBe(
      "hand-made",
    );
    expect(
      codeOf({ tallymessage: [{ Guid: "x", VoucherTypeName: "Sales", vouchertypename: "Sales" }] }),
    ).toBe("hand-made");
  });
});
