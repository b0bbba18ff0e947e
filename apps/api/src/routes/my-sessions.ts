import type { MySession } from "@cfa/contract/sessions";
import { endOtherSessions, endSession, sessionsOf, type StoredSession } from "@cfa/db/queries/sessions";
import { idIn, idOut } from "@cfa/values/ids";

import { deviceOf } from "../auth/device.ts";
import { ABSOLUTE_MILLIS } from "../auth/library.ts";
import type { User, Visit } from "../auth/sign-in.ts";
import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";

/** Where I am signed in, and signing other devices out. */
export function mySessionRoutes({ db }: Services, { routes }: ReturnType<typeof guarded>) {
  const { sessions } = routes;
  return {
    list: sessions.list.handler(async ({ context }) => {
      const { userId, sessionId } = signedIn(context);
      const signedInAfter = new Date(Date.now() - ABSOLUTE_MILLIS); // the clock that sessions are made with
      const found = await sessionsOf(db, { userId, signedInAfter });
      return { sessions: found.map((session) => presentSession(session, sessionId)) };
    }),

    end: sessions.end.handler(async ({ context, input }) => {
      const { userId } = signedIn(context);
      const sessionId = idIn("session", input.sessionId);
      const ended = sessionId.ok ? await endSession(db, { userId, sessionId: sessionId.value }) : 0;
      if (ended === 0) throw new ApiFailure("not-found");
      context.log.info({ event: "sessions-ended", userId, ended }, "session");
      return { ended };
    }),

    endOthers: sessions.endOthers.handler(async ({ context }) => {
      const { userId, sessionId } = signedIn(context);
      const ended = await endOtherSessions(db, { userId, sessionId });
      context.log.info({ event: "sessions-ended", userId, ended }, "session");
      return { ended };
    }),
  };
}

function signedIn(context: { user: User | null; session: Visit["session"] }): {
  userId: string;
  sessionId: string;
} {
  if (!context.user || !context.session) throw new ApiFailure("not-signed-in");
  return { userId: context.user.id, sessionId: context.session.id };
}

function presentSession(session: StoredSession, thisId: string): MySession {
  return {
    sessionId: idOut("session", session.sessionId),
    isThis: session.sessionId === thisId,
    ...deviceOf(session.userAgent),
    address: session.address,
    signedInAt: session.signedInAt.toISOString(),
    lastUsedAt: session.lastUsedAt.toISOString(),
  };
}
