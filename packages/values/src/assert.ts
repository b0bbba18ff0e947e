/** Thrown when something that cannot happen has happened. It stops the work; nobody catches it to go on. */
export class ImpossibleError extends Error {
  override name = "ImpossibleError";
}

/**
 * Stops the work when `condition` does not hold.
 * For states our own code must never reach; bad input is a `Result`, not an assertion.
 */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new ImpossibleError(message);
}

/** The compiler's proof that a union was handled in full; throws if data went past the types. */
export function never(value: never, what: string): never {
  throw new ImpossibleError(`unhandled ${what}: ${JSON.stringify(value)}`);
}
