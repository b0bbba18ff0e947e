import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { readMasterKeys, type MasterKeys } from "@cfa/db/sealing";

import { StartProblem } from "./problem.ts";

/**
 * The master key of this start: MASTER_KEY of the environment, else the one in the data folder, made on first use and
 * readable by its owner alone. It lies beside the database and not in it, so that a copy of the one opens nothing.
 */
export function openMasterKey(folder: string, env: NodeJS.ProcessEnv): MasterKeys {
  const stated = env["MASTER_KEY"];
  const path = join(folder, "master-key");
  const isStated = stated !== undefined && stated !== "";
  if (!isStated && !existsSync(path)) {
    writeFileSync(path, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  }
  const keys = readMasterKeys(isStated ? stated : readFileSync(path, "utf8"), env["MASTER_KEY_FORMER"]);
  if (!keys.ok) throw new StartProblem(`${isStated ? "MASTER_KEY" : path}: ${keys.error}`);
  return keys.value;
}
