import { day } from "@cfa/values/local-date";

import type { TdsRate } from "./tds.ts";

const ALWAYS = day("2010-04-01");

/**
 * Percents at which tax is deducted from payments between businesses, from when to when. Since 1 April 2026 they stand in
 * sections 392 to 394 of the Income-tax Act 2025, with the same rates.
 */
export const TDS_RATES: readonly TdsRate[] = [
  { points: 10, from: day("2021-07-01"), until: null }, // purchase of goods
  { points: 100, from: ALWAYS, until: null }, // contractors who are individuals or families
  { points: 200, from: ALWAYS, until: null }, // other contractors; technical services; commission since October 2024
  { points: 500, from: ALWAYS, until: day("2024-09-30") }, // commission
  { points: 1000, from: ALWAYS, until: null }, // professional fees, rent
];
