import type { z } from "zod";

import { wrongShape } from "./errors.ts";

/** Reads what came from outside by its shape, or refuses it with the place of the first fault. */
export function readShape<S extends z.ZodType>(shape: S, came: unknown): z.infer<S> {
  const read = shape.safeParse(came);
  if (read.success) return read.data;
  throw wrongShape(read.error.issues, read.error);
}
