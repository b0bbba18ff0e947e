import { expect, test } from "vitest";

import { comparePartyBills } from "./compare-bills.ts";

const ravi = { ledgerId: "r", nameKey: "ravi stores", name: "Ravi Stores", receivable: 60_000n, payable: 0n };
const sita = { ledgerId: "s", nameKey: "sita mills", name: "Sita Mills", receivable: 0n, payable: 25_000n };

test("the same sums under names as Tally compares them are no difference", () => {
  const tally = [
    { party: "RAVI  Stores", receivable: "-60000" },
    { party: "Sita Mills", payable: "25000" },
  ];
  expect(comparePartyBills([ravi, sita], tally)).toEqual([]);
});

test("what differs comes with the largest difference first, also what only one of us has", () => {
  const tally = [
    { party: "Ravi Stores", receivable: "-60100", payable: "500" },
    { party: "Gone & Co", receivable: "-7000" },
  ];
  expect(comparePartyBills([ravi, sita], tally)).toEqual([
    { ledgerId: "s", party: "Sita Mills", side: "payable", ours: 25_000n, tally: 0n },
    { ledgerId: null, party: "Gone & Co", side: "receivable", ours: 0n, tally: 7_000n },
    { ledgerId: "r", party: "Ravi Stores", side: "payable", ours: 0n, tally: 500n },
    { ledgerId: "r", party: "Ravi Stores", side: "receivable", ours: 60_000n, tally: 60_100n },
  ]);
});
