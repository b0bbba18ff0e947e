import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getAsset, isSea } from "node:sea";

import { BUILT_IN_KEYS } from "./built-in-keys.ts";
import { dataFolderOf } from "./data-folder.ts";
import { launch } from "./launch.ts";
import { isAlive, waitForFormer } from "./restart.ts";

/*
 * The executable's main: chooses the agent's bundle and runs it in this process. In development:
 *
 *   node launcher-main.ts --bundle agent.cjs [--release-key BASE64] [--trial-millis N] [--data DIR] …
 *
 * An installed executable believes nothing but what was built into it: there those options mean nothing to the launcher.
 */

/** What asks something and ends. Other starts are meant to last. */
const VISITS = new Set(["--quit", "--version", "--help", "-h", "--status"]);

const args = waitForFormer(process.argv.slice(2), isAlive);
process.argv.splice(2, Infinity, ...args);
const option = (name: string): string | undefined => {
  const at = args.findLastIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  return args[at]?.startsWith(`${name}=`) === true
    ? args[at].slice(name.length + 1)
    : args[at + 1 || args.length];
};
const dataFolder = dataFolderOf(option("--data"), process.env);
const common = { dataFolder, args, isVisit: isVisit() };

if (isSea()) {
  const embedded = new Uint8Array(getAsset("agent.cjs"));
  launch({ ...common, embedded, keys: BUILT_IN_KEYS, program: [process.execPath] });
} else {
  const key = option("--release-key");
  const trialMillis = option("--trial-millis");
  launch({
    ...common,
    embedded: readFileSync(option("--bundle") ?? "agent.cjs"),
    keys: key === undefined ? BUILT_IN_KEYS : [key],
    program: [process.execPath, ...process.execArgv, process.argv[1] ?? ""],
    ...(trialMillis === undefined ? {} : { trialMillis: Number(trialMillis) }),
  });
}

/** Whether an agent is at work already, as window.json tells, or this start only asks something. */
function isVisit(): boolean {
  if (args.some((arg) => VISITS.has(arg))) return true;
  try {
    const { pid } = JSON.parse(readFileSync(join(dataFolder, "window.json"), "utf8")) as { pid?: unknown };
    return typeof pid === "number" && pid !== process.pid && isAlive(pid);
  } catch {
    return false;
  }
}
