import { addDays, day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { customer, line } from "./test-party.ts";
import type { PartyInput } from "./party-books.ts";
import { deriveParty } from "./settle.ts";

/* Bounds are several times what a slow machine needs; a quadratic step would break them by far. */

test("a party of 50,000 lines is derived in seconds, whether on account, under one name or each by its own", () => {
  for (const name of ["own", "one", "none"] as const) {
    const started = performance.now();
    const books = deriveParty(busyParty(50_000, name));
    expect(books.bills.length).toBe(25_000);
    expect(performance.now() - started).toBeLessThan(4_000);
  }
});

function busyParty(count: number, name: "own" | "one" | "none"): PartyInput {
  const lines = Array.from({ length: count }, (_, index) => {
    const isSale = index % 2 === 0;
    const rupees = isSale ? 100 + (index % 7) : -101;
    const reference = name === "own" ? `INV-${index >> 1}` : "ALL";
    const type = isSale ? "new-ref" : "agst-ref";
    return line(`${addDays(day("2025-04-01"), index >> 6)} ${isSale ? "sales" : "receipt"}`, rupees, {
      voucherId: `v${index}`,
      number: `${index}`,
      to: name === "none" ? [] : [[type, reference, rupees]],
    });
  });
  return customer(lines);
}
