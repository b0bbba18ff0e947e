import { randomFrom } from "@cfa/testkit/sample-company/random";
import { expect, test } from "vitest";

import { billsOf, paidRows, type Bills } from "../bills.ts";
import { WEEKDAYS, weekdayOf } from "../calendar.ts";
import { designOf, fade } from "./design.ts";
import { followDelays } from "./party-delays.ts";

const TODAY = 20_000;

/** So many bills of the last year, the earlier ones paid. */
function billsUntilToday(count: number): Bills {
  const random = randomFrom(1, "a history");
  return billsOf(
    Array.from({ length: count }, (_, at) => {
      const date = TODAY - 365 + Math.floor((365 * at) / count);
      const paid = date + random.int(0, 90);
      return {
        party: random.int(0, 9),
        known: date,
        date,
        due: date + 30,
        amount: 1_000,
        paid: paid > TODAY ? null : paid,
      };
    }),
  );
}

test.each([300, 4_000])(
  "of %i bills: every payment is a row, and the other rows count for all open days, of each weekday alike",
  (count) => {
    const bills = billsUntilToday(count);
    const design = designOf(bills, TODAY);
    const open = new Float64Array(WEEKDAYS); // days on which bills stayed open
    let payments = 0;
    for (let bill = 0; bill < count; bill++) {
      const paid = bills.paid[bill] as number;
      if (paid <= TODAY) payments++;
      for (let day = bills.known[bill] as number; day <= TODAY && day < paid; day++)
        (open[weekdayOf(day)] as number) += fade(TODAY - day);
    }
    expect(design.paidRows).toHaveLength(payments);
    const paidRows = new Set(design.paidRows);
    const rows = Array.from(design.day.keys()).filter((row) => !paidRows.has(row));
    expect(rows.length).toBeLessThan(60_000);
    for (let weekday = 0; weekday < WEEKDAYS; weekday++) {
      const counted = rows
        .filter((row) => weekdayOf(design.day[row] as number) === weekday)
        .reduce((sum, row) => sum + (design.weight[row] as number), 0);
      expect(counted / (open[weekday] as number)).toBeCloseTo(1, count === 300 ? 9 : 1);
    }
  },
);

test("what was known of a party on a day is the same in whatever order days are asked for", () => {
  const bills = billsUntilToday(300);
  const asked = followDelays(bills);
  const random = randomFrom(2, "days");
  for (let turn = 0; turn < 300; turn++) {
    const [party, day] = [random.int(0, 9), TODAY - random.int(0, 366)];
    const paid = paidRows(bills).filter((row) => bills.party[row] === party && (bills.paid[row] ?? 0) < day);
    const last = paid.at(-1);
    expect(asked.lastPaid(party, day)).toBe(last === undefined ? undefined : bills.paid[last]);
    expect(asked.expected(party, day)).toBe(followDelays(bills).expected(party, day));
    expect(asked.knowledge(party, day)).toBe(followDelays(bills).knowledge(party, day));
  }
});
