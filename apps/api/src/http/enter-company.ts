import type { Database } from "@cfa/db/client";
import type { Context } from "hono";

import { accessOf } from "../auth/access.ts";
import type { SignIn } from "../auth/sign-in.ts";
import type { Scope } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { enterAs, refuseStale } from "../guard.ts";
import type { Logger } from "../log.ts";
import { identityOf } from "./request-identity.ts";
import type { WebEnv } from "./web-env.ts";

/** What routes of a company use that carry files or events and so stand outside the contract. */
export type FileRouteDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly signIn: Pick<SignIn, "visit">;
  readonly now: () => Date;
};

/** Lets a request into the company in its path by the table of access, as `guarded` does for the contract's routes. */
export async function enterCompany(
  c: Context<WebEnv>,
  deps: FileRouteDeps,
  [method, path]: readonly [method: string, path: string],
): Promise<Scope & { readonly sessionId: string }> {
  const { user, session } = await deps.signIn.visit(c.req.raw.headers);
  if (user === null || session === null) throw new ApiFailure("not-signed-in");
  const access = accessOf(method, path);
  refuseStale(access, session);
  const log = identityOf(c.env.incoming)?.log ?? deps.log;
  const scope = await enterAs(deps, { companyId: c.req.param("companyId") ?? "", user, access, log });
  return { ...scope, sessionId: session.id };
}
