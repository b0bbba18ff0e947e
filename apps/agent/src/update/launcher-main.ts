import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getRawAsset, isSea } from "node:sea";

import { BUILT_IN_KEYS } from "./built-in-keys.ts";
import { dataFolderOf } from "./data-folder.ts";
import { launch } from "./launch.ts";
import { isAlive, waitForFormer } from "./restart.ts";

/*
 * The executable's main: chooses the agent's bundle and runs it in this process. In development:
 *
 *   node launcher-main.ts [--data DIR] … -- --bundle=agent.cjs [--release-key=BASE64] [--trial-millis=N]
 *
 * An installed executable believes nothing but what was built into it: there is no "--" for it.
 */

/** What asks something and ends. Other starts are meant to last. */
const VISITS = new Set(["--quit", "--status", "--selftest", "--pair", "--version", "--help", "-h"]);

const given = waitForFormer(process.argv.slice(2), isAlive);
const end = isSea() ? -1 : given.indexOf("--");
const args = end === -1 ? given : given.slice(0, end);
const isService = args.includes("--service");
const dataFolder = dataFolderOf({ asked: option(args, "--data"), isService }, process.env);
process.argv.splice(2, Infinity, ...args);
const common = { dataFolder, args, isVisit: isVisit() };

if (isSea()) {
  launch({
    ...common,
    embedded: new Uint8Array(getRawAsset("agent.cjs")),
    keys: BUILT_IN_KEYS,
    // The service's host starts what ended; a second one would stand in its way.
    program: isService ? undefined : [process.execPath],
  });
} else {
  const own = given.slice(end);
  const [bundle, key, millis] = ["--bundle", "--release-key", "--trial-millis"].map((name) =>
    option(own, name),
  );
  launch({
    ...common,
    embedded: readFileSync(bundle ?? "agent.cjs"),
    keys: key === undefined ? BUILT_IN_KEYS : [key],
    program: [process.execPath, ...process.execArgv, process.argv[1] ?? ""],
    after: own,
    ...(millis === undefined ? {} : { trialMillis: Number(millis) }),
  });
}

/** The last one counts: `--name value` or `--name=value`. */
function option(among: readonly string[], name: string): string | undefined {
  const at = among.findLastIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  if (at === -1) return undefined;
  return among[at] === name ? among[at + 1] : among[at]?.slice(name.length + 1);
}

/** Whether an agent is at work already, as window.json tells, or this start only asks something. */
function isVisit(): boolean {
  if (args.some((arg) => VISITS.has(arg.split("=")[0] ?? arg))) return true;
  try {
    const { pid } = JSON.parse(readFileSync(join(dataFolder, "window.json"), "utf8")) as { pid?: unknown };
    return typeof pid === "number" && pid !== process.pid && isAlive(pid);
  } catch {
    return false;
  }
}
