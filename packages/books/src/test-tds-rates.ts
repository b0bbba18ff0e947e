import { day } from "@cfa/values/local-date";

import type { TdsRate } from "./tds.ts";

/* Rates for tests without a database. learn-tds.test.ts of the worker holds them against the dated rows. For tests only. */

export const TDS_RATES: readonly TdsRate[] = [
  { points: 1000, from: day("2010-04-01"), until: day("2016-05-31") }, // commission
  { points: 500, from: day("2016-06-01"), until: day("2024-09-30") },
  { points: 200, from: day("2024-10-01"), until: day("2025-03-31") },
  { points: 200, from: day("2025-04-01"), until: null },
  { points: 100, from: day("2010-04-01"), until: day("2025-03-31") }, // contractors: a person, others
  { points: 200, from: day("2010-04-01"), until: day("2025-03-31") },
  { points: 100, from: day("2025-04-01"), until: null },
  { points: 200, from: day("2025-04-01"), until: null },
  { points: 10, from: day("2021-07-01"), until: null }, // purchase of goods
  { points: 1000, from: day("2010-04-01"), until: day("2025-03-31") }, // professional fees
  { points: 1000, from: day("2025-04-01"), until: null },
  { points: 200, from: day("2025-04-01"), until: null }, // technical services
];
