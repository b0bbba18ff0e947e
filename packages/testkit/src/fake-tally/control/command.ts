import { fail, ok, type Result } from "@cfa/values/result";
import { z } from "zod";

import type { CompanyState } from "../company/state.ts";
import type { FakeTally } from "../fake-tally.ts";

/** What commands work on: the Tally, and the backups that were made through the control port. */
export type Controlled = { readonly tally: FakeTally; readonly snapshots: Map<string, CompanyState> };

/** Something that can be done through the control port. */
export type Command = {
  readonly about: string;
  /** JSON schema of what it takes besides "do". */
  readonly takes: unknown;
  run(controlled: Controlled, input: unknown): Promise<Result<unknown, string>>;
};

/** A command with what it takes; bad input never reaches `work`. */
export function command<T extends z.ZodRawShape>(
  about: string,
  takes: T,
  work: (controlled: Controlled, input: z.infer<z.ZodObject<T>>) => unknown,
): Command {
  const schema = z.strictObject(takes);
  return {
    about,
    takes: z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }).properties ?? {},
    async run(controlled, input) {
      const parsed = schema.safeParse(input);
      if (!parsed.success) return fail(z.prettifyError(parsed.error));
      try {
        return ok((await work(controlled, parsed.data as z.infer<z.ZodObject<T>>)) ?? null);
      } catch (error) {
        // What Tally itself would refuse: a ledger that does not exist, a company that is not open.
        if (error instanceof RangeError) return fail(error.message);
        throw error;
      }
    },
  };
}

/** The company a command is about; the one in front when it names none. */
export const Company = {
  company: z.string().optional().describe("an open company; the one in front when left out"),
};
