import type { ColumnType, Generated } from "kysely";

import type { Side } from "./bills.ts";
import type { DefaultInt8, Int8 } from "./columns.ts";

/** Kept by triggers on bill and unapplied, as are the two below; nobody else writes them. */
export type PartySideTable = {
  company_id: string;
  ledger_id: string;
  side: Side;
  open: DefaultInt8;
  bills: Generated<number>;
  unapplied: DefaultInt8;
  net: ColumnType<bigint, never, never>;
};

export type SideSumTable = { company_id: string; side: Side; parties: number; unapplied: Int8 };

export type OpenByDayTable = {
  company_id: string;
  side: Side;
  counted_by: "due-date" | "bill-date";
  day: string;
  open: Int8;
  bills: number;
};
