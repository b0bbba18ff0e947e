import { readFileSync, writeFileSync } from "node:fs";

import { NEVER } from "@cfa/insights/bills";
import { dayNumber, paymentHistory } from "@cfa/insights/payment-history";
import { PRIOR_HAZARD, priorBin } from "@cfa/insights/hazard/prior";
import { samplePayments } from "@cfa/insights/test-sample-payments";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";

/*
 * npm run fit:payment-prior: payments a day of an open bill by days from its due date, over customers' bills of generated companies, each
 * company counting the same. Writes them into packages/insights/src/hazard/prior.ts.
 */

const SEEDS = Array.from({ length: 40 }, (_, at) => 1_000 + at);
/** So many days each way are looked at. */
const LONGEST = 540;
const FILE = new URL("../packages/insights/src/hazard/prior.ts", import.meta.url);

const paid = new Float64Array(PRIOR_HAZARD.length);
const seen = new Float64Array(PRIOR_HAZARD.length);
for (const seed of SEEDS) {
  const books = samplePayments(makeSampleCompany({ size: "S", seed }));
  const { bills } = paymentHistory(books);
  const asOf = dayNumber(books.asOf);
  const share = 1 / bills.count;
  for (let row = 0; row < bills.count; row++) {
    const known = bills.known[row] ?? 0;
    const outcome = Math.max(known, bills.paid[row] ?? NEVER);
    for (let day = known; day <= Math.min(asOf, outcome, known + LONGEST); day++) {
      const bin = priorBin(day - (bills.due[row] ?? 0));
      seen[bin] = (seen[bin] ?? 0) + share;
      if (day === outcome) paid[bin] = (paid[bin] ?? 0) + share;
    }
  }
}
// A bin that hardly any bill reaches is told by its neighbours.
const hazard = PRIOR_HAZARD.map((_, bin) => {
  const near = [bin - 1, bin, bin + 1].filter((at) => at >= 0 && at < seen.length);
  const weight = (at: number) => (at === bin ? 1 : 0.25);
  const sum = (list: Float64Array) => near.reduce((total, at) => total + weight(at) * (list[at] ?? 0), 0);
  return Math.max(0.001, Number((sum(paid) / Math.max(1e-9, sum(seen))).toFixed(4)));
});
const text = readFileSync(FILE, "utf8");
const start = text.indexOf("= [", text.indexOf("PRIOR_HAZARD"));
const lines = hazard
  .map(String)
  .join(", ")
  .replace(/(.{80,110}?,) /g, "$1\n  ");
writeFileSync(FILE, `${text.slice(0, start)}= [\n  ${lines},\n];\n`);
console.log(hazard.join(" "));
