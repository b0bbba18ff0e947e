import { oc } from "@orpc/contract";
import { z } from "zod";

import { CompanyId, Day, Moment } from "./fields.ts";

/** What kind of thing was done: the first part of an entry's action. */
export const AuditAbout = z.enum(["correction", "offer", "draft", "upload", "absent", "company"]);
export type AuditAbout = z.infer<typeof AuditAbout>;

/** Who did what, and when. */
export const AuditRow = z.object({
  auditId: z.string(),
  at: Moment,
  who: z.string(),
  action: z.string().describe("such as correction.created; the app has a sentence for each it knows"),
  sentence: z.string().describe("in plain English, for where there is no other"),
  params: z.record(z.string(), z.string()).describe("what the sentence speaks of"),
  before: z.string().nullable().describe("what stood there, as JSON"),
  after: z.string().nullable().describe("what stands there since, as JSON"),
});
export type AuditRow = z.infer<typeof AuditRow>;

/** The app's calls about the audit log. */
export const auditApi = {
  list: oc
    .route({ method: "GET", path: "/companies/{companyId}/audit", summary: "Who did what, newest first" })
    .input(
      z.strictObject({
        companyId: CompanyId,
        about: AuditAbout.optional(),
        who: z.string().max(200).optional().describe("a user's id, as `people` names them"),
        from: Day.optional(),
        to: Day.optional(),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        rows: z.array(AuditRow),
        nextCursor: z.string().nullable(),
        people: z.array(z.object({ who: z.string(), name: z.string() })),
      }),
    ),
};
