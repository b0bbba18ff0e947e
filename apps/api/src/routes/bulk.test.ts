import { randomUUID } from "node:crypto";

import type { BulkAsked, BulkDone, BulkPreview, BulkUndone } from "@cfa/contract/bulk";
import { MOST_AT_ONCE } from "@cfa/contract/bulk-limits";
import type { Correction, Proposal } from "@cfa/contract/corrections";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startDesk, type Desk } from "../test-desk.ts";

/* Meena Stores of test-correction-books.ts has two receipts more: R2 and R3 of 500.00 each, both as much as INV-2. */

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
});
beforeEach(async () => {
  await desk.turnPage();
  for (const [name, date] of [
    ["R2", "2026-04-11"],
    ["R3", "2026-04-12"],
  ]) {
    const { companyId, ids } = desk.books;
    const voucherId = randomUUID();
    (ids as Record<string, string>)[name ?? ""] = voucherId;
    await desk.database.asOwner(
      `insert into voucher (company_id, voucher_id, guid, alter_id, date, kind, type_name, state, number)
       values ($1, $2, $3, 1, $4, 'receipt', 'receipt', 'posted', $5)`,
      [companyId, voucherId, `g-${name}`, date, name],
    );
    await desk.database.asOwner(
      `insert into posting (company_id, voucher_id, line_no, ledger_id, date, amount, allocations)
       values ($1, $2, 1, $3, $4, -50000, '[{"name":"","type":"On Account","amount":"-50000"}]')`,
      [companyId, voucherId, ids["Meena Stores"], date],
    );
  }
});
afterAll(() => desk.close());

const correct = (key: string, proposal: Proposal): BulkAsked => ({ key, deed: "correct", proposal });
const match = (receipt: string, bill: string, amount: string): BulkAsked =>
  correct(receipt, {
    kind: "rematch",
    partyId: desk.id("party", "Meena Stores"),
    voucherId: desk.id("voucher", receipt),
    lineNo: 1,
    parts: [{ billId: desk.id("bill", bill), amount }],
  });
const exclude = (party: string): BulkAsked =>
  correct(party, { kind: "exclude", partyId: desk.id("party", party), cause: "related" });
const writeOff = (bill: string): BulkAsked =>
  correct(bill, { kind: "write-off", billId: desk.id("bill", bill), amount: "10000", date: "2026-04-15" });

const look = (items: BulkAsked[]) => desk.sent<BulkPreview>("/exceptions/bulk/preview", { items });

/** Looks first and sends what was seen, as the app does. */
async function asked(items: BulkAsked[]): Promise<object> {
  const { items: seen } = await look(items);
  return {
    requestId: randomUUID(),
    reason: "the usual",
    items: items.map((item, at) =>
      item.deed === "correct" ? { ...item, seen: seen[at]?.seen ?? "" } : item,
    ),
  };
}

const act = async (items: BulkAsked[], who: "owner" | "accountant" = "accountant") =>
  desk.sent<BulkDone>("/exceptions/bulk", await asked(items), who);
const undo = ({ bulkId }: BulkDone) => desk.sent<BulkUndone>(`/exceptions/bulk/${bulkId}/undo`, {});
const states = async () =>
  (await desk.read<{ rows: Correction[] }>("/corrections")).rows.map((row) => `${row.kind} ${row.state}`);
/** In the order of what they say. */
const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
const outcomes = (items: readonly { key: string; outcome: string; refusal: { code: string } | null }[]) =>
  items.map(({ key, outcome, refusal }) => [key, refusal?.code ?? outcome]);

test("a look says of each what would be done, and keeps nothing", async () => {
  const { items } = await look(
    [match("R2", "INV-2", "50000"), exclude("Meena Store"), exclude("Meena Store")].map((item, at) => ({
      ...item,
      key: `${at}`,
    })),
  );
  expect(outcomes(items)).toEqual([
    ["0", "done"],
    ["1", "done"],
    ["2", "stands-already"],
  ]);
  expect(await states()).toEqual([]);
  expect(await desk.log()).toEqual([]);
  expect(desk.jobs).toEqual([]);
});

test("of two receipts that look as if they had paid one bill the second is left out, and the others go on", async () => {
  const items = [match("R2", "INV-2", "50000"), match("R3", "INV-2", "50000"), exclude("Meena Store")];
  const done = await act(items);
  expect(outcomes(done.items)).toEqual([
    ["R2", "done"],
    ["R3", "no-room"],
    ["Meena Store", "done"],
  ]);
  expect(await states()).toEqual(["exclude active", "rematch active"]);
  const log = await desk.log();
  const entries = log.map(({ action, params }) => [action, params["on"], params["reason"]]);
  expect(entries.toSorted(byText)).toEqual([
    ["correction.created", "Meena Store", "the usual"],
    ["correction.created", "Meena Stores, receipt R2", "the usual"],
  ]);
  expect(desk.jobs).toHaveLength(1);
});

test("the same request again does nothing more and is answered the same; another under its id is refused", async () => {
  const body = await asked([match("R2", "INV-2", "50000"), exclude("Meena Store")]);
  const both = await Promise.all([
    desk.sent<BulkDone>("/exceptions/bulk", body),
    desk.sent<BulkDone>("/exceptions/bulk", body),
  ]);
  expect(both[0]).toEqual(both[1]);
  expect(await states()).toHaveLength(2);
  expect(desk.jobs).toHaveLength(1);
  expect((await desk.send("/exceptions/bulk", { ...body, reason: "another" })).status).toBe(409);
});

test("one undo takes all of it back, once, and leaves what has moved on since", async () => {
  const done = await act([match("R2", "INV-2", "50000"), exclude("Meena Store"), exclude("Meena (old)")]);
  const alone = done.items[2]?.correctionId ?? "";
  await desk.sent(`/corrections/${alone}/undo`, {});
  const undone = await undo(done);
  expect(outcomes(undone.items).toSorted(byText)).toEqual([
    ["Meena (old)", "moved"],
    ["Meena Store", "undone"],
    ["R2", "undone"],
  ]);
  expect(await undo(done)).toEqual(undone);
  expect(await states()).toEqual(["exclude undone", "exclude undone", "rematch undone"]);
  expect((await desk.log()).filter(({ action }) => action === "correction.undone")).toHaveLength(3);
  expect((await act([exclude("Meena Store")])).items[0]?.outcome).toBe("done");
});

test("conflicts give way to Tally together, and undone they are conflicts again", async () => {
  const made = await act([exclude("Meena Store")]);
  await desk.database.asOwner(
    `update correction set state = 'conflict', now = '{"name":"Other"}' where company_id = $1`,
    [desk.books.companyId],
  );
  const correctionId = made.items[0]?.correctionId ?? "";
  const items: BulkAsked[] = [{ key: "c", deed: "take-tally", correctionId }];
  const done = await act(items);
  expect(outcomes(done.items)).toEqual([["c", "done"]]);
  expect(outcomes((await act(items)).items)).toEqual([["c", "no-conflict"]]);
  expect(outcomes((await undo(done)).items)).toEqual([["c", "undone"]]);
  expect((await states()).toSorted(byText)).toEqual(["exclude conflict", "exclude undone"]);
  expect((await desk.log()).map(({ action }) => action)).toEqual([
    "correction.said-again",
    "correction.took-tally",
    "correction.created",
  ]);
});

test("two people at one queue: what the quicker one did is done once, and the other is told", async () => {
  const [mine, theirs] = [
    await asked([match("R2", "INV-2", "50000"), exclude("Meena Store")]),
    await asked([match("R2", "INV-2", "50000"), exclude("Meena (old)")]),
  ];
  const [one, other] = await Promise.all([
    desk.sent<BulkDone>("/exceptions/bulk", mine),
    desk.sent<BulkDone>("/exceptions/bulk", theirs, "owner"),
  ]);
  const receipt = [one.items[0], other.items[0]].map((item) => item?.refusal?.code ?? item?.outcome);
  expect(receipt.toSorted(byText)).toEqual(["done", "stands-already"]);
  expect([one.items[1]?.outcome, other.items[1]?.outcome]).toEqual(["done", "done"]);
  expect(await states()).toHaveLength(3);
});

test("an accountant's write-offs wait for the owner, an owner's hold at once", async () => {
  expect(outcomes((await act([writeOff("INV-1")])).items)).toEqual([["INV-1", "waiting"]]);
  expect(outcomes((await act([writeOff("INV-2")], "owner")).items)).toEqual([["INV-2", "done"]]);
  expect(await states()).toEqual(["write-off active", "write-off waiting"]);
});

test("what was looked at must be so still, each by itself", async () => {
  const body = await asked([
    correct("due", { kind: "due-date", billId: desk.id("bill", "INV-1"), dueDate: "2026-05-31" }),
    exclude("Meena Store"),
  ]);
  await desk.database.asOwner("update ledger set credit_period = $2 where company_id = $1", [
    desk.books.companyId,
    JSON.stringify({ text: "45 Days" }),
  ]);
  const { items } = await desk.sent<BulkDone>("/exceptions/bulk", body);
  expect(outcomes(items)).toEqual([
    ["due", "moved"],
    ["Meena Store", "done"],
  ]);
});

test("a full request is answered in a few seconds, one too many is refused, and so are two of one key", async () => {
  const bills = Array.from({ length: MOST_AT_ONCE }, (_, at) => ({
    ...exclude("Meena Store"),
    key: `${at}`,
  }));
  const begun = Date.now();
  const { items } = await look(bills);
  expect(items.filter(({ outcome }) => outcome === "done")).toHaveLength(1);
  expect(Date.now() - begun).toBeLessThan(20_000);
  const more = { items: [...bills, { ...exclude("Meena Store"), key: "more" }] };
  expect((await desk.send("/exceptions/bulk/preview", more)).status).toBe(422);
  const twice = { items: [exclude("Meena Store"), exclude("Meena Store")] };
  expect((await desk.send("/exceptions/bulk/preview", twice)).status).toBe(422);
});

test("a viewer does nothing, and nobody undoes what another company has done", async () => {
  const done = await act([exclude("Meena Store")]);
  await desk.turnPage();
  expect((await desk.send(`/exceptions/bulk/${done.bulkId}/undo`, {})).status).toBe(404);
  await desk.database.asOwner("update member set role = 'viewer' where company_id = $1", [
    desk.books.companyId,
  ]);
  expect((await desk.send("/exceptions/bulk/preview", { items: [exclude("Meena Store")] })).status).toBe(403);
});
