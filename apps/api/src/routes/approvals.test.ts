import { randomUUID } from "node:crypto";

import type { Approval, Decided, Decision } from "@cfa/contract/approvals";
import type { Correction, CorrectionPreview, Proposal } from "@cfa/contract/corrections";
import type { Today } from "@cfa/contract/today";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startDesk, type Desk, type Who } from "../test-desk.ts";

/* The accountant asks for write-offs of Meena's bills (INV-1 of 1,000.00, INV-2 of 500.00); the owner decides. */

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
});
beforeEach(() => desk.turnPage());
afterAll(() => desk.close());

async function ask(bill: string, amount: string, who: Who = "accountant"): Promise<Correction> {
  const billId = desk.id("bill", bill);
  const proposal: Proposal = { kind: "write-off", billId, amount, date: "2026-04-15" };
  const { seen } = await desk.sent<CorrectionPreview>("/corrections/preview", { proposal }, who);
  const body = {
    requestId: randomUUID(),
    proposal,
    reason: "closed shop",
    untilDate: null,
    seen,
    replaces: null,
  };
  return desk.sent<Correction>("/corrections", body, who);
}

const list = async (query = "", who: Who = "owner") =>
  (await desk.read<{ rows: Approval[] }>(`/approvals${query}`, who)).rows;
const decide = (decisions: Decision[], who: Who = "owner") =>
  desk.sent<Decided>("/approvals/decide", { decisions }, who);
const approve = (id: string, change: { amount: string; day: string } | null = null): Decision => ({
  decide: "approve",
  approvalId: id,
  change,
  why: null,
});
const refuse = (id: string, why = "she will pay"): Decision => ({ decide: "refuse", approvalId: id, why });
const count = () => desk.read<{ count: number; amount: string }>("/approvals/count", "owner");

test("what the accountant asks for waits, is counted, and changes no figure until the owner approves", async () => {
  const { correctionId } = await ask("INV-1", "30000");
  expect(await count()).toEqual({ count: 1, amount: "30000" });
  expect(await list("?state=asked")).toMatchObject([
    {
      approvalId: correctionId,
      kind: "write-off",
      state: "asked",
      party: { name: "Meena Stores" },
      bill: { name: "INV-1", open: "100000" },
      amount: "30000",
      day: "2026-04-15",
      reason: "closed shop",
      may: { decide: true, takeBack: true },
    },
  ]);
  expect((await list("", "accountant"))[0]?.may).toEqual({ decide: false, takeBack: true });
  const { doNow } = await desk.read<Today>("/today", "owner");
  expect(doNow.map(({ kind, action }) => [kind, action])).toContainEqual(["correction-waiting", "approvals"]);
  expect((await decide([approve(correctionId)])).items).toMatchObject([{ outcome: "done" }]);
  expect(await count()).toEqual({ count: 0, amount: "0" });
  expect(await list()).toMatchObject([{ state: "approved", may: { decide: false, takeBack: false } }]);
  expect((await desk.log())[0]).toMatchObject({ action: "correction.approved" });
});

test("the accountant decides nothing, of himself or of others", async () => {
  const { correctionId } = await ask("INV-1", "30000");
  const tried = await desk.send("/approvals/decide", { decisions: [approve(correctionId)] });
  expect(tried.status).toBe(403);
  expect(await list()).toMatchObject([{ state: "asked" }]);
});

test("an owner asks nobody: it holds at once and is in no list", async () => {
  expect(await ask("INV-1", "30000", "owner")).toMatchObject({ state: "active" });
  expect(await list()).toEqual([]);
});

test("a refusal says why, and is told to whoever asked", async () => {
  const { correctionId } = await ask("INV-1", "30000");
  const without = { decisions: [{ decide: "refuse", approvalId: correctionId, why: " " }] };
  expect((await desk.send("/approvals/decide", without, "owner")).status).toBe(422);
  await decide([refuse(correctionId)]);
  expect(await list("?state=refused", "accountant")).toMatchObject([
    { state: "refused", decidedWhy: "she will pay" },
  ]);
  expect((await desk.log())[0]).toMatchObject({
    action: "correction.rejected",
    params: { why: "she will pay" },
  });
  expect(await ask("INV-1", "20000")).toMatchObject({ state: "waiting" });
});

test("approved with another sum, the owner's own word holds and what was asked for stays written", async () => {
  const { correctionId } = await ask("INV-1", "30000");
  const tooMuch = await decide([approve(correctionId, { amount: "999999", day: "2026-04-15" })]);
  expect(tooMuch.items[0]?.refusal?.code).toBe("more-than-open");
  expect(await list()).toMatchObject([{ state: "asked" }]);
  await decide([approve(correctionId, { amount: "25000", day: "2026-04-14" })]);
  expect(await list()).toMatchObject([{ state: "approved", changed: true, amount: "30000" }]);
  const { rows } = await desk.read<{ rows: Correction[] }>("/corrections?state=active");
  expect(rows).toMatchObject([{ kind: "write-off", proposal: { amount: "25000", date: "2026-04-14" } }]);
  expect(await decide([approve(correctionId, { amount: "25000", day: "2026-04-14" })])).toMatchObject({
    items: [{ outcome: "done" }],
  });
  expect(await desk.read("/corrections?state=active")).toMatchObject({ rows: [{}] });
});

test("many are decided at once; of what cannot be, it is said why", async () => {
  const [one, other] = [await ask("INV-1", "30000"), await ask("INV-2", "20000")];
  await desk.sent(`/corrections/${other.correctionId}/undo`, {});
  const again = await ask("INV-2", "10000");
  const { items } = await decide([
    approve(one.correctionId),
    approve(other.correctionId),
    refuse(again.correctionId),
    approve(`cor_${"a".repeat(26)}`),
  ]);
  expect(items.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual([
    "done",
    "decided",
    "done",
    "not-found",
  ]);
  expect((await list()).map(({ state }) => state)).toEqual(["refused", "ended", "approved"]);
});

test("two owners at once: the first word stands, and the other is told", async () => {
  const { correctionId } = await ask("INV-1", "30000");
  const both = await Promise.all([decide([approve(correctionId)]), decide([refuse(correctionId)])]);
  const heard = both.map(({ items }) => items[0]?.refusal?.code ?? items[0]?.outcome);
  expect(new Set(heard)).toEqual(new Set(["decided", "done"]));
});

test("pages follow one another", async () => {
  await ask("INV-1", "30000");
  await ask("INV-2", "20000");
  const first = await desk.read<{ rows: Approval[]; nextCursor: string }>("/approvals?limit=1", "owner");
  const second = await desk.read<{ rows: Approval[]; nextCursor: string | null }>(
    `/approvals?limit=1&cursor=${first.nextCursor}`,
    "owner",
  );
  expect([...first.rows, ...second.rows].map(({ bill }) => bill?.name)).toEqual(["INV-2", "INV-1"]);
  expect(second.nextCursor).toBeNull();
});
