import { expect, test } from "vitest";

import { reconcile, type OurBalance } from "./reconcile.ts";

function our(ledger: string, balance: bigint, more: Partial<OurBalance> = {}): OurBalance {
  return { ledger, group: "Sundry Debtors", root: "Current Assets", balance, isForeign: false, ...more };
}

test("equal to the paisa, names compared as Tally compares them, signs turned", () => {
  const tieOut = reconcile(
    [our("Sharma Traders", 150000n), our("HDFC", -20n), our("Empty", 0n)],
    [
      { ledger: " SHARMA  traders", closing: "-150000" },
      { ledger: "HDFC", closing: "20" },
    ],
  );
  expect(tieOut).toMatchObject({ verdict: "equal", differences: 0 });
  expect(tieOut.rows.find((row) => row.ledger === "Empty")).toMatchObject({ tally: null, finding: "equal" });
});

test("a difference of one paisa is a difference, and the largest comes first", () => {
  const tieOut = reconcile(
    [our("A", 100n), our("B", 500n), our("C", 7n)],
    [
      { ledger: "A", closing: "-99" },
      { ledger: "B", closing: "-900" },
      { ledger: "C", closing: "-7" },
    ],
  );
  expect(tieOut).toMatchObject({ verdict: "different", differences: 2 });
  expect(tieOut.rows.map((row) => [row.ledger, row.difference])).toEqual([
    ["B", -400n],
    ["A", 1n],
    ["C", 0n],
  ]);
});

test("a ledger only one of us knows is a difference", () => {
  const tieOut = reconcile([our("Ours", 100n)], [{ ledger: "Theirs", closing: "-100" }]);
  expect(tieOut.rows.map(({ ledger, ours, tally, difference }) => [ledger, ours, tally, difference])).toEqual(
    [
      ["Ours", 100n, null, 100n],
      ["Theirs", 0n, 100n, -100n],
    ],
  );
});

test("a ledger of Tally's at zero that we do not know is none", () => {
  expect(
    reconcile(
      [our("A", 1n)],
      [
        { ledger: "A", closing: "-1" },
        { ledger: "B", closing: "0" },
      ],
    ).rows,
  ).toHaveLength(1);
});

test("without a statement of Tally's the verdict is unknown and nothing differs", () => {
  for (const nothing of [null, undefined, []]) {
    const tieOut = reconcile([our("A", 100n)], nothing);
    expect(tieOut).toMatchObject({ verdict: "unknown", differences: 0 });
    expect(tieOut.rows[0]).toMatchObject({ tally: null, difference: 0n, finding: "equal" });
    expect(tieOut.byRoot).toEqual([{ root: "Current Assets", ours: 100n, tally: null }]);
  }
});

test("a foreign ledger that Tally shows at the latest rate is shown, not counted", () => {
  const tieOut = reconcile(
    [our("Acme Inc", 750000n, { isForeign: true })],
    [
      { ledger: "Acme Inc", closing: "-760000" },
      { ledger: "Unadjusted Forex Gain/Loss", closing: "10000" },
    ],
  );
  expect(tieOut).toMatchObject({ verdict: "equal", differences: 0 });
  expect(tieOut.rows).toMatchObject([{ ledger: "Acme Inc", difference: -10000n, finding: "revaluation" }]);
});

test("Tally's row of opening stock is no ledger, unless there is one of that name", () => {
  const stock = [
    { ledger: "Opening Stock", closing: "-500" },
    { ledger: "A", closing: "-1" },
  ];
  expect(reconcile([our("A", 1n)], stock).verdict).toBe("equal");
  expect(reconcile([our("A", 1n), our("Opening Stock", 400n)], stock).differences).toBe(1);
});

test("totals by primary group", () => {
  const tieOut = reconcile(
    [our("A", 100n), our("B", 50n), our("Sales", -150n, { root: "Sales Accounts" })],
    [
      { ledger: "A", closing: "-100" },
      { ledger: "B", closing: "-50" },
      { ledger: "Sales", closing: "150" },
    ],
  );
  expect(tieOut.byRoot).toEqual([
    { root: "Current Assets", ours: 150n, tally: 150n },
    { root: "Sales Accounts", ours: -150n, tally: -150n },
  ]);
});
