import type { Stack, StackCompany } from "./stack.ts";

/** Waits until no run of a company is on its way through the worker: one finished just before a kill may still be. */
export async function takenIn({ database }: Stack, { uuid }: Pick<StackCompany, "uuid">): Promise<void> {
  for (let turn = 0; turn < 600; turn++) {
    const waiting = await database.asOwner(
      "select 1 from sync_run where company_id = $1 and state = 'queued'",
      [uuid],
    );
    if (waiting.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("O8 the run was not taken in within half a minute");
}
