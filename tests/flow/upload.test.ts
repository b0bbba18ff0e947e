import type { ApiError } from "@cfa/contract/errors";
import type { Home } from "@cfa/contract/reads";
import type { Mapping, Upload } from "@cfa/contract/uploads";
import { setMember } from "@cfa/db/queries/members";
import { makeZip } from "@cfa/tally/upload/test-zip";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { startStack, type Stack, type StackCompany } from "./stack.ts";
import { uploaderOf, type Uploader } from "./upload-client.ts";

/* Files handed in over the API, read by the worker, taken into the books, and taken back. */

let stack: Stack;
let token: string;
let company: StackCompany;
let person: Uploader;
let count = 0;

beforeAll(async () => {
  stack = await startStack();
  await stack.addCompany({ name: "First", tallyGuid: "first" });
  token = await stack.server.signIn("accountant");
});
afterAll(() => stack.close());
beforeEach(async () => {
  count += 1;
  company = await stack.addCompany({ name: `Asha Traders ${count}`, tallyGuid: `placeholder-${count}` });
  await stack.database.asOwner("update company set tally_guid = null where company_id = $1", [company.uuid]);
  person = uploaderOf(stack, company, token);
});

const guidOf = (at: number): string => `${at}b0f1c1e-0000-4000-8000-00000000000a`;
const GUID = guidOf(7);

const daybook = (...vouchers: string[]): string => wrapped(vouchers);

function wrapped(objects: string[], name = "Asha Traders"): string {
  const messages = objects.map((object) => `<TALLYMESSAGE>${object}</TALLYMESSAGE>`).join("\n");
  return `<ENVELOPE><HEADER><TALLYREQUEST>Import Data</TALLYREQUEST></HEADER><BODY><IMPORTDATA><REQUESTDESC><REPORTNAME>All Masters</REPORTNAME><STATICVARIABLES><SVCURRENTCOMPANY>${name}</SVCURRENTCOMPANY></STATICVARIABLES></REQUESTDESC><REQUESTDATA>${messages}</REQUESTDATA></IMPORTDATA></BODY></ENVELOPE>`;
}

function sale(no: number, rupees: number, { guid = GUID, alterId = 10, day = "20260405" } = {}): string {
  return `<VOUCHER VCHTYPE="Sales" ACTION="Create"><GUID>${guid}-0000000${no}</GUID><ALTERID> ${alterId}</ALTERID><DATE>${day}</DATE><VOUCHERTYPENAME>Sales</VOUCHERTYPENAME><VOUCHERNUMBER>S-${no}</VOUCHERNUMBER><PARTYLEDGERNAME>Ram</PARTYLEDGERNAME><ALLLEDGERENTRIES.LIST><LEDGERNAME>Ram</LEDGERNAME><ISDEEMEDPOSITIVE>Yes</ISDEEMEDPOSITIVE><AMOUNT>-${rupees}.00</AMOUNT><BILLALLOCATIONS.LIST><NAME>S-${no}</NAME><BILLTYPE>New Ref</BILLTYPE><AMOUNT>-${rupees}.00</AMOUNT></BILLALLOCATIONS.LIST></ALLLEDGERENTRIES.LIST><ALLLEDGERENTRIES.LIST><LEDGERNAME>Sales</LEDGERNAME><ISDEEMEDPOSITIVE>No</ISDEEMEDPOSITIVE><AMOUNT>${rupees}.00</AMOUNT></ALLLEDGERENTRIES.LIST></VOUCHER>`;
}

const LEDGER = `<LEDGER NAME="Ram"><GUID>${GUID}-00000100</GUID><ALTERID>5</ALTERID><PARENT>Sundry Debtors</PARENT><ISBILLWISEON>Yes</ISBILLWISEON></LEDGER>`;

const LIST = (rows: string[]): string =>
  `Bills Receivable\n1-Apr-2026 to 30-Apr-2026\nDate,Ref. No.,Party's Name,Pending Amount,Due on\n${rows.join("\n")}\n`;
const LIST_MAPPING: Mapping = {
  kind: "receivable",
  columns: { date: 0, number: 1, party: 2, amount: 3, due: 4 },
  dateOrder: null,
  asOf: "2026-04-30",
};

async function home(): Promise<Home> {
  return (await person.call("GET", `/api/companies/${company.id}/home?asOf=2026-06-01`)).body as Home;
}
const owed = async (): Promise<string> => (await home()).receivable.outstanding;
const codes = (upload: Upload): (string | undefined)[] => upload.files.map((file) => file.refusal?.code);
const warnings = (upload: Upload): string[] =>
  [upload.warnings, ...upload.files.map((file) => file.warnings)].flat().map((each) => each.code);

/** Sends a list, says yes to how its columns were understood where it is asked, and commits. */
async function takeList(rows: string[], asOf: string): Promise<Upload> {
  let upload = await person.send([{ name: "Bills.csv", content: LIST(rows).replace("30-Apr-2026", asOf) }]);
  if (upload.state === "asking") upload = await person.answer(upload, 1, { ...LIST_MAPPING, asOf });
  return person.commit(upload);
}

describe("an export of Tally", () => {
  test("is shown before it is taken, is in the books after, and again changes nothing", async () => {
    const files = [
      { name: "Masters.xml", content: Buffer.from(`\ufeff${wrapped([LEDGER])}`, "utf16le") },
      { name: "DayBook.xml", content: daybook(sale(1, 100), sale(2, 50, { day: "20260410" })) },
    ];
    const upload = await person.send(files, { partBytes: 700 });
    expect(upload).toMatchObject({
      state: "ready",
      files: [
        { kind: "masters", counts: [{ kind: "ledger", new: 1 }] },
        {
          kind: "day-book",
          period: { from: "2026-04-05", to: "2026-04-10" },
          debit: "15000",
          credit: "15000",
          counts: [{ kind: "voucher", new: 2 }],
        },
      ],
      run: null,
    });
    expect(warnings(upload)).toEqual(["binds"]);
    expect(await owed()).toBe("0");
    expect(await person.commit(upload)).toMatchObject({ state: "committed", run: { state: "applied" } });
    expect(await owed()).toBe("15000");
    const again = await person.send(files);
    expect(again.files.map((file) => file.counts)).toMatchObject([
      [{ unchanged: 1, new: 0 }],
      [{ unchanged: 2, new: 0 }],
    ]);
    await person.commit(again);
    expect(await owed()).toBe("15000");
  });

  test("in JSON and in a zip is the same export", async () => {
    const voucher = {
      metadata: { type: "Voucher", vchtype: "Sales", action: "Create" },
      guid: `${GUID}-00000001`,
      alterid: 10,
      date: "20260405",
      vouchertypename: "Sales",
      partyledgername: "Ram",
      allledgerentries: [
        {
          ledgername: "Ram",
          isdeemedpositive: true,
          amount: "-₹ 100.00",
          billallocations: [{ name: "S-1", billtype: "New Ref", amount: "-100.00" }],
        },
        { ledgername: "Sales", isdeemedpositive: false, amount: "100.00" },
      ],
    };
    const zip = makeZip([
      { name: "April/DayBook.json", content: JSON.stringify({ tallymessage: [voucher] }) },
      { name: "Masters.xml", content: wrapped([LEDGER]) },
    ]);
    const upload = await person.send([{ name: "april.zip", content: zip }]);
    expect(upload.files.map((file) => [file.name, file.insideOf, file.format, file.kind])).toEqual([
      ["DayBook.json", "april.zip", "json", "day-book"],
      ["Masters.xml", "april.zip", "xml", "masters"],
    ]);
    await person.commit(upload);
    expect(await owed()).toBe("10000");
  });

  test("never turns a newer version back, and says so", async () => {
    await person.commit(
      await person.send([{ name: "a.xml", content: daybook(sale(1, 100, { alterId: 20 })) }]),
    );
    const older = await person.send([{ name: "b.xml", content: daybook(sale(1, 70, { alterId: 9 })) }]);
    expect(older.files[0]?.counts).toMatchObject([{ older: 1, changed: 0 }]);
    expect(warnings(older)).toContain("older-stays");
    await person.commit(older);
    expect(await owed()).toBe("10000");
  });

  test("of another company is refused, and two companies in one upload are refused by their names", async () => {
    await person.commit(await person.send([{ name: "a.xml", content: daybook(sale(1, 100)) }]));
    const other = await person.send([
      { name: "b.xml", content: wrapped([sale(2, 5, { guid: guidOf(8) })], "Bindu") },
    ]);
    expect(other).toMatchObject({ state: "refused" });
    expect(codes(other)).toEqual(["wrong-company"]);
    const mixed = await person.send([
      { name: "a.xml", content: daybook(sale(3, 1)) },
      { name: "b.xml", content: wrapped([sale(2, 5, { guid: guidOf(8) })], "Bindu") },
    ]);
    expect(mixed).toMatchObject({
      state: "refused",
      refusal: { code: "two-companies", message: expect.stringContaining("Asha Traders, Bindu") },
    });
    const { status, body } = await person.call(
      "POST",
      `/api/companies/${company.id}/uploads/${mixed.uploadId}/commit`,
      {},
    );
    expect([status, (body as ApiError).code]).toEqual([409, "conflict"]);
  });

  test("of one day, without masters, warns; what is no export is refused beside what is", async () => {
    const upload = await person.send([
      { name: "DayBook.xml", content: daybook(sale(1, 100)) },
      { name: "cut.xml", content: daybook(sale(2, 100)).slice(0, -30) },
      {
        name: "report.xml",
        content: "<ENVELOPE><DSPACCNAME><DSPDISPNAME>x</DSPDISPNAME></DSPACCNAME></ENVELOPE>",
      },
      { name: "notes.txt", content: "only words" },
      { name: "empty.xml", content: "" },
      {
        name: "bomb.zip",
        content: makeZip([{ name: "a.xml", content: `<ENVELOPE>${"<A></A>".repeat(700_000)}` }]),
      },
    ]);
    expect(upload.state).toBe("ready");
    expect(codes(upload)).toEqual([undefined, "truncated", "report", "not-tally", "empty", "zip-unsafe"]);
    expect(warnings(upload).toSorted()).toEqual(["binds", "no-masters", "one-day"]);
    await person.commit(upload);
    expect(await owed()).toBe("10000");
  });
});

/** A bill as Tally's report of bills has it. */
const bill = (name: string, amount: string): string =>
  `<BILLFIXED><BILLDATE>5-Apr-26</BILLDATE><BILLREF>${name}</BILLREF><BILLPARTY>Ram</BILLPARTY></BILLFIXED><BILLCL>${amount}</BILLCL><BILLDUE>5-Apr-26</BILLDUE><BILLOVERDUE>25</BILLOVERDUE>`;

describe("a list of open bills", () => {
  test("is asked about once, replaces the earlier list, and its layout is known the next time", async () => {
    const rows = ["5-Apr-26,S-1,Ram,100.00,5-May-26", '6-Apr-26,S-2,Sita,"2,000.00",'];
    const asked = await person.send([{ name: "Bills.csv", content: LIST(rows) }]);
    expect(asked).toMatchObject({
      state: "asking",
      files: [
        {
          question: {
            missing: ["columns"],
            guess: { kind: "receivable", columns: LIST_MAPPING.columns, asOf: "2026-04-30" },
          },
        },
      ],
    });
    const ready = await person.answer(asked, 1, LIST_MAPPING);
    expect(ready).toMatchObject({
      state: "ready",
      files: [
        {
          outstanding: "210000",
          asOf: "2026-04-30",
          counts: [
            { kind: "party", new: 2 },
            { kind: "bill", new: 2 },
          ],
        },
      ],
    });
    expect(warnings(ready)).toEqual(["made-of-a-table", "list-replaces"]);
    await person.commit(ready);
    expect(await owed()).toBe("210000");
    const next = await person.send([
      {
        name: "Bills May.csv",
        content: LIST(["5-Apr-26,S-1,Ram,40.00,5-May-26", "3-May-26,S-9,Gita,7.00,"]).replace(
          "30-Apr",
          "31-May",
        ),
      },
    ]);
    expect(next).toMatchObject({
      state: "ready",
      files: [
        {
          asOf: "2026-05-31",
          counts: [
            { kind: "party", new: 1, changed: 1, gone: 1 },
            { kind: "bill", new: 1, changed: 1, gone: 1 },
          ],
        },
      ],
    });
    await person.commit(next);
    expect(await owed()).toBe("4700");
    const parties = await stack.database.asOwner(
      "select name, is_inferred from ledger where company_id = $1 and opening <> 0 order by name",
      [company.uuid],
    );
    expect(parties.map((party) => party["name"])).toEqual(["Gita", "Ram"]);
  });

  test("sent twice changes nothing; an older one is refused", async () => {
    const rows = ["5-Apr-26,S-1,Ram,100.00,"];
    await takeList(rows, "2026-04-30");
    const again = await person.send([{ name: "Bills.csv", content: LIST(rows) }]);
    expect(again.files[0]?.counts).toMatchObject([
      { kind: "party", unchanged: 1 },
      { kind: "bill", unchanged: 1, gone: 0 },
    ]);
    const older = await person.send([{ name: "Bills.csv", content: LIST(rows).replace("30-Apr", "31-Mar") }]);
    expect(codes(older)).toEqual(["older-list"]);
  });

  test("as Tally's own report in XML needs no question", async () => {
    const upload = await person.send([
      {
        name: "Bills.xml",
        content: `<ENVELOPE>${bill("S-1", "-100.00")}${bill("S-2", "-50.00")}</ENVELOPE>`,
      },
    ]);
    expect(upload).toMatchObject({
      state: "ready",
      files: [{ kind: "receivable", asOf: "2026-04-30", outstanding: "15000" }],
    });
    await person.commit(upload);
    expect(await owed()).toBe("15000");
  });

  test("with registers behind it: rows up to its day are left out, and a newer list takes their place", async () => {
    await takeList(["5-Apr-26,S-1,Ram,100.00,"], "2026-04-30");
    const sales = "Date,Invoice No,Customer,Amount\n30-Apr-26,S-2,Ram,11.00\n2-May-26,S-3,Ram,30.00\n";
    const asked = await person.send([{ name: "Sales.csv", content: sales }]);
    const mapping: Mapping = {
      kind: "sales",
      columns: { date: 0, number: 1, party: 2, amount: 3 },
      dateOrder: null,
      asOf: null,
    };
    const ready = await person.answer(asked, 1, mapping);
    expect(ready.files[0]).toMatchObject({ refusedRows: 1, counts: [{ kind: "voucher", new: 1 }] });
    await person.commit(ready);
    expect(await owed()).toBe("13000");
    const newer = await person.send([
      { name: "Bills.csv", content: LIST(["2-May-26,S-3,Ram,30.00,"]).replace("30-Apr", "31-May") },
    ]);
    expect(newer.files[0]?.counts).toMatchObject([
      { kind: "voucher", gone: 1 },
      { kind: "party", changed: 1 },
      { kind: "bill", new: 1, gone: 1 },
    ]);
    expect(warnings(newer)).toContain("registers-replaced");
    await person.commit(newer);
    expect(await owed()).toBe("3000");
  });

  test("is refused where Tally's own books are, and Tally's records where lists are", async () => {
    await person.commit(await person.send([{ name: "a.xml", content: daybook(sale(1, 100)) }]));
    const list = await person.send([{ name: "Bills.csv", content: LIST(["5-Apr-26,S-1,Ram,100.00,"]) }]);
    expect(codes(await person.answer(list, 1, LIST_MAPPING))).toEqual(["has-tally-books"]);
    await stack.database.asOwner("update sync_state set vouchers_mark = 9 where company_id = $1", [
      company.uuid,
    ]);
    expect(codes(await person.answer(list, 1, LIST_MAPPING))).toEqual(["agent-fed"]);
    const more = await person.send([{ name: "b.xml", content: daybook(sale(2, 5)) }]);
    expect(more.state).toBe("ready");
  });

  test("refused rows are kept with line and reason, and can be taken away as a table", async () => {
    const rows = ["someday,S-1,Ram,100.00,", "5-Apr-26,S-2,=HYPERLINK(1),x,", "6-Apr-26,S-3,Sita,5.00,"];
    const upload = await person.answer(
      await person.send([{ name: "Bills.csv", content: LIST(rows) }]),
      1,
      LIST_MAPPING,
    );
    expect(upload).toMatchObject({ state: "ready", files: [{ refusedRows: 2 }] });
    const path = `/api/companies/${company.id}/uploads/${upload.uploadId}`;
    const { body } = await person.call("GET", `${path}/refused?limit=1`);
    expect(body).toMatchObject({
      rows: [{ file: "Bills.csv", line: 4, reason: expect.stringContaining("someday") }],
      nextCursor: expect.any(String),
    });
    const table = await stack.server.get(`${path}/refused.csv`, { token });
    expect(table.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(await table.text()).toContain("5-Apr-26,S-2,'=HYPERLINK(1),x");
  });
});

describe("taking back", () => {
  test("an upload leaves the books as they were before it", async () => {
    await person.commit(await person.send([{ name: "a.xml", content: daybook(sale(1, 100)) }]));
    const second = await person.commit(
      await person.send([
        { name: "b.xml", content: wrapped([LEDGER, sale(1, 70, { alterId: 20 }), sale(2, 50)]) },
      ]),
    );
    expect(await owed()).toBe("12000");
    expect(await person.takeBack(second)).toMatchObject({ takenBack: { state: "applied" } });
    expect(await owed()).toBe("10000");
    const again = await person.commit(
      await person.send([
        { name: "b.xml", content: wrapped([LEDGER, sale(1, 70, { alterId: 20 }), sale(2, 50)]) },
      ]),
    );
    expect(again.run?.state).toBe("applied");
    expect(await owed()).toBe("12000");
  });

  test("a list brings the earlier list back, and a newer file's records stay", async () => {
    const first = await takeList(["5-Apr-26,S-1,Ram,100.00,", "5-Apr-26,S-2,Sita,9.00,"], "2026-04-30");
    const second = await takeList(["5-Apr-26,S-1,Ram,40.00,"], "2026-05-31");
    expect(await owed()).toBe("4000");
    await person.takeBack(second);
    expect(await owed()).toBe("10900");
    await person.takeBack(first);
    expect(await owed()).toBe("0");
    const facts = await stack.database.asOwner("select 1 from fact where company_id = $1", [company.uuid]);
    expect(facts).toEqual([]);
    const tallys = await person.send([{ name: "a.xml", content: daybook(sale(1, 100)) }]);
    expect(tallys.state).toBe("ready");
  });
});

describe("who and when", () => {
  test("a viewer may not even look, a stranger finds nothing, and nothing is found under another company", async () => {
    const upload = await person.send([{ name: "a.xml", content: daybook(sale(1, 100)) }]);
    const path = `/api/companies/${company.id}/uploads/${upload.uploadId}`;
    const other = await stack.addCompany({ name: "Other", tallyGuid: `other-${count}` });
    const elsewhere = path.replace(company.id, other.id);
    for (const [method, tail] of [
      ["GET", ""],
      ["POST", "/read"],
      ["POST", "/commit"],
      ["POST", "/take-back"],
      ["DELETE", ""],
      ["GET", "/refused"],
      ["GET", "/refused.csv"],
      ["PUT", "/files/1"],
    ] as const) {
      expect([
        tail,
        (await person.call(method, elsewhere + tail, method === "GET" ? undefined : {})).status,
      ]).toEqual([tail, 404]);
    }
    const members = await stack.database.asOwner<{ user_id: string; role: string }>(
      "select user_id, role from member where company_id = $1",
      [company.uuid],
    );
    const accountant = members.find((member) => member.role === "accountant")?.user_id ?? "";
    await setMember(stack.database.db, { companyId: company.uuid, userId: accountant, role: "viewer" });
    for (const [method, tail] of [
      ["GET", ""],
      ["POST", "/commit"],
      ["GET", "/refused.csv"],
      ["PUT", "/files/1"],
    ] as const) {
      expect((await person.call(method, path + tail, method === "GET" ? undefined : {})).status).toBe(403);
    }
    await stack.database.asOwner("delete from member where company_id = $1 and user_id = $2", [
      company.uuid,
      accountant,
    ]);
    expect((await person.call("GET", path)).status).toBe(404);
    expect((await person.call("PUT", `${path}/files/1`, {})).status).toBe(404);
  });

  test("parts go on where the last one ended, are bounded, and are no longer taken once all is read", async () => {
    const base = `/api/companies/${company.id}/uploads`;
    const opened = (await person.call("POST", base, { files: [{ name: "../../a.xml", bytes: 6 }] }))
      .body as Upload;
    expect(opened.files).toMatchObject([{ name: "a.xml", state: "receiving", received: 0 }]);
    const put = async (from: number, body: string) => {
      const response = await fetch(`${stack.server.url}${base}/${opened.uploadId}/files/1?from=${from}`, {
        method: "PUT",
        headers: { authorization: `Bearer ${token}` },
        body,
      });
      return [response.status, ((await response.json()) as { received?: number }).received];
    };
    expect(await put(0, "abc")).toEqual([200, 3]);
    expect(await put(0, "abc")).toEqual([200, 3]);
    expect(await put(5, "x")).toEqual([200, 3]);
    expect(await put(3, "too much")).toEqual([422, undefined]);
    expect((await person.call("POST", `${base}/${opened.uploadId}/read`, {})).status).toBe(409);
    expect(await put(3, "def")).toEqual([200, 6]);
    expect(await put(0, "x".repeat(8 * 1024 * 1024 + 1))).toEqual([413, undefined]);
    expect((await person.call("POST", base, { files: [{ name: "x", bytes: 5 * 1024 ** 3 }] })).status).toBe(
      422,
    );
  });

  test("what is cancelled or left for a day is gone; what is committed is not cancelled", async () => {
    const base = `/api/companies/${company.id}/uploads`;
    const first = await person.send([{ name: "a.xml", content: daybook(sale(1, 100)) }]);
    expect((await person.call("DELETE", `${base}/${first.uploadId}`)).body).toEqual({ cancelled: true });
    expect((await person.call("GET", `${base}/${first.uploadId}`)).status).toBe(404);
    const second = await person.send([{ name: "a.xml", content: daybook(sale(1, 100)) }]);
    await stack.database.asOwner(
      "update upload set expires_at = now() - interval '1 minute' where company_id = $1",
      [company.uuid],
    );
    expect((await person.call("GET", `${base}/${second.uploadId}`)).status).toBe(404);
    const third = await person.commit(await person.send([{ name: "a.xml", content: daybook(sale(1, 100)) }]));
    const left = await stack.database.asOwner(
      "select count(*)::int as n from upload_piece where company_id = $1",
      [company.uuid],
    );
    expect(left).toEqual([{ n: 0 }]);
    expect((await person.call("DELETE", `${base}/${third.uploadId}`)).status).toBe(409);
    const { body } = await person.call("GET", base);
    expect(body).toMatchObject({
      rows: [{ uploadId: third.uploadId, files: ["a.xml"], runState: "applied", isTakenBack: false }],
    });
  });
});
