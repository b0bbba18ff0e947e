import { createHash } from "node:crypto";

/** The outbox on disk has been changed by something else: its run, or all of it, is read from Tally again. */
export class OutboxDamaged extends Error {
  override name = "OutboxDamaged";
  readonly runId: string | undefined;
  constructor(what: string, runId?: string) {
    super(`${what} in the outbox is damaged`);
    this.runId = runId;
  }
}

/** A value as text that shows whether it is still what was written. */
export function seal(value: unknown): string {
  const json = JSON.stringify(value);
  return `${hashOf(json)} ${json}`;
}

/** The value of a sealed text; undefined when a bit of it has changed. */
export function unseal(text: string): { value: unknown } | undefined {
  const json = text.slice(65);
  if (text.slice(0, 64) !== hashOf(json)) return undefined;
  return { value: JSON.parse(json) as unknown };
}

/** SHA-256 in hex. */
export function hashOf(body: string | Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}
