import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { carryDrafts, type CarriedDrafts } from "@cfa/agent/write-back/carry-drafts";
import { openDraftStore } from "@cfa/agent/write-back/draft-store";
import { callAs } from "@cfa/api/test-calls";
import { nonceIn } from "@cfa/api/test-offer";
import type { OfferResults } from "@cfa/contract/offer-results";
import type { DiscountRegister } from "@cfa/contract/discount-register";
import type { Offer, OffersDecided } from "@cfa/contract/offers";
import { createTallyClient } from "@cfa/tally/client";
import { createWriteClient } from "@cfa/tally/write-back/write-client";
import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { addDays, day, localDateAt } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";
import { afterAll, beforeAll, expect, test } from "vitest";

import { readerOf, type ReadCompany } from "./reads-stack.ts";
import { createAgent, startStack, type Stack, type StackCompany, type TestAgent } from "./stack.ts";

/*
 * An offer's way: proposed unattended after a sync, approved by the owner, accepted by the customer on its page, and honoured by the receipt
 * that the next sync brings; then it is measured.
 */

const sample = makeSampleCompany({ size: "E", seed: 1 });
const noon = (date: string): Date => new Date(`${date}T06:30:00Z`);
const START = addDays(sample.through, 1);

let now = noon(START);
let stack: Stack;
let tally: FakeTally;
let company: StackCompany;
let agent: TestAgent;
let owner: string;
let read: ReadCompany["get"];

beforeAll(async () => {
  stack = await startStack({ learns: true, now: () => now });
  tally = await startFakeTally({ companies: [sample], company: { wholeBooks: true } });
  company = await stack.addCompany({ name: sample.name, tallyGuid: sample.guid });
  agent = createAgent({ tallyPort: tally.port, company, guid: sample.guid });
  owner = await stack.server.signIn("owner");
  read = readerOf(stack, company, owner);
  await sync();
}, 300_000);
afterAll(async () => {
  agent.remove();
  await tally.close();
  await stack.close();
});

async function sync(): Promise<void> {
  expect(await agent.sync({ as: { now: () => now.toISOString() } })).toMatchObject({ ok: true });
}

const list = async (which: string) => (await read<{ rows: Offer[] }>(`/offers?list=${which}&limit=100`)).rows;
const send = <T>(path: string, body: object) =>
  callAs<T>(stack.server, owner, ["POST", `/api/companies/${company.id}${path}`, body]);

test("after a sync there are offers, none to anyone who would pay in time, each worth it", async () => {
  await expect.poll(async () => (await list("waiting")).length, { timeout: 200_000 }).toBeGreaterThan(0);
  for (const offer of await list("waiting")) {
    expect(BigInt(offer.profitLow)).toBeGreaterThan(0n);
    expect(offer.amount).toBe(offer.bill.open);
    expect(offer.steps.map(({ off }) => BigInt(off))).toEqual(
      offer.steps.map(({ off }) => BigInt(off)).toSorted((a, b) => Number(b - a)),
    );
  }
  const parties = (await list("waiting")).map(({ party }) => party?.partyId);
  expect(new Set(parties).size).toBe(parties.length);
});

test("approved, seen by its address, accepted there, and honoured by the money in Tally", async () => {
  const [offer] = await list("waiting");
  if (offer === undefined) throw new Error("nothing is proposed");
  const { offerId, proposedAt: seen } = offer;
  const decided = await send<OffersDecided>("/offers/decide", {
    decisions: [{ decide: "approve", offerId, seen }],
  });
  expect(decided.body.items).toEqual([{ offerId, outcome: "done", refusal: null }]);
  const { url } = (await send<{ url: string }>(`/offers/${offerId}/link`, {})).body;
  const path = new URL(url).pathname;
  const page = await (await stack.server.get(path)).text();
  expect(page).toContain(offer.bill.name);
  const accept = await fetch(stack.server.url + path + "/accept", {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ nonce: nonceIn(page), step: "0" }),
  });
  expect(accept.status).toBe(303);
  expect((await list("live")).map(({ state }) => state)).toEqual(["accepted"]);

  const [step] = offer.steps;
  const pay = paiseFromJson(step?.pay ?? "0");
  const entries = [
    { ledger: "Cash", amount: -pay },
    {
      ledger: offer.party?.name ?? "",
      amount: pay,
      bills: [{ name: offer.bill.name, type: "Agst Ref" as const, amount: pay }],
    },
  ];
  now = noon(addDays(day(step?.until ?? START), 1));
  tally.company().createVoucher({ date: day(step?.until ?? START), type: "Receipt", entries });
  await sync();
  await expect
    .poll(async () => (await read<Offer>(`/offers/${offerId}`)).state, { timeout: 200_000 })
    .toBe("honoured");
  expect(await read<Offer>(`/offers/${offerId}`)).toMatchObject({
    settled: { day: step?.until, amount: step?.pay, discount: step?.off },
  });
  const { latest } = await read<OfferResults>("/offer-results");
  expect(latest?.figures).toMatchObject({
    counts: { approved: 1, accepted: 1, honoured: 1 },
    given: step?.off,
  });
});

test("its credit note is drafted, accepted and carried into Tally, where it closes the bill; nothing is counted twice", async () => {
  const register = () => read<DiscountRegister>("/discount-register");
  const { rows, ledgers } = await register();
  const [row] = rows;
  if (row === undefined) throw new Error("no discount was earned");
  expect(row.note.state).toBe("to-post");
  const wanted = { kind: "financial", ledgerId: ledgers[0]?.ledgerId, agreedBefore: false };
  const { draftId } = (await send<{ draftId: string }>(`/discount-register/${row.offerId}/draft`, wanted))
    .body;
  const accept = { mode: "posted", confirmedAmount: row.discount };
  expect((await send(`/drafts/${draftId}/accept`, accept)).status).toBe(200);
  tally.set({ today: localDateAt(now) });
  expect(await carry()).toEqual({ written: 1, waiting: 0 });
  await sync();
  await expect.poll(async () => (await register()).rows[0]?.note.state, { timeout: 200_000 }).toBe("posted");
  const [posted] = (await register()).rows;
  expect(posted?.note).toMatchObject({ draftId, kind: "financial" });
  expect(posted?.note.number).not.toBeNull();
  const { state, settled, bill } = await read<Offer>(`/offers/${row.offerId}`);
  expect([state, bill.open]).toEqual(["honoured", "0"]);
  expect(settled).toMatchObject({ amount: row.paid.amount, discount: row.discount });
  expect((await register()).total).toEqual({
    count: 1,
    discount: row.discount,
    toPost: { count: 0, discount: "0" },
  });
});

/** One round of the agent that writes to Tally. */
async function carry(): Promise<CarriedDrafts> {
  const folder = mkdtempSync(join(tmpdir(), "cfa-note-"));
  const store = openDraftStore(folder);
  const place = { host: "127.0.0.1", port: tally.port, pauseMs: 0, timeoutMs: 20_000 };
  try {
    return await carryDrafts({
      store,
      link: company.link,
      tally: createTallyClient(place),
      write: createWriteClient(place),
      companyGuid: sample.guid,
      agentId: "pc-1",
      machine: "TALLY-PC",
      style: "fetch",
      say: () => undefined,
      now: () => now.toISOString(),
    });
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
