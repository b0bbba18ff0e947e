import { z } from "zod";

import { ERROR_STATUS, type ErrorCode } from "./error-codes.ts";

/** The one shape of an error: what happened, in a sentence that says what to do, and the request to quote. */
export const ApiError = z.object({
  code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
  field: z.string().optional(),
  requestId: z.string(),
});
export type ApiError = z.infer<typeof ApiError>;
