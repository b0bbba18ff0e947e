import { z } from "zod";

import { Moment } from "./fields.ts";
import { RunningRun } from "./reads.ts";

/**
 * Where a company stands: the first event of a watch, and again whenever any of it changes. It says what has changed and never a figure
 * of the books. As each event is whole, none is missed by who hears only the last one.
 */
export const CompanyEvent = z.object({
  generation: z.number().int(),
  readAt: Moment.nullable().describe("when Tally was last read well"),
  trouble: z.string().nullable().describe("the code of why Tally cannot be read at the moment"),
  running: RunningRun.nullable(),
  quarantined: z.number().int(),
  learnedAt: Moment.nullable().describe("when learning last ended, well or not"),
  forecastAt: Moment.nullable().describe("when the forecast of cash last ended, well or not"),
});
export type CompanyEvent = z.infer<typeof CompanyEvent>;
