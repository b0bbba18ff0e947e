import type { Database } from "@cfa/db/client";
import { missingMigrations } from "@cfa/db/queries/readiness";
import { Hono } from "hono";

import { ApiFailure } from "../errors.ts";
import type { WebEnv } from "../http/web-env.ts";

const READY_WITHIN_MILLIS = 3_000;

/** /health: the process is alive. /ready: it can do its work, so requests may be sent to it. */
export function healthRoutes(deps: { db: Database; isDraining?: () => boolean }): Hono<WebEnv> {
  return new Hono<WebEnv>()
    .get("/health", (context) => context.json({ status: "alive" }))
    .get("/ready", async (context) => {
      if (deps.isDraining?.()) throw notReady("The server is shutting down.");
      const missing = await within(missingMigrations(deps.db)).catch((error: unknown) => {
        throw notReady("The database cannot be reached.", error);
      });
      if (missing.length > 0) throw notReady("The database is not migrated yet.");
      return context.json({ status: "ready" });
    });
}

function notReady(message: string, cause?: unknown): ApiFailure {
  return new ApiFailure("unavailable", { message, cause: cause ?? new Error(message) });
}

async function within<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("no answer in time")), READY_WITHIN_MILLIS);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
