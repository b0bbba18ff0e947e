import { afterEach, beforeEach, describe, expect, it, test } from "vitest";

import { startFakeTally, type FakeTally } from "../fake-tally.ts";
import { ask, collection, texts } from "../test-ask.ts";
import { smallBooks } from "../test-books.ts";
import { openControlPort, type ControlPort } from "./control-port.ts";

let tally: FakeTally;
let control: ControlPort;

beforeEach(async () => {
  tally = await startFakeTally({ companies: [smallBooks()] });
  control = await openControlPort(tally, 0);
});

afterEach(async () => {
  await control.close();
  await tally.close();
});

type Reply = { ok: boolean; result?: unknown; error?: string };

async function post(body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const response = await fetch(control.url, { method: "POST", headers, body: JSON.stringify(body) });
  return (await response.json()) as Reply;
}

async function marks(): Promise<string[]> {
  const { text } = await ask(
    tally,
    collection({ type: "Company", fetch: "Name,AltMstId,AltVchId", company: "" }),
  );
  return [...texts(text, "NAME"), ...texts(text, "ALTMSTID"), ...texts(text, "ALTVCHID")];
}

const RENT = {
  date: "2025-07-01",
  type: "Payment",
  entries: [
    { ledger: "Rent", amount: "-2000.00" },
    { ledger: "HDFC Bank", amount: "2000.00" },
  ],
};

describe("at the keyboard by HTTP", () => {
  it("a voucher is entered, altered, cancelled and deleted", async () => {
    const made = await post({ do: "create-voucher", voucher: RENT });
    expect(made).toMatchObject({ ok: true, result: { number: "1", alterId: 8 } });
    const { guid } = made.result as { guid: string };
    expect(await post({ do: "alter-voucher", guid, changes: { narration: "July" } })).toMatchObject({
      ok: true,
    });
    expect(await post({ do: "voucher", guid })).toMatchObject({
      result: { narration: "July", entries: [{ amount: "-2000.00" }, {}] },
    });
    expect(await post({ do: "cancel-voucher", guid })).toEqual({ ok: true, result: null });
    const { result } = await post({ do: "vouchers", from: "2025-07-01", to: "2025-07-31" });
    expect(result).toEqual([{ guid, alterId: 10, date: "2025-07-01", type: "Payment", number: "1" }]);
    expect(await post({ do: "delete-voucher", guid })).toEqual({ ok: true, result: null });
    expect((await marks()).at(-1)).toBe("12");
  });

  it("masters are made and renamed, and backups restored", async () => {
    const before = await marks();
    expect(await post({ do: "snapshot", name: "morning" })).toMatchObject({ ok: true });
    const ledger = { name: "New Shop", parent: "Sundry Debtors", opening: "-50.00", isBillWise: true };
    expect(await post({ do: "create-ledger", ledger })).toMatchObject({
      ok: true,
      result: { opening: "-50.00" },
    });
    expect(await post({ do: "rename-ledger", from: "New Shop", to: "Newer Shop" })).toMatchObject({
      ok: true,
    });
    expect(await post({ do: "rename-company", to: "Asha Brothers" })).toMatchObject({ ok: true });
    expect(await marks()).not.toEqual(before);
    expect(await post({ do: "restore", name: "morning" })).toMatchObject({ ok: true });
    expect(await marks()).toEqual(before);
    expect(await post({ do: "restore", name: "evening" })).toEqual({
      ok: false,
      error: 'There is no backup "evening".',
    });
  });

  it("companies are opened, brought to the front, closed and opened again as they were", async () => {
    const opened = await post({ do: "open-company", size: "S", seed: 5 });
    expect(opened).toMatchObject({ ok: true, result: { name: "Bose & Daughters" } });
    await post({ do: "bring-to-front", name: "Bose & Daughters" });
    await post({ do: "create-voucher", company: "Asha & Sons", voucher: RENT });
    await post({ do: "close-company", name: "asha & sons" });
    expect((await post({ do: "companies" })).result).toEqual(["Bose & Daughters"]);
    await post({ do: "reopen-company", name: "Asha & Sons" });
    expect((await post({ do: "companies" })).result).toEqual(["Bose & Daughters", "Asha & Sons"]);
    expect((await marks()).at(-1)).toBe("8");
  });

  it("faults are made and undone, and the port outlives a crash", async () => {
    await post({ do: "set", settings: { dirt: { declaration: "1.1" }, educational: true } });
    expect(tally.settings()).toMatchObject({
      educational: true,
      dirt: { declaration: "1.1", lineEnds: "crlf" },
    });
    await post({ do: "cut-next-answer", after: 100 });
    await expect(marks()).rejects.toThrow("aborted");
    await expect(ask(tally, collection({ fetch: "NoSuchField" }))).rejects.toThrow();
    expect((await post({ do: "status" })).result).toMatchObject({ running: false });
    expect((await post({ do: "requests" })).result).toMatchObject([
      { end: "cut" },
      { end: "crashed", reason: "none of the fields that were asked for exists" },
    ]);
    await post({ do: "restart" });
    await post({ do: "open-modal", text: "Save?" });
    expect((await post({ do: "status" })).result).toMatchObject({ running: true, modal: "Save?" });
    await post({ do: "dismiss" });
    expect(await marks()).toHaveLength(3);
  });
});

test("GET lists what can be done and what each takes", async () => {
  const list = (await (await fetch(control.url)).json()) as {
    commands: Record<string, { about: string; takes: object }>;
  };
  expect(Object.keys(list.commands).length).toBeGreaterThan(35);
  expect(list.commands["delete-voucher"]).toMatchObject({ takes: { guid: { type: "string" } } });
});

describe("what is not understood is told", () => {
  it.each([
    [{ do: "no-such-thing" }, 'There is no "no-such-thing"; GET lists what can be done.'],
    [{ what: "status" }, 'Send JSON such as {"do": "status"}; GET lists what can be done.'],
    [{ do: "delete-voucher", guid: "nobody" }, "Voucher 'nobody' does not exist!"],
    [{ do: "close-company", name: "Nobody" }, "Company 'Nobody' is not open."],
  ])("%o", async (body, error) => expect(await post(body)).toEqual({ ok: false, error }));

  it("with the field that is wrong", async () => {
    const { error } = await post({ do: "create-voucher", voucher: { ...RENT, date: "1-Jul-25" } });
    expect(error).toContain('a day is written as YYYY-MM-DD, not "1-Jul-25"');
    expect((await post({ do: "dismiss", now: true })).error).toContain("now");
  });

  it("and a web page may do nothing", async () => {
    expect(await post({ do: "status" }, { Origin: "http://example.org" })).toEqual({
      ok: false,
      error: "Not for web pages.",
    });
  });
});
