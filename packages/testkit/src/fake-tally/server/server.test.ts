import { createTallyClient } from "@cfa/tally/client";
import { get } from "node:http";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";

import { startFakeTally, type FakeTally } from "../fake-tally.ts";
import { ask, collection, namesOf, report, texts } from "../test-ask.ts";
import { smallBooks } from "../test-books.ts";

let tally: FakeTally;

beforeEach(async () => {
  tally = await startFakeTally({ companies: [smallBooks()] });
});

afterEach(() => tally.close());

const LEDGERS = collection({ type: "Ledger", fetch: "Name,Parent" });

function client(timeoutMs = 20_000) {
  return createTallyClient({ host: "127.0.0.1", port: tally.port, pauseMs: 0, timeoutMs });
}

describe("an answer", () => {
  it("follows the request's encoding", async () => {
    const wide = await ask(tally, LEDGERS, { wide: true });
    expect(wide.bytes.subarray(0, 4)).toEqual(Buffer.from("<E", "utf16le"));
    const narrow = await ask(tally, LEDGERS);
    expect(narrow.bytes.subarray(0, 2).toString()).toBe("<E");
    expect(wide.text).toBe(narrow.text);
  });

  it("has a byte order mark where it is to, or where the request had one", async () => {
    tally.set({ dirt: { mark: "as asked" } });
    expect((await ask(tally, LEDGERS)).text.startsWith("<")).toBe(true);
    expect((await ask(tally, LEDGERS, { marked: true })).bytes.subarray(0, 3)).toEqual(Buffer.from("\uFEFF"));
    expect((await ask(tally, LEDGERS, { marked: true, wide: true })).text.startsWith("\uFEFF<")).toBe(true);
    tally.set({ dirt: { mark: "always" } });
    expect((await ask(tally, LEDGERS, { wide: true })).bytes.subarray(0, 2)).toEqual(
      Buffer.from([0xff, 0xfe]),
    );
  });

  it("is as dirty as it is to be, and reads the same", async () => {
    const clean = await client().companies();
    tally.set({ dirt: { declaration: "1.1", lineEnds: "doubled", rawControls: true, mark: "always" } });
    const { text } = await ask(tally, collection({ type: "Group", fetch: "Parent" }));
    expect(text.startsWith('\uFEFF<?xml version="1.1"?>\r\r\n<ENVELOPE>\r\r\n')).toBe(true);
    expect(text).toContain(">\u0004 Primary<");
    expect(await client().companies()).toEqual(clean);
    tally.set({ dirt: { lineEnds: "blank" } });
    expect((await ask(tally, LEDGERS)).text).toContain("<ENVELOPE>\r\n\r\n <HEADER>");
    tally.set({ dirt: { lineEnds: "lf" } });
    expect((await ask(tally, LEDGERS)).text).not.toContain("\r");
  });

  it("can be cut with its connection, or stop while its HTTP is whole", async () => {
    tally.cutNextAnswerAfter(500);
    await expect(ask(tally, LEDGERS)).rejects.toThrow("aborted");
    tally.truncateNextAnswerAfter(500);
    expect((await ask(tally, LEDGERS)).bytes).toHaveLength(500);
    expect((await ask(tally, LEDGERS)).text).toMatch(/<\/ENVELOPE>\r\n$/);
    tally.set({ answersEndAt: 65_536 });
    const long = collection({ type: "Ledger", fetch: "*" });
    expect((await ask(tally, long, { wide: true })).bytes).toHaveLength(65_536);
  });

  it("takes as long as it is told to, for a request, its objects and its size", async () => {
    const slow = { perRequestMs: 0, perObjectMs: 0, perMegabyteMs: 0 };
    for (const latency of [{ perRequestMs: 2_000 }, { perObjectMs: 500 }, { perMegabyteMs: 500_000 }]) {
      tally.set({ latency: { ...slow, ...latency } });
      expect(await client(300).companies()).toMatchObject({ ok: false, error: { code: "busy" } });
      await tally.restart();
    }
    tally.set({ latency: slow });
    expect(await client().companies()).toMatchObject({ ok: true });
  });
});

test("requests are answered one at a time, in their order", async () => {
  tally.set({ latency: { perRequestMs: 5 } });
  const order: number[] = [];
  await Promise.all([1, 2, 3, 4].map((each) => ask(tally, LEDGERS).then(() => order.push(each))));
  expect(order).toEqual([1, 2, 3, 4]);
});

test("behind a dialog connections are taken and nobody is answered, a GET neither", async () => {
  tally.openModal("Name already exists!");
  expect(await client(300).companies()).toMatchObject({ ok: false, error: { code: "busy" } });
  const alive = new Promise<number>((resolve, reject) => {
    get({ host: "127.0.0.1", port: tally.port, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on("error", reject);
  });
  expect(tally.modal()).toBe("Name already exists!");
  tally.dismiss();
  expect(await alive).toBe(200);
  expect(await client().companies()).toMatchObject({ ok: true });
});

describe("the port", () => {
  it("can be closed and opened again", async () => {
    await tally.refuse();
    expect(tally.isRunning()).toBe(false);
    expect(await client().companies()).toMatchObject({ ok: false, error: { code: "tally-closed" } });
    await tally.restart();
    expect(await client().companies()).toMatchObject({ ok: true });
  });

  it.each(["web server", "no http"] as const)("can be somebody else's: %s", async (stranger) => {
    tally.lendPort(stranger);
    expect(await client().companies()).toMatchObject({ ok: false, error: { code: "not-tally" } });
    tally.lendPort(null);
    expect(await client().companies()).toMatchObject({ ok: true });
  });
});

async function companiesOpen(): Promise<string[]> {
  const { text } = await ask(tally, collection({ type: "Company", fetch: "Name", company: "" }));
  return namesOf(text, "COMPANY");
}

describe("companies", () => {
  const OTHER = smallBooks("Bose & Daughters", "11111111-2222-4333-8444-555555555555");
  const unnamed = collection({ type: "Ledger", fetch: "Name", company: "" });

  it("two may be open, and a request that names none gets the one in front", async () => {
    tally.openCompany(OTHER).renameLedger("Rent", "Office Rent");
    expect(await companiesOpen()).toEqual(["Asha &amp; Sons", "Bose &amp; Daughters"]);
    expect(namesOf((await ask(tally, unnamed)).text, "LEDGER")).toContain("Rent");
    tally.bringToFront("Bose & Daughters");
    expect(namesOf((await ask(tally, unnamed)).text, "LEDGER")).toContain("Office Rent");
  });

  it("switched in the middle of a read: the next request gets the other one", async () => {
    tally.openCompany(OTHER).renameLedger("Rent", "Office Rent");
    let answers = 0;
    tally.beforeAnswer(() => {
      if (++answers === 2) tally.bringToFront("Bose & Daughters");
    });
    expect(namesOf((await ask(tally, unnamed)).text, "LEDGER")).toContain("Rent");
    expect(namesOf((await ask(tally, unnamed)).text, "LEDGER")).toContain("Office Rent");
  });

  it("that is not open is refused, by each kind of request in its own words", async () => {
    tally.openCompany(OTHER);
    tally.closeCompany("Asha & Sons");
    const refusal = "Could not set &apos;SVCurrentCompany&apos; to &apos;Asha &amp; Sons&apos;";
    expect((await ask(tally, LEDGERS)).text).toContain(refusal);
    expect((await ask(tally, report("Trial Balance"))).text).toContain(refusal);
    const object =
      "<ENVELOPE><HEADER><VERSION>1</VERSION><TALLYREQUEST>Export</TALLYREQUEST><TYPE>Object</TYPE><SUBTYPE>Ledger</SUBTYPE>" +
      '<ID TYPE="Name">Rent</ID></HEADER><BODY><DESC><STATICVARIABLES><SVCURRENTCOMPANY>Asha &amp; Sons</SVCURRENTCOMPANY></STATICVARIABLES></DESC></BODY></ENVELOPE>';
    expect((await ask(tally, object)).text).toBe(
      "<ERRORMSG>Could not find Company:Asha &amp; Sons!</ERRORMSG>\r\n",
    );
  });

  it("none open, or a login prompt before them: lists are empty", async () => {
    tally.askLogin(true);
    expect(await companiesOpen()).toEqual([]);
    expect((await ask(tally, LEDGERS)).text).toContain("<COLLECTION>   </COLLECTION>");
    tally.askLogin(false);
    expect(await companiesOpen()).toHaveLength(1);
    tally.open([]);
    expect(await companiesOpen()).toEqual([]);
    expect((await ask(tally, LEDGERS)).text).toContain("<STATUS>1</STATUS>");
  });

  it("renamed: the GUID stays", async () => {
    tally.company().rename("Asha Brothers");
    const { text } = await ask(tally, collection({ type: "Company", fetch: "Name,Guid", company: "" }));
    expect(texts(text, "NAME")).toEqual(["Asha Brothers"]);
    expect(texts(text, "GUID")).toEqual([smallBooks().guid]);
  });
});

test("the log says what was asked and what it cost", async () => {
  const { bytes } = await ask(tally, collection({ fetch: "Guid", filter: "$AlterId > 3" }));
  expect(tally.requests()).toEqual([
    {
      kind: "collection Voucher filtered",
      company: "Asha & Sons",
      bytesIn: expect.any(Number),
      bytesOut: bytes.length,
      end: "answered",
    },
  ]);
  expect(tally.answered()).toBe(1);
  tally.clearRequests();
  expect(tally.requests()).toEqual([]);
  expect(tally.answered()).toBe(1);
});
