import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { StartProblem } from "./problem.ts";

const State = z.strictObject({
  authSecret: z.string().min(32).describe("signs the session cookies of this data folder"),
  demo: z
    .strictObject({
      through: z.string().describe("last day of the sample company's books: the day the demo was made"),
      seed: z.number(),
      isSynced: z.boolean().optional().describe("whether its books have been taken in once"),
    })
    .optional(),
  companies: z
    .array(z.strictObject({ companyId: z.string(), tallyGuid: z.string(), folder: z.string() }))
    .describe("companies this folder has paired an agent for"),
  imported: z.array(z.string()).describe("SHA-256 of each file that has been taken in"),
});

/** What a start remembers in its data folder for the next one. */
export type StartState = z.infer<typeof State>;

/** Reads the memory of earlier starts, or makes a new one. Throws `StartProblem` when the file is damaged. */
export function openState(folder: string): { value: StartState; save: () => void } {
  const path = join(folder, "state.json");
  const value = existsSync(path) ? readState(path) : fresh();
  const save = (): void => {
    // Written beside and renamed: a kill leaves the old state or the new one.
    writeFileSync(`${path}.new`, JSON.stringify(value, null, 2), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  save();
  return { value, save };
}

function readState(path: string): StartState {
  try {
    return State.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    throw new StartProblem(`${path} is damaged: start with --fresh, or give another folder with --data.`);
  }
}

function fresh(): StartState {
  return { authSecret: randomBytes(32).toString("base64"), companies: [], imported: [] };
}
