import { createAuthEndpoint } from "@better-auth/core/api";
import { DemoSignIn } from "@cfa/contract/auth";
import type { Database } from "@cfa/db/client";
import { companiesOf } from "@cfa/db/queries/members";
import type { BetterAuthPlugin } from "better-auth";
import { APIError } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";

import { DEMO_PEOPLE } from "./demo-people.ts";

/**
 * Adds `POST /demo {role}`: signs in as the sample company's owner or accountant. Added only where the demo is on. Its people are made
 * before they are members: until they are, there is nothing to sign in to.
 */
export function demoSignIn(db: Database): BetterAuthPlugin {
  return {
    id: "demo-sign-in",
    endpoints: {
      signInDemo: createAuthEndpoint("/demo", { method: "POST", body: DemoSignIn }, async (ctx) => {
        const people = ctx.context.internalAdapter;
        const found = await people.findUserByEmail(DEMO_PEOPLE[ctx.body.role].email);
        if (!found || (await companiesOf(db, found.user.id)).length === 0)
          throw new APIError("SERVICE_UNAVAILABLE", { message: "The sample company is not there yet." });
        const session = await people.createSession(found.user.id);
        if (!session) throw new APIError("INTERNAL_SERVER_ERROR");
        await setSessionCookie(ctx, { session, user: found.user });
        return ctx.json({ user: { name: found.user.name, email: found.user.email } });
      }),
    },
  };
}
