import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { Day, ViewId } from "./fields.ts";
import { ReportName } from "./reports.ts";
import { MOST_VIEWS, VIEW_DAYS, VIEW_NAME_LENGTH, VIEW_PERIODS } from "./view-times.ts";

/* Views of reports that people keep: which report, what was chosen on its page, and a name. Figures are never kept. */

export const ViewWhen = z.enum([...VIEW_DAYS, ...VIEW_PERIODS]);
export type ViewWhen = z.infer<typeof ViewWhen>;

/** What is chosen on a report's page, as in its address. `when` moves with the calendar; `asOf`, `from` and `to` stay. */
export const ViewChoice = z.strictObject({
  side: z.enum(["receivable", "payable"]).optional(),
  party: z
    .string()
    .regex(/^(pty|led)_[a-z2-7]{26}$/)
    .optional(),
  search: z.string().max(200).optional(),
  sort: z.string().max(40).optional(),
  order: z.enum(["up", "down"]).optional(),
  when: ViewWhen.optional(),
  asOf: Day.optional(),
  from: Day.optional(),
  to: Day.optional(),
});
export type ViewChoice = z.infer<typeof ViewChoice>;

export const SavedView = z.object({
  viewId: ViewId,
  name: z.string(),
  report: ReportName,
  choice: ViewChoice,
  shared: z.boolean().describe("seen by all of the company who may read the report"),
  isMine: z.boolean(),
  by: z.string(),
  isDefault: z.boolean().describe("what the reader's way to this report opens"),
});
export type SavedView = z.infer<typeof SavedView>;

const Name = z.string().trim().min(1).max(VIEW_NAME_LENGTH);
const OneView = InCompany.extend({ viewId: ViewId });

const VIEWS = "/companies/{companyId}/views" as const;

/** The app's calls about kept views of reports. */
export const savedViewsApi = {
  list: oc
    .route({ method: "GET", path: VIEWS, summary: "My views of reports, and those that others share" })
    .input(InCompany)
    .output(z.object({ views: z.array(SavedView).describe("by name; at most " + MOST_VIEWS + " are mine") })),
  keep: oc
    .route({ method: "POST", path: VIEWS, summary: "Keep a view of a report" })
    .input(
      InCompany.extend({
        requestId: z.uuid().describe("made by the app: the same one again keeps no second view"),
        name: Name,
        report: ReportName,
        choice: ViewChoice,
        shared: z.boolean(),
      }),
    )
    .output(SavedView),
  change: oc
    .route({ method: "PATCH", path: `${VIEWS}/{viewId}`, summary: "Change one's own view" })
    .input(
      OneView.extend({
        name: Name.optional(),
        choice: ViewChoice.optional(),
        shared: z.boolean().optional(),
        isDefault: z.boolean().optional().describe("for oneself; of a view that others share, too"),
      }),
    )
    .output(SavedView),
  remove: oc
    .route({ method: "DELETE", path: `${VIEWS}/{viewId}`, summary: "Let a view go" })
    .input(OneView)
    .output(z.object({})),
};
