import { oc } from "@orpc/contract";
import { z } from "zod";

import {
  ALERT_KINDS,
  DAY_MINUTES,
  EARLIEST_DIGEST,
  isInQuiet,
  LATEST_DIGEST,
  QUIET_UNTIL_DAYS,
} from "./alert-kinds.ts";
import { InCompany } from "./asking.ts";
import { Day, Moment } from "./fields.ts";
import { AlertKind } from "./today.ts";

/* What a member wants to be told of a company, how and when, and on which phones. Everybody says it for themselves. */

const QuietHours = z
  .strictObject({
    from: z
      .number()
      .int()
      .min(0)
      .max(DAY_MINUTES - 1),
    to: z
      .number()
      .int()
      .min(1)
      .max(DAY_MINUTES - 1)
      .describe("the first minute in which one may be told again"),
  })
  .refine(({ from, to }) => from !== to, {
    path: ["to"],
    message: "Quiet hours end at another minute than they begin.",
  });

export const MyPreferences = z.strictObject({
  digest: z
    .boolean()
    .describe("one message a day with all there is to do and to know; none on a day without any"),
  digestMinute: z.number().int().min(EARLIEST_DIGEST).max(LATEST_DIGEST).describe("of the day in India"),
  byPush: z.boolean().describe("on the phones that are known, if there are any"),
  byEmail: z.boolean().describe("to the address that one signs in with"),
  muted: z.array(AlertKind).max(ALERT_KINDS.length).describe("what is not told, and is still in the app"),
  quiet: QuietHours.nullable().describe("when nothing is told by itself: it waits for the digest"),
  quietUntil: Day.nullable().describe(`nothing is told before that day, at most ${QUIET_UNTIL_DAYS} days on`),
  language: z.enum(["en", "hi"]),
});
export type MyPreferences = z.infer<typeof MyPreferences>;

const ToSay = MyPreferences.superRefine(({ digest, digestMinute, quiet, muted }, context) => {
  if (digest && isInQuiet(quiet, digestMinute)) {
    context.addIssue({
      code: "custom",
      path: ["digestMinute"],
      message: "The digest comes outside of the quiet hours.",
    });
  }
  if (new Set(muted).size < muted.length) {
    context.addIssue({ code: "custom", path: ["muted"], message: "Each kind stands once." });
  }
});

export const MyDevice = z.object({
  deviceId: z.string(),
  system: z.enum(["ios", "android"]),
  since: Moment,
  isReached: z.boolean().describe("false: the phone's maker says that the app is there no more"),
});
export type MyDevice = z.infer<typeof MyDevice>;

export const MyPreferencesStanding = z.object({
  preferences: MyPreferences,
  email: z
    .string()
    .nullable()
    .describe("where mail goes to; null: this server mails nothing, or nothing to this address"),
  devices: z.array(MyDevice).describe("the latest first"),
});
export type MyPreferencesStanding = z.infer<typeof MyPreferencesStanding>;

const PREFERENCES = "/companies/{companyId}/my-preferences" as const;
const DEVICE = "/companies/{companyId}/my-devices/{deviceId}" as const;
const OneDevice = InCompany.extend({
  deviceId: z
    .string()
    .regex(/^[A-Za-z0-9-]{8,64}$/)
    .describe("made by the app on the phone, kept there"),
});

export const preferencesApi = {
  read: oc
    .route({ method: "GET", path: PREFERENCES, summary: "What I am told, how and when" })
    .input(InCompany)
    .output(MyPreferencesStanding),
  change: oc
    .route({ method: "PUT", path: PREFERENCES, summary: "Say what I am told, how and when" })
    .input(InCompany.extend({ preferences: ToSay }))
    .output(MyPreferencesStanding),
  keepDevice: oc
    .route({ method: "PUT", path: DEVICE, summary: "Have me told on this phone" })
    .input(
      OneDevice.extend({
        token: z
          .string()
          .regex(/^Expo(nent)?PushToken\[[A-Za-z0-9_-]{8,100}\]$/)
          .describe("the push service's name for the app on the phone"),
        system: MyDevice.shape.system,
      }),
    )
    .output(MyPreferencesStanding),
  dropDevice: oc
    .route({ method: "DELETE", path: DEVICE, summary: "Tell me nothing on this phone any more" })
    .input(OneDevice)
    .output(MyPreferencesStanding),
};
