import type { KeptForecast, KeptItem } from "@cfa/db/queries/cash/keep-forecast";
import type { StoredDaysAhead, StoredSpread, StoredWeek } from "@cfa/db/tables/cash";
import type { OpenBill } from "@cfa/insights/money/money-forecast";
import { packSums } from "@cfa/insights/money/packed-base";
import { dayNumber } from "@cfa/insights/payment-history";
import type { LocalDate } from "@cfa/values/local-date";

/* A forecast of cash made by hand, for tests of how it is kept and read: 1,000.00 in and 400.00 out every week, surely. */

const WEEKS = 13;
const PATHS = 4;
const IN = 100_000;
const OUT = 40_000;
const AVAILABLE = 200_000n;

const sure = (sum: number): StoredSpread => ({ quantiles: Array.from({ length: 7 }, () => sum), mean: sum });

function madeWeeks(asOf: LocalDate): StoredWeek[] {
  return Array.from({ length: WEEKS }, (_, week) => ({
    from: dayNumber(asOf) + 1 + 7 * week,
    in: sure(IN),
    out: sure(OUT),
    net: sure(IN - OUT),
    balance: sure(Number(AVAILABLE) + (week + 1) * (IN - OUT)),
    classes: [
      { class: "customer-open", direction: "in", mean: IN },
      { class: "rent", direction: "out", mean: OUT },
    ],
  }));
}

/** Thirty days: four weeks and two days without any money. */
function madeMonth(asOf: LocalDate): StoredDaysAhead {
  const { from, ...week } = madeWeeks(asOf)[0] as StoredWeek;
  const net = 4 * (IN - OUT);
  return {
    ...week,
    days: 30,
    in: sure(4 * IN),
    out: sure(4 * OUT),
    net: sure(net),
    balance: sure(Number(AVAILABLE) + net),
    classes: week.classes.map((each) => ({ ...each, mean: 4 * each.mean })),
    lowest: { balance: sure(Number(AVAILABLE) + IN - OUT), day: from + 6 },
  };
}

/** As of a day. */
export function madeCashForecast(
  asOf: LocalDate,
  of: Partial<Omit<KeptForecast, "items" | "paths">> & {
    items?: readonly KeptItem[];
    bills?: readonly OpenBill[];
  } = {},
): KeptForecast {
  const { items = [], bills = [], ...rest } = of;
  const size = PATHS * WEEKS;
  const head = {
    asOf,
    seed: 1,
    paths: PATHS,
    weeks: WEEKS,
    opening: Number(AVAILABLE),
    floor: null,
    stretch: { running: 1, runningIn: 1, runningOut: 1, lowest: 1 },
    bills,
    dayShares: { customer: madeShares(), supplier: madeShares() },
    shares: { customer: {}, supplier: {} },
  };
  const sums = packSums({
    ...head,
    net: new Float32Array(size).fill(IN - OUT),
    customerOpen: new Float32Array(size).fill(IN),
    customerNew: new Float32Array(size),
    supplierOpen: new Float32Array(size),
    supplierNew: new Float32Array(size),
  });
  const weeks = madeWeeks(asOf);
  return {
    asOf,
    madeAt: new Date(`${asOf}T06:00:00Z`),
    generation: 3n,
    model: "made",
    seed: 1,
    said: '{"floor":null,"accounts":[],"items":[]}',
    learned: "",
    historyFrom: "2025-04-01",
    knowledge: "enough",
    doubts: [],
    isWithoutLevels: false,
    opening: { money: AVAILABLE, overdrawn: 0n, free: 0n, available: AVAILABLE, isLimitMissing: false },
    floor: null,
    chanceBelow: null,
    isChanceWorthSaying: false,
    json: {
      weeks: JSON.stringify(weeks),
      lowest: JSON.stringify({
        balance: sure(Number(AVAILABLE) + IN - OUT),
        week: 0,
        day: weeks[0]?.from ?? 0,
      }),
      month: JSON.stringify(madeMonth(asOf)),
      drivers: "[]",
      deposits: "[]",
      postDated: "[]",
      weights: '{"in":{"structure":1},"out":{"structure":1}}',
      stretch: JSON.stringify(head.stretch),
    },
    ...rest,
    items,
    paths: { head, sums: Buffer.from(sums) },
  };
}

/** Of every week its days alike. */
function madeShares(): number[] {
  return Array.from({ length: 7 * WEEKS }, (_, at) => ((at % 7) + 1) / 7);
}
