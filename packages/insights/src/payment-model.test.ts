import { randomFrom } from "@cfa/testkit/sample-company/random";
import { expect, test } from "vitest";

import { ewmRule } from "./backtest/plain-rules.ts";
import { billsOf, type BillRow } from "./bills.ts";
import { dayAt } from "./distribution.ts";
import { designOf } from "./hazard/design.ts";
import type { BillFacts } from "./hazard/factors.ts";
import { meanOf } from "./numbers.ts";
import { paymentModel } from "./payment-model.ts";
import { trainPayments, UNTRAINED } from "./train-payments.ts";

/* What the layers above the hazard do to what is said. */

const TODAY = 20_000;

/** Bills of a history, one a day or more; `after`: so many days after its date each is paid. */
function historyOf(
  days: number,
  { perDay = 1, after }: { perDay?: number; after: (bill: BillFacts) => number },
): BillRow[] {
  const random = randomFrom(1, "layers");
  return Array.from({ length: days * perDay }, (_, at) => {
    const date = TODAY - days + Math.floor(at / perDay);
    const bill = {
      party: random.int(0, 19),
      known: date,
      date,
      due: date + random.pick([7, 40]),
      amount: random.pick([1_000, 50_000]),
    };
    const paid = date + Math.max(1, Math.round(after(bill) + 3 * random.normal()));
    return { ...bill, paid: paid > TODAY ? null : paid };
  });
}

test("where the plain rule told the past better, its day is the middle of what is said", () => {
  // Every third bill very late: the mean delay, by which the plain rule goes, is well behind the middle one.
  const rows = historyOf(300, { after: ({ due, date }) => due - date + (date % 3 === 0 ? 60 : 1) });
  const design = designOf(billsOf(rows), TODAY);
  const model = paymentModel(design, { ...UNTRAINED, isPlainBetter: true });
  const alone = paymentModel(design, UNTRAINED);
  expect([model.basis, alone.basis]).toEqual(["plain", "hazard"]);
  const plain = ewmRule(design.history, TODAY);
  for (const terms of [7, 40]) {
    const bill = { party: 1, known: TODAY, date: TODAY, due: TODAY + terms, amount: 1_000 };
    expect(dayAt(alone.predict(bill), 0.5)).toBeLessThan(plain.predict(bill));
    expect(dayAt(model.predict(bill), 0.5)).toBe(plain.predict(bill));
  }
});

/** Small bills of short terms and large ones of long terms are paid soon; the others late. No product of factors says that. */
const crossed = ({ due, date, amount }: BillFacts) => ((due - date === 7) === amount < 10_000 ? 12 : 60);

test("what no product of factors says, trees learn, and are used", () => {
  const design = designOf(billsOf(historyOf(500, { perDay: 3, after: crossed })), TODAY);
  const training = trainPayments(design);
  const model = paymentModel(design, training);
  expect([model.basis, training.share]).toEqual(["trees", 1]);
  const offBy = (said: typeof model) =>
    [7, 40].flatMap((terms) =>
      [1_000, 50_000].map((amount) => {
        const bill = { party: 1, known: TODAY, date: TODAY, due: TODAY + terms, amount };
        return Math.abs(dayAt(said.predict(bill), 0.5) - TODAY - crossed(bill));
      }),
    );
  const alone = paymentModel(design, UNTRAINED);
  expect(meanOf(offBy(model))).toBeLessThan(0.6 * meanOf(offBy(alone)));
});
