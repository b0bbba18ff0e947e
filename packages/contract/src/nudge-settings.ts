import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { Day, Moment } from "./fields.ts";
import {
  BRAND_LENGTH,
  EARLIEST_MINUTE,
  EARLIEST_STAGE_DAYS,
  LADDER_STAGES,
  ladderProblem,
  LATEST_MINUTE,
  LATEST_STAGE_DAYS,
  LEAST_MINUTES,
  NUDGE_APPROVALS,
  NUDGE_WAYS,
  QUIET_DAYS_AHEAD,
  QUIET_NOTE_LENGTH,
} from "./nudge-kinds.ts";
import { payeeNameProblem } from "./pay-detail-form.ts";

/* How customers are reminded: what an owner says of it, and the days on which nothing goes out. */

export const NudgeWay = z.enum(NUDGE_WAYS);
export const NudgeApproval = z.enum(NUDGE_APPROVALS);

const isEachOnce = (list: readonly unknown[]): boolean => new Set(list).size === list.length;

/** Text that customers or colleagues read: seen characters, without blanks around. */
export const SeenText = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .superRefine((text, context) => {
      const message = payeeNameProblem(text)?.replace("The name", "It");
      if (message !== undefined) context.addIssue({ code: "custom", message });
    });

const Rungs = z
  .array(
    z.strictObject({
      stage: z.enum(LADDER_STAGES.toSorted()),
      days: z.number().int().min(EARLIEST_STAGE_DAYS).max(LATEST_STAGE_DAYS).describe("after the due date"),
    }),
  )
  .max(LADDER_STAGES.length)
  .superRefine((rungs, context) => {
    const message = ladderProblem(rungs);
    if (message !== null) context.addIssue({ code: "custom", message });
  });

/** One of each class of parties. */
const byClass = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ prompt: schema, "on-time": schema, late: schema, risky: schema, new: schema });

export const NudgeLadder = byClass(Rungs);
export type NudgeLadder = z.infer<typeof NudgeLadder>;

export const NudgeSettings = z.strictObject({
  isOn: z.boolean().describe("false: nothing is planned and nothing goes out"),
  isGroundSaid: z
    .boolean()
    .describe(
      "the owner says that customers have agreed to be reminded, or that the law lets him; without it no SMS and no mail reminds",
    ),
  approval: byClass(NudgeApproval).describe("whether messages to such a party wait for a person's word"),
  ladder: NudgeLadder.nullable().describe("when a bill is spoken of, by how its party pays; null: as usual"),
  wayOrder: z
    .array(NudgeWay)
    .min(1)
    .max(NUDGE_WAYS.length)
    .refine(isEachOnce, "Each way stands once.")
    .describe("the first that can be taken is taken"),
  fromMinute: z
    .number()
    .int()
    .min(EARLIEST_MINUTE)
    .max(LATEST_MINUTE - LEAST_MINUTES)
    .describe("of the day in India, the first that is sent in"),
  toMinute: z
    .number()
    .int()
    .min(EARLIEST_MINUTE + LEAST_MINUTES)
    .max(LATEST_MINUTE)
    .describe("the first that is too late"),
  quietWeekdays: z
    .array(z.number().int().min(1).max(7))
    .max(6)
    .refine(isEachOnce, "Each day stands once.")
    .describe("1 is Monday"),
  keepsHolidays: z.boolean().describe("nothing goes out on a gazetted holiday"),
  weekCap: z.number().int().min(1).max(7).describe("messages to a party in seven days, at most"),
  monthCap: z.number().int().min(1).max(15).describe("in thirty days"),
  accountantApproves: z.boolean().describe("reminders; offers are the owner's alone"),
  brand: SeenText(BRAND_LENGTH)
    .nullable()
    .describe("how customers know the company; null: by the company's name"),
});
export type NudgeSettings = z.infer<typeof NudgeSettings>;

const ToSay = NudgeSettings.superRefine(({ fromMinute, toMinute, weekCap, monthCap }, context) => {
  if (toMinute - fromMinute < LEAST_MINUTES)
    context.addIssue({
      code: "custom",
      path: ["toMinute"],
      message: "It is an hour after the beginning at least.",
    });
  if (monthCap < weekCap)
    context.addIssue({ code: "custom", path: ["monthCap"], message: "It is no less than a week's." });
});

const Said = z.object({ by: z.string(), at: Moment });

export const NudgeSettingsStanding = z.object({
  settings: NudgeSettings,
  said: Said.nullable().describe("null: as usual, nobody has said anything"),
  ground: Said.nullable().describe("who said on what ground customers are reminded, and when"),
  usualLadder: NudgeLadder,
  quietDays: z.array(z.object({ day: Day, note: z.string() })).describe("from today on, the next first"),
});
export type NudgeSettingsStanding = z.infer<typeof NudgeSettingsStanding>;

const SETTINGS = "/companies/{companyId}/nudge-settings" as const;
const QUIET_DAY = "/companies/{companyId}/quiet-days/{day}" as const;
const OnQuietDay = InCompany.extend({ day: Day });

export const nudgeSettingsApi = {
  read: oc
    .route({ method: "GET", path: SETTINGS, summary: "How customers are reminded" })
    .input(InCompany)
    .output(NudgeSettingsStanding),
  change: oc
    .route({ method: "PUT", path: SETTINGS, summary: "Say how customers are reminded" })
    .input(InCompany.extend({ settings: ToSay }))
    .output(NudgeSettingsStanding),
  keepQuiet: oc
    .route({
      method: "PUT",
      path: QUIET_DAY,
      summary: `Name a day on which nothing goes out, within ${QUIET_DAYS_AHEAD} days`,
    })
    .input(OnQuietDay.extend({ note: SeenText(QUIET_NOTE_LENGTH) }))
    .output(NudgeSettingsStanding),
  endQuiet: oc
    .route({ method: "DELETE", path: QUIET_DAY, summary: "Let messages go out on that day again" })
    .input(OnQuietDay)
    .output(NudgeSettingsStanding),
};
