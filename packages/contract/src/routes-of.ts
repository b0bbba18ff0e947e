import { isContractProcedure, type AnyContractRouter } from "@orpc/contract";

/** Calls by name, each as "METHOD /path": all that a client must know of them to send one. */
export interface Routes {
  readonly [name: string]: string | Routes;
}

/** The routes of a contract. Throws where a call says more than method and path of how it is sent. */
export function routesOf(router: AnyContractRouter): Routes {
  const routes: Record<string, string | Routes> = {};
  for (const [name, part] of Object.entries(router)) {
    routes[name] = isContractProcedure(part) ? routeOf(name, part["~orpc"].route) : routesOf(part);
  }
  return routes;
}

const SAID = new Set(["method", "path", "summary"]);

function routeOf(name: string, route: { method?: string; path?: string }): string {
  const more = Object.keys(route).filter((key) => !SAID.has(key));
  if (more.length > 0) throw new Error(`${name} says ${more.join(", ")}, which a client would not know of`);
  return `${route.method} ${route.path}`;
}
