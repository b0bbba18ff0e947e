import {
  CLAIM_PATH,
  PairingClaimed,
  PairingPolled,
  PairingStarted,
  POLL_PATH,
  START_PATH,
  type AgentOffer,
} from "@cfa/contract/pairing";
import { ApiError } from "@cfa/contract/errors";
import { fail, ok, type Result } from "@cfa/values/result";
import type { z } from "zod";

const TIMEOUT_MILLIS = 30_000;

/** Why a call failed; one that failed in passing may be tried again. */
export type PairingFailure = {
  readonly code: string;
  readonly message: string;
  readonly isPassing: boolean;
};

export type PairingLink = ReturnType<typeof createPairingLink>;

/** The three calls of an agent that has no key yet. Certificates are checked, redirects are not followed. */
export function createPairingLink(server: string) {
  const call = async <S extends z.ZodType>(
    path: string,
    shape: S,
    body: object,
  ): Promise<Result<z.infer<S>, PairingFailure>> => {
    try {
      const response = await fetch(new URL(path, server), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MILLIS),
        redirect: "error",
      });
      const json: unknown = await response.json();
      if (!response.ok) return fail(refusalOf(response, json));
      const parsed = shape.safeParse(json);
      if (parsed.success) return ok(parsed.data);
      return fail({
        code: "odd-answer",
        message: "The answer is not of a CFA server. Is the address right, and is the agent up to date?",
        isPassing: false,
      });
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "no answer";
      return fail({
        code: "no-answer",
        message: `The server at ${server} cannot be reached (${reason}).`,
        isPassing: true,
      });
    }
  };
  return {
    claim: (by: { code: string } | { token: string }, offer: AgentOffer) =>
      call(CLAIM_PATH, PairingClaimed, { ...offer, ...by }),
    start: (offer: AgentOffer) => call(START_PATH, PairingStarted, offer),
    poll: (claim: string) => call(POLL_PATH, PairingPolled, { claim }),
  };
}

function refusalOf(response: Response, json: unknown): PairingFailure {
  const error = ApiError.safeParse(json);
  const message = error.success ? error.data.message : `The server answered ${response.status}.`;
  const code = error.success ? error.data.code : `http-${response.status}`;
  return { code, message, isPassing: response.status >= 500 };
}
