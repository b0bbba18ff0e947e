import type {
  BillPayment,
  PartyPayment,
  PartyPaymentPage,
  PaymentHistory,
  PaymentOverview,
} from "@cfa/contract/insights";
import type { AgedBill } from "@cfa/contract/measures";
import { post } from "@cfa/api/test-server";
import { idIn } from "@cfa/values/ids";
import { afterAll, beforeAll, expect, test } from "vitest";

import { allRows, readSample, type ReadCompany } from "./reads-stack.ts";
import { startStack, type Stack } from "./stack.ts";

/* A sample company is synced on the day after its last voucher; what is learned of it is read, without anybody asking for it. */

/** The last day of delay that still is on time, where nobody has chosen another. */
const ON_TIME = 5;

let stack: Stack;
let read: ReadCompany;

beforeAll(async () => {
  stack = await startStack({ learns: true, now: () => new Date("2026-10-01T06:00:00Z") });
  read = await readSample(stack, 1);
});
afterAll(() => stack.close());

async function overview(side: string): Promise<PaymentOverview> {
  const get = () => read.get<PaymentOverview>(`/payments?side=${side}`);
  // A sync may be more than one change of the books: the last of them is waited for.
  await expect.poll(async () => (await get()).learned?.isBehind, { timeout: 100_000 }).toBe(false);
  return get();
}

test.each(["receivable", "payable"] as const)(
  "after a sync the bills of the %s side are forecast",
  async (side) => {
    const { latestTry, learned } = await overview(side);
    expect(latestTry).toMatchObject({ asOf: "2026-10-01", outcome: "learned", failure: null });
    expect(learned).toMatchObject({ asOf: "2026-10-01", isBehind: false, olderBills: 0 });
    // All that is open is forecast, but for tax that is kept back and what money on account probably covers.
    const open = await allRows<AgedBill>(read, `/ageing/bills?side=${side}`);
    const left = open.map(
      ({ bill }) => BigInt(bill.open) - BigInt(bill.likelySettled) - BigInt(bill.tdsAwaited),
    );
    expect(learned?.forecast.amount).toBe(left.reduce((total, each) => total + each, 0n).toString());
    const weeks = learned?.forecast.weeks ?? [];
    expect(weeks.map(({ from }) => from)[0]).toBe("2026-10-02");
    const expected = weeks.reduce((total, week) => total + BigInt(week.expected), 0n);
    expect(expected + BigInt(learned?.forecast.later ?? 0)).toBe(BigInt(learned?.forecast.amount ?? 0));
    expect(expected).toBeGreaterThan(0n);
  },
);

test("every party that is listed can be opened, with its bills and why", async () => {
  await overview("receivable");
  const parties = await allRows<PartyPayment>(read, "/payments/parties?sort=name");
  const { learned } = await overview("receivable");
  expect(learned?.classes.reduce((total, each) => total + each.parties, 0)).toBe(parties.length);
  let bills = 0;
  for (const { partyId, class: named } of parties) {
    const page = await read.get<PartyPaymentPage>(`/parties/${partyId}/payments?limit=200`);
    expect(page.party?.class).toBe(named);
    bills += page.rows.length;
    const history = await read.get<PaymentHistory>(`/parties/${partyId}/payments/history`);
    expect(history.paid).toBe(page.party?.reason.settled);
    expect(history.rows).toHaveLength(Math.min(60, history.paid));
    const late = history.rows.slice(-12).filter(({ delay }) => delay > ON_TIME).length;
    expect(late).toBe(page.party?.reason.late);
    const [first] = page.rows;
    if (first === undefined) continue;
    const bill = await read.get<BillPayment>(`/bills/${first.billId}/payment`);
    expect(bill).toMatchObject({ partyId, forecast: first, missing: null });
  }
  expect(bills).toBe(learned?.forecast.bills);
});

test("what a person says of a class is learned with the next learning, which nobody asks for", async () => {
  await overview("receivable");
  const token = await stack.server.signIn("owner");
  const send = async (path: string, body: object): Promise<{ seen: string }> => {
    const url = `${stack.server.url}/api/companies/${read.company.id}/corrections${path}`;
    const response = await post(url, body, { authorization: `Bearer ${token}` });
    expect(response.status).toBe(200);
    return (await response.json()) as { seen: string };
  };
  const { rows } = await read.get<{ rows: PartyPayment[] }>("/payments/parties?sort=name&limit=1");
  const partyId = rows[0]?.partyId ?? "";
  const proposal = { kind: "class-pin", partyId, class: rows[0]?.class === "risky" ? "late" : "risky" };
  const { seen } = await send("/preview", { proposal });
  const requestId = "77777777-7777-4777-8777-777777777777";
  await send("", { requestId, proposal, reason: "they said so", untilDate: null, seen, replaces: null });
  const stored = async () => {
    const uuid = idIn("party", partyId);
    const found = await stack.database.asOwner<{ class: string }>(
      "select class from party_insight where side = 'receivable' and ledger_id = $1",
      [uuid.ok ? uuid.value : ""],
    );
    return found.map((row) => row.class);
  };
  await expect.poll(stored, { timeout: 100_000 }).toEqual([proposal.class]);
});
