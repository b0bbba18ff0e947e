import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { Moment } from "./fields.ts";

/* Taking everything along, and going. */

export const CompanyExport = z.object({
  state: z
    .enum(["none", "waiting", "ready", "failed"])
    .describe("none: nobody asked, or what was made is over"),
  askedAt: Moment.nullable(),
  by: z.string().nullable(),
  expiresAt: Moment.nullable(),
  bytes: z.number().int(),
  rows: z.number().int(),
});
export type CompanyExport = z.infer<typeof CompanyExport>;

/** The app's calls about all of a company's data. */
export const companyDataApi = {
  startExport: oc
    .route({
      method: "POST",
      path: "/companies/{companyId}/export",
      summary: "Make a file of everything; it is kept for a day",
    })
    .input(InCompany)
    .output(CompanyExport),
  readExport: oc
    .route({ method: "GET", path: "/companies/{companyId}/export", summary: "How far that file is" })
    .input(InCompany)
    .output(CompanyExport),
  remove: oc
    .route({
      method: "DELETE",
      path: "/companies/{companyId}",
      summary: "Delete the company and all that is kept of it; its people lose it at once",
    })
    .input(InCompany.extend({ name: z.string().max(400).describe("its name, typed to make sure") }))
    .output(z.object({ removed: z.boolean() })),
};
