import { randomUUID } from "node:crypto";

import type { CorrectionPreview, Proposal } from "@cfa/contract/corrections";
import type { Bill, Freshness, Party, PartyBalance } from "@cfa/contract/reads";
import { post } from "@cfa/api/test-server";
import { addDays } from "@cfa/values/local-date";
import { afterAll, beforeAll, expect, test } from "vitest";

import { allRows, readSample, type ReadCompany } from "./reads-stack.ts";
import { startStack, type Stack } from "./stack.ts";

/* A party's ledger balance and what it owes differ once people wrote off or put together: the read's parts add up to the paisa. */

let stack: Stack;
let read: ReadCompany;
let token: string;
let parties: PartyBalance[];

beforeAll(async () => {
  stack = await startStack();
  read = await readSample(stack, 1);
  token = await stack.server.signIn("owner");
  parties = await allRows<PartyBalance>(read, `/parties?side=receivable&asOf=${read.sample.through}`);
});
afterAll(() => stack.close());

const partyOf = (partyId: string, asOf = read.sample.through) =>
  read.get<Party>(`/parties/${partyId}?asOf=${asOf}`);

const outstanding = (side: PartyBalance | null) => BigInt(side?.outstanding ?? "0");

/** What the parts of a party say it owes less what it says it owes. */
function left(party: Party): bigint {
  const together = (party.putTogether ?? []).reduce((sum, each) => sum + BigInt(each.ledgerBalance), 0n);
  const parts = BigInt(party.ledgerBalance) + together - BigInt(party.writtenOff ?? "0");
  return parts - (outstanding(party.receivable) - outstanding(party.payable));
}

/** Says something and waits until the books have it. */
async function say(proposal: Proposal): Promise<void> {
  const send = async <T>(path: string, body: object): Promise<T> => {
    const url = `${stack.server.url}/api/companies/${read.company.id}/corrections${path}`;
    const response = await post(url, body, { authorization: `Bearer ${token}` });
    expect([path, response.status]).toEqual([path, 200]);
    return (await response.json()) as T;
  };
  const { generation } = await read.get<Freshness>("/freshness");
  const { seen, refusal } = await send<CorrectionPreview>("/preview", { proposal });
  expect(refusal).toBeNull();
  const said = {
    requestId: randomUUID(),
    proposal,
    reason: "for sure",
    untilDate: null,
    seen,
    replaces: null,
  };
  await send("", said);
  await expect
    .poll(async () => (await read.get<Freshness>("/freshness")).generation, { timeout: 20_000 })
    .toBeGreaterThan(generation ?? 0);
}

test("without a word of anybody, the ledger's balance is what is owed and nothing is said beside it", async () => {
  for (const { partyId } of parties) {
    const party = await partyOf(partyId);
    expect([party.name, left(party)]).toEqual([party.name, 0n]);
    expect(party).not.toHaveProperty("writtenOff");
    expect(party).not.toHaveProperty("putTogether");
    expect(party).not.toHaveProperty("countedUnder");
  }
});

test("what was written off stands beside the balance, from its day on", async () => {
  const { through } = read.sample;
  const partyId = parties[0]?.partyId ?? "";
  const before = await partyOf(partyId);
  const bills = await allRows<Bill>(read, `/parties/${partyId}/bills?state=open&asOf=${through}`);
  const bill = bills.find((each) => each.side === "receivable" && each.date < through);
  await say({ kind: "write-off", billId: bill?.billId ?? "", amount: "12345", date: through });
  const after = await partyOf(partyId);
  expect(after).toMatchObject({ ledgerBalance: before.ledgerBalance, writtenOff: "12345" });
  expect(left(after)).toBe(0n);
  const dayBefore = await partyOf(partyId, addDays(through, -1));
  expect([dayBefore.writtenOff, left(dayBefore)]).toEqual([undefined, 0n]);
});

test("of ledgers put together, one has the balances and the other names it", async () => {
  const [one, other] = parties;
  const [partyId, intoPartyId] = [other?.partyId ?? "", one?.partyId ?? ""];
  const { name, ledgerBalance } = await partyOf(partyId);
  await say({ kind: "merge", partyId, intoPartyId });
  const head = await partyOf(intoPartyId);
  expect(head).toMatchObject({ writtenOff: "12345", putTogether: [{ partyId, name, ledgerBalance }] });
  expect(left(head)).toBe(0n);
  const part = await partyOf(partyId);
  expect(part).toMatchObject({ ledgerBalance, countedUnder: { partyId: intoPartyId, name: one?.name } });
  expect(part.receivable?.outstanding).toBe("0");
});
