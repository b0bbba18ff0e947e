import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { Moment } from "./fields.ts";
import { ADDRESS_WAYS } from "./nudge-kinds.ts";
import { TEST_REFUSALS, TEST_STATES } from "./template-kinds.ts";
import {
  atPlace,
  NO_PLACE,
  refuseText,
  TemplateKind,
  TemplateLanguage,
  TemplateRefusal,
  TemplateRegistration,
  TemplateStage,
  TemplateTextToKeep,
} from "./templates.ts";

/* Texts that an owner sends to a phone or mailbox of their own, with made-up bills: of no customer, and in no log of messages. */

const TestWay = z.enum(ADDRESS_WAYS);

const TestSend = z.object({
  toEnd: z.string().describe("a number's last four, a mail's host"),
  at: Moment,
  by: z.string(),
  state: z.enum(TEST_STATES).describe("unknown: it may have gone out; it is not sent again"),
  refused: z.enum(TEST_REFUSALS).nullable().describe("why it was not handed to the carrier"),
  inText: z.array(TemplateRefusal).describe("what stands against the text"),
  failure: z
    .object({ scope: z.string(), code: z.string(), detail: z.string().describe("in the carrier's words") })
    .nullable()
    .describe("why the carrier did not take it"),
});
export type TestSend = z.infer<typeof TestSend>;

const TestSends = z.object({
  rows: z.array(TestSend).describe("the latest of this place, the newest first"),
  left: z.number().int().describe("how many more may be sent today"),
  mail: z.string().nullable().describe("the reader's own mail address, where it is verified"),
});
export type TestSends = z.infer<typeof TestSends>;

const TESTS = "/companies/{companyId}/templates/{kind}/{stage}/{way}/{language}/tests" as const;
const AtPlace = InCompany.extend({
  kind: TemplateKind,
  stage: TemplateStage,
  way: TestWay,
  language: TemplateLanguage,
});

export const templateTestsApi = {
  read: oc
    .route({ method: "GET", path: TESTS, summary: "What was sent to try a text, and what came of it" })
    .input(AtPlace.refine(atPlace, NO_PLACE))
    .output(TestSends),
  send: oc
    .route({
      method: "POST",
      path: TESTS,
      summary: "Send a text with made-up bills to one's own verified mail, or to a number of one's own",
    })
    .input(
      AtPlace.extend({
        text: TemplateTextToKeep,
        registration: TemplateRegistration,
        number: z
          .string()
          .max(40)
          .nullable()
          .describe("a mobile number of one's own; null with a mail, which goes to one's own address"),
      })
        .refine(atPlace, NO_PLACE)
        .superRefine(refuseText),
    )
    .output(TestSends),
};
