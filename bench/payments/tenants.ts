import { casesOn, cutOffs } from "@cfa/insights/backtest/cases";
import { ewmRule } from "@cfa/insights/backtest/plain-rules";
import { billsOf, NEVER, type Bills } from "@cfa/insights/bills";
import { dayAt } from "@cfa/insights/distribution";
import { designOf, factsAt } from "@cfa/insights/hazard/design";
import { paymentModel } from "@cfa/insights/payment-model";
import { UNTRAINED } from "@cfa/insights/train-payments";
import { randomFrom, type Random } from "@cfa/testkit/sample-company/random";

/** Mean errors in days of small companies, over all their cases. */
export type TenantScore = {
  bills: number;
  tenants: number;
  cases: number;
  ours: number;
  layer1: number;
  ewm: number;
};

/** Draws small companies from a ledger: customers in random order until so many bills are known on a random cut-off. */
export function scoreTenants(
  bills: Bills,
  sizes: readonly number[],
  { reps, seed }: { reps: number; seed: number },
): TenantScore[] {
  const random = randomFrom(seed, "small companies");
  const days = cutOffs(bills);
  return sizes.map((size) => {
    const score = { bills: size, tenants: 0, cases: 0, ours: 0, layer1: 0, ewm: 0 };
    for (let rep = 0; rep < reps; rep++) {
      const day = random.pick(days);
      const tenant = drawTenant(bills, { size, day, random });
      if (tenant === null) continue;
      score.tenants++;
      const design = designOf(tenant, day);
      const full = paymentModel(design);
      const layer1 = paymentModel(design, UNTRAINED);
      const plain = ewmRule(design.history, day);
      for (const { row } of casesOn(tenant, day)) {
        const paid = tenant.paid[row] ?? NEVER;
        if (paid === NEVER) continue;
        const bill = factsAt(tenant, row);
        score.cases++;
        score.ours += Math.abs(dayAt(full.predict(bill), 0.5) - paid);
        score.layer1 += Math.abs(dayAt(layer1.predict(bill), 0.5) - paid);
        score.ewm += Math.abs(plain.predict(bill) - paid);
      }
    }
    const mean = (sum: number) => Math.round((100 * sum) / Math.max(1, score.cases)) / 100;
    return { ...score, ours: mean(score.ours), layer1: mean(score.layer1), ewm: mean(score.ewm) };
  });
}

/** Null: the whole ledger knows too few on that day. */
function drawTenant(
  bills: Bills,
  { size, day, random }: { size: number; day: number; random: Random },
): Bills | null {
  const rows = new Map<number, number[]>();
  for (let row = 0; row < bills.count; row++) {
    const party = bills.party[row] ?? 0;
    rows.set(party, [...(rows.get(party) ?? []), row]);
  }
  const order = [...rows.keys()]
    .map((party) => ({ party, by: random.next() }))
    .toSorted((a, b) => a.by - b.by);
  const taken: number[] = [];
  let known = 0;
  for (const { party } of order) {
    if (known >= size) break;
    const own = rows.get(party) ?? [];
    taken.push(...own);
    known += own.filter((row) => (bills.known[row] ?? NEVER) <= day).length;
  }
  if (known < size) return null;
  const parties = new Map<number, number>();
  const made = taken
    .toSorted((a, b) => a - b)
    .map((row) => {
      const { party, ...facts } = factsAt(bills, row);
      const number = parties.get(party) ?? parties.size;
      parties.set(party, number);
      const paid = bills.paid[row] ?? NEVER;
      return { ...facts, party: number, paid: paid === NEVER ? null : paid };
    });
  return billsOf(made);
}
