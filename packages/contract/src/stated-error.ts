import { ERROR_STATUS } from "./error-codes.ts";
import type { ApiError } from "./errors.ts";

/** The error that an answer's body states, without the schema library, so that the app need not load it; undefined: it is none of ours. */
export function statedError(body: unknown): ApiError | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { code, message, field, requestId } = body as Readonly<Record<string, unknown>>;
  const isOurs =
    typeof code === "string" &&
    Object.hasOwn(ERROR_STATUS, code) &&
    typeof message === "string" &&
    typeof requestId === "string" &&
    (field === undefined || typeof field === "string");
  return isOurs ? (body as ApiError) : undefined;
}
