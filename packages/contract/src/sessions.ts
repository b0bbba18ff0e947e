import { oc } from "@orpc/contract";
import { z } from "zod";

import { idOf, Moment } from "./fields.ts";

/* Where I am signed in. Ended is ended at once: the next request of that device is not signed in. */

export const SessionId = idOf("ses");

export const MySession = z.object({
  sessionId: SessionId,
  isThis: z.boolean().describe("the one that asks"),
  browser: z.string().nullable().describe("such as Chrome; null: not a known browser"),
  system: z.string().nullable().describe("such as Android; null: not known"),
  address: z.string().nullable().describe("the network address it was signed in from"),
  signedInAt: Moment,
  lastUsedAt: Moment.describe("to the day"),
});
export type MySession = z.infer<typeof MySession>;

export const sessionsApi = {
  list: oc
    .route({ method: "GET", path: "/me/sessions", summary: "Where I am signed in, the last used first" })
    .output(z.object({ sessions: z.array(MySession) })),
  end: oc
    .route({ method: "DELETE", path: "/me/sessions/{sessionId}", summary: "Sign one device out" })
    .input(z.strictObject({ sessionId: SessionId }))
    .output(z.object({ ended: z.number().int() })),
  endOthers: oc
    .route({ method: "DELETE", path: "/me/sessions", summary: "Sign all other devices out" })
    .output(z.object({ ended: z.number().int() })),
};
