import { api } from "@cfa/contract/api";
import type { Role } from "@cfa/contract/reads";
import { membershipIn } from "@cfa/db/queries/members";
import { idIn } from "@cfa/values/ids";
import { localDateAt } from "@cfa/values/local-date";
import { implement } from "@orpc/server";

import { accessOf, type Access } from "./auth/access.ts";
import type { Visit } from "./auth/sign-in.ts";
import type { RequestContext, Scope, Services } from "./context.ts";
import { ApiFailure } from "./errors.ts";
import type { Logger } from "./log.ts";

type RouteOf = { "~orpc": { route: { method?: string; path?: string } } };

/**
 * The implementer every route starts from, and the middleware for routes about a company. Both go by the one table
 * of access: the first asks for a session (before the input is looked at), the second for membership and role.
 */
export function guarded(services: Services) {
  const os = implement(api).$context<RequestContext>();

  const routes = os.use(async ({ context, next, procedure }) => {
    const access = ruleOf(procedure);
    const { user, session, setCookies } = await services.visit(context.headers);
    if (setCookies.length > 0) context.setHeaders({ "set-cookie": setCookies });
    if (access.who !== "anyone" && !user) throw new ApiFailure("not-signed-in");
    refuseStale(access, session);
    return next({ context: { user, session } });
  });

  const member = os
    .$context<RequestContext & { user: Scope["user"] | null }>()
    .middleware(async ({ context, next, procedure }, input: { companyId: string }) => {
      const { log, user } = context;
      const access = ruleOf(procedure);
      const scope = await enterAs(services, { companyId: input.companyId, user, access, log });
      return next({ context: { scope } });
    });

  return { routes, member };
}

/**
 * Lets a person into a company in a role that the rule names, or refuses and notes it. Also for routes that stand outside
 * the contract.
 */
export async function enterAs(
  services: Pick<Services, "db" | "now">,
  wanted: { companyId: string; user: Scope["user"] | null; access: Access | undefined; log: Logger },
): Promise<Scope> {
  const { companyId, user, access, log } = wanted;
  const denied = { event: "denied", userId: user?.id, companyId };
  const scope = await enter(services, { companyId, user }).catch((error: unknown) => {
    log.info(denied, "access");
    throw error;
  });
  if (access?.who === "member" && mayAs(access.roles, scope.role)) return scope;
  log.info({ ...denied, role: scope.role }, "access");
  throw new ApiFailure("not-allowed");
}

/**
 * Refuses a session that is too old for what the rule guards. It looks at no company, so a stranger learns nothing from it.
 * Also for routes that stand outside the contract.
 */
export function refuseStale(access: Access | undefined, session: Visit["session"]): void {
  const isFreshWanted = access !== undefined && "fresh" in access && access.fresh;
  if (isFreshWanted && !session?.isFresh) throw new ApiFailure("sign-in-again");
}

function ruleOf(procedure: RouteOf): Access {
  const { method = "GET", path = "" } = procedure["~orpc"].route;
  const access = accessOf(method, `/api${path}`);
  if (!access) throw new ApiFailure("not-allowed");
  return access;
}

function mayAs(roles: readonly Role[], role: Role): boolean {
  return roles.includes(role);
}

/** A company one does not belong to answers exactly as one that does not exist. */
async function enter(
  services: Pick<Services, "db" | "now">,
  wanted: { companyId: string; user: Scope["user"] | null },
): Promise<Scope> {
  if (!wanted.user) throw new ApiFailure("not-signed-in");
  const companyId = idIn("company", wanted.companyId);
  if (!companyId.ok) throw new ApiFailure("not-found");
  const membership = await membershipIn(services.db, { companyId: companyId.value, userId: wanted.user.id });
  if (!membership) throw new ApiFailure("not-found");
  const now = services.now();
  return { ...membership, user: wanted.user, now, today: localDateAt(now) };
}
