import { z } from "zod";

import { CompanyId, Day } from "./fields.ts";

/* What most calls ask by: the company, a day or a period, a page. */

export const InCompany = z.strictObject({ companyId: CompanyId });

/** A day that is left out is today in India. */
export const OnDay = InCompany.extend({ asOf: Day.optional().describe("default: today in India") });

/** A period, both days inside. */
export const InPeriod = InCompany.extend({
  from: Day.optional().describe("default: first day of the financial year that holds `to`"),
  to: Day.optional().describe("default: today in India"),
});

export const PAGE = {
  cursor: z.string().max(1_000).optional().describe("nextCursor of the page before"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** The period a figure is for, both days inside. */
export const Period = z.object({ from: Day, to: Day });
export type Period = z.infer<typeof Period>;

export const NextCursor = z.string().nullable().describe("null: this was the last page");
