import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { gstinProblem, tidyGstin } from "./gstin.ts";
import { CompanySummary } from "./reads.ts";

/* A company as a person registers it, before Tally has said a word. */

export const CompanyLanguage = z.enum(["en", "hi"]);
export type CompanyLanguage = z.infer<typeof CompanyLanguage>;

export const CompanyName = z.string().trim().min(1).max(200);

/** Capitals without blanks; refused with a sentence when its check digit does not fit. */
export const Gstin = z
  .string()
  .max(40)
  .transform(tidyGstin)
  .superRefine((text, context) => {
    const problem = gstinProblem(text);
    if (problem !== null) context.addIssue({ code: "custom", message: problem });
  });

const Registered = {
  name: CompanyName,
  gstin: Gstin.nullable(),
  financialYearFrom: z.number().int().min(1).max(12).describe("its first month; 4 is April"),
  language: CompanyLanguage.describe("of what goes out in the company's name"),
};

export const CompanyProfile = z.object({
  ...CompanySummary.shape,
  gstin: z.string().nullable(),
  financialYearFrom: Registered.financialYearFrom,
  language: CompanyLanguage,
  isNamedByTally: z.boolean().describe("its name is the one in Tally and follows it"),
});
export type CompanyProfile = z.infer<typeof CompanyProfile>;

/** The app's calls about a company itself. */
export const profileApi = {
  register: oc
    .route({ method: "POST", path: "/companies", summary: "Register a company; I become its owner" })
    .input(
      z.strictObject({
        ...Registered,
        financialYearFrom: Registered.financialYearFrom.default(4),
        language: CompanyLanguage.default("en"),
      }),
    )
    .output(CompanyProfile),
  profile: oc
    .route({ method: "GET", path: "/companies/{companyId}/profile", summary: "What the company is" })
    .input(InCompany)
    .output(CompanyProfile),
  changeProfile: oc
    .route({
      method: "PATCH",
      path: "/companies/{companyId}/profile",
      summary: "Change what is said; the rest stays",
    })
    .input(
      InCompany.extend({
        name: Registered.name.optional(),
        gstin: Registered.gstin.optional(),
        financialYearFrom: Registered.financialYearFrom.optional(),
        language: CompanyLanguage.optional(),
      }),
    )
    .output(CompanyProfile),
};
