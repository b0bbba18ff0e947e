import { addDays, day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { areBanksOpen, BANK_RULE, shutDaysOf } from "./bank-days.ts";

const RULES = shutDaysOf([
  { rule: BANK_RULE, validFrom: "2010-04-01", value: { weekdays: [7], saturdays: [] } },
  { rule: BANK_RULE, validFrom: "2015-09-01", value: { weekdays: [7], saturdays: [2, 4] } },
  { rule: "bank-rate", validFrom: "2026-02-06", value: { hundredths: 550 } },
]);

const shutFrom = (first: string, days: number) =>
  Array.from({ length: days }, (_, at) => addDays(day(first), at)).filter((on) => !areBanksOpen(RULES, on));

test("Sundays, and the second and fourth Saturday but not the fifth", () => {
  expect(shutFrom("2026-05-01", 31)).toEqual([
    "2026-05-03",
    "2026-05-09",
    "2026-05-10",
    "2026-05-17",
    "2026-05-23",
    "2026-05-24",
    "2026-05-31",
  ]);
});

test("before the rule changed every Saturday was open; before any rule is known, every day", () => {
  expect(shutFrom("2015-08-08", 31)).toEqual([
    "2015-08-09",
    "2015-08-16",
    "2015-08-23",
    "2015-08-30",
    "2015-09-06",
  ]);
  expect(shutFrom("2010-03-01", 31)).toEqual([]);
});
