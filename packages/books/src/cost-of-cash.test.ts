import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { costOfCashOn, type DatedRate, type SaidRate } from "./cost-of-cash.ts";

const USUAL: readonly [DatedRate, ...DatedRate[]] = [
  { from: day("2010-04-01"), hundredths: 1800 },
  { from: day("2026-06-01"), hundredths: 1700 },
];
const said = (from: string, hundredths: number, isTakenBack = false): SaidRate => ({
  from: day(from),
  hundredths,
  isTakenBack,
});

test("where nothing was said, the usual rate of the day is taken", () => {
  const rows = { said: [], usual: USUAL };
  expect(costOfCashOn(day("2026-05-31"), rows)).toMatchObject({ hundredths: 1800, origin: "usual" });
  expect(costOfCashOn(day("2026-06-01"), rows)).toMatchObject({ hundredths: 1700, origin: "usual" });
  expect(costOfCashOn(day("2001-01-01"), rows)).toMatchObject({ hundredths: 1800, from: "2010-04-01" });
});

test("a statement holds from its day on, and the later one over the earlier", () => {
  const rows = {
    said: [said("2026-04-01", 1250), said("2026-07-01", 1100)],
    usual: USUAL,
  };
  expect(costOfCashOn(day("2026-03-31"), rows).origin).toBe("usual");
  expect(costOfCashOn(day("2026-04-01"), rows)).toEqual({
    hundredths: 1250,
    origin: "said",
    from: "2026-04-01",
  });
  expect(costOfCashOn(day("2026-12-31"), rows).hundredths).toBe(1100);
});

test("what is said later for an earlier day sets right all that comes after; taken back, it was never said", () => {
  const before = [said("2026-04-01", 1250), said("2026-07-01", 1100)];
  const usual = USUAL;
  const set = { said: [...before, said("2026-05-01", 1400)], usual };
  expect(costOfCashOn(day("2026-08-01"), set).hundredths).toBe(1400);
  const back = { said: [...before, said("2026-05-01", 1400, true)], usual };
  expect(costOfCashOn(day("2026-08-01"), back).hundredths).toBe(1100);
});
