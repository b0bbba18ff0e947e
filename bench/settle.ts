import type { PartyInput } from "@cfa/books/party-books";
import { deriveParty } from "@cfa/books/settle";
import { customer, line } from "@cfa/books/test-party";
import { addDays, day } from "@cfa/values/local-date";

/*
 * npm run bench:settle: how long it takes to derive the books of one very busy party, with its bills each under a name of their
 * own, all under one name, or all on account. A fifth of the lines is the limit beside it: growth far above five would
 * be a step that looks at every line for every line. Keys of RESULT: docs/benchmarks.md.
 */

const LINES = 50_000;
const KINDS = { "own names": "own", "one name": "one", "on account": "none" } as const;

const rows = Object.fromEntries(
  Object.entries(KINDS).map(([title, kind]) => {
    const fifth = cpuSeconds(busyParty(LINES / 5, kind));
    const seconds = cpuSeconds(busyParty(LINES, kind));
    return [title, { lines: LINES, fifth, seconds, growth: Number((seconds / fifth).toFixed(1)) }];
  }),
);
console.table(rows);
const all = Object.values(rows);
console.log(
  `RESULT ${JSON.stringify({
    lines: LINES,
    seconds: Math.max(...all.map((row) => row.seconds)),
    growth: Math.max(...all.map((row) => row.growth)),
  })}`,
);

function cpuSeconds(party: PartyInput): number {
  const before = process.cpuUsage();
  const books = deriveParty(party);
  const used = process.cpuUsage(before);
  if (books.bills.length !== party.lines.length / 2) throw new Error("a bill is missing");
  return Number(((used.user + used.system) / 1e6).toFixed(2));
}

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
