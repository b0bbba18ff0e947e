import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { Day, Moment, Paise, PartyId } from "./fields.ts";
import { LETTER_MARK_REFUSALS, LETTER_MARKS, MOST_LETTERS, NUDGE_KINDS } from "./nudge-kinds.ts";
import { NudgeId } from "./nudges.ts";

/* Letters: messages that were let out and that a person prints. */

export const Letter = z.object({
  nudgeId: NudgeId,
  kind: z.enum(NUDGE_KINDS),
  stage: z.string().describe("of what is left of it"),
  party: z.object({ partyId: PartyId, name: z.string() }).nullable().describe("null: it is gone from Tally"),
  day: Day.describe("on which it was let out"),
  language: z.enum(["en", "hi"]),
  bills: z.number().int(),
  amount: Paise.describe("what it asks for if it is printed now; what it asked for where it is not printed"),
  leftOut: z.string().nullable().describe("the code of why it is not printed now"),
  madeAt: Moment.nullable().describe("when it was last put on paper"),
});
export type Letter = z.infer<typeof Letter>;

const LETTERS = "/companies/{companyId}/letters" as const;

/** The messages of a deed on letters, each once. */
const LetterIds = z
  .array(NudgeId)
  .min(1)
  .max(MOST_LETTERS)
  .refine((all) => new Set(all).size === all.length, "Each letter stands once.");

/** What is asked for with the document of letters. */
export const LettersAsk = z.strictObject({
  nudgeIds: z
    .string()
    .max(MOST_LETTERS * 40)
    .transform((text) => text.split(","))
    .pipe(LetterIds)
    .optional()
    .describe("with commas between them; left out: all that lie there to be printed"),
});

export const lettersApi = {
  list: oc
    .route({
      method: "GET",
      path: LETTERS,
      summary: `Letters to be printed, the oldest first, ${MOST_LETTERS} at most`,
    })
    .input(InCompany)
    .output(
      z.object({ rows: z.array(Letter), count: z.number().int().describe("with those that are not shown") }),
    ),
  mark: oc
    .route({
      method: "POST",
      path: `${LETTERS}/mark`,
      summary: "Say that letters are printed, or will not be",
    })
    .input(
      InCompany.extend({
        mark: z.enum(LETTER_MARKS).describe("to-print: neither, after all"),
        nudgeIds: LetterIds,
      }),
    )
    .output(
      z.object({
        items: z.array(
          z.object({
            nudgeId: NudgeId,
            outcome: z.enum(["done", "refused"]),
            refusal: z.enum(LETTER_MARK_REFUSALS).nullable(),
          }),
        ),
      }),
    ),
};
