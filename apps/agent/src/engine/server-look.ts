import { ApiError } from "@cfa/contract/errors";
import { z } from "zod";

import type { SyncFailure } from "../outcome.ts";

const TIMEOUT_MS = 10_000;
const Alive = z.object({ status: z.string() });

/** Whether a CFA server answers at an address; undefined: it does. */
export async function lookAtServer(origin: string): Promise<SyncFailure | undefined> {
  try {
    const response = await fetch(new URL("/health", origin), {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: "error",
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (Alive.safeParse(body).success || ApiError.safeParse(body).success) return undefined;
    return {
      code: "odd-answer",
      side: "server",
      message: `What answers at ${origin} is not a CFA server.`,
      fix: "Check the address: the app shows it under Tally sync.",
    };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "no answer";
    return {
      code: "no-answer",
      side: "server",
      message: `The server at ${origin} cannot be reached (${reason}).`,
      fix: "Check this PC's internet connection and the address.",
    };
  }
}
