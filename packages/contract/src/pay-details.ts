import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import {
  accountNumberProblem,
  ifscProblem,
  payeeNameProblem,
  tidyAccountNumber,
  tidyIfsc,
  tidyVpa,
  vpaProblem,
} from "./pay-detail-form.ts";

/* Where a company's customers pay to: what the pay page shows them. */

/** Text in its one form, refused with a sentence where it has not the form of what it should be. */
function formed(tidy: (text: string) => string, problemOf: (text: string) => string | null, most: number) {
  return z
    .string()
    .max(most)
    .transform(tidy)
    .superRefine((text, context) => {
      const problem = problemOf(text);
      if (problem !== null) context.addIssue({ code: "custom", message: problem });
    });
}

const Name = formed((text) => text.trim(), payeeNameProblem, 100).pipe(z.string().min(1));

const SaidPayDetail = z.strictObject({
  payeeName: Name.describe("as the bank knows the account's holder"),
  vpa: formed(tidyVpa, vpaProblem, 330).nullable().describe("UPI id; null: no UPI"),
  account: z
    .strictObject({
      accountNumber: formed(tidyAccountNumber, accountNumberProblem, 40),
      ifsc: formed(tidyIfsc, ifscProblem, 20),
      bankName: Name.nullable(),
    })
    .nullable()
    .describe("null: no transfers"),
});

export const PayDetail = z.object({
  payeeName: z.string(),
  vpa: z.string().nullable(),
  account: z
    .object({ accountNumber: z.string(), ifsc: z.string(), bankName: z.string().nullable() })
    .nullable(),
  saidAt: z.iso.datetime(),
  saidBy: z.string(),
});
export type PayDetail = z.infer<typeof PayDetail>;

const Standing = z.object({ detail: PayDetail.nullable().describe("null: nothing was said") });

export const payDetailsApi = {
  read: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/pay-details",
      summary: "Where the company's customers pay to",
    })
    .input(InCompany)
    .output(Standing),
  say: oc
    .route({
      method: "PUT",
      path: "/companies/{companyId}/pay-details",
      summary: "Say where customers pay to from now on",
    })
    .input(
      InCompany.extend({
        detail: SaidPayDetail.refine(
          ({ vpa, account }) => vpa !== null || account !== null,
          "Give a UPI id or an account: customers need one of them.",
        ).nullable(),
      }),
    )
    .output(Standing),
};
