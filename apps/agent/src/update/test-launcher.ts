import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { TestBundles } from "./test-bundles.ts";

/* The launcher as a process of its own, and bundles that write down what became of them. */

const LAUNCHER = fileURLToPath(new URL("launcher-main.ts", import.meta.url));
/** What each bundle begins with: `was` writes a line to `ran` in the data folder. */
export const BEGIN = `
const { appendFileSync, writeFileSync } = require("node:fs");
const launched = globalThis[Symbol.for("cfa.agent.launched")];
const was = (what) => appendFileSync(launched.dataFolder + "/ran", launched.version + " " + what + "\\n");
`;
export const WELL = `${BEGIN} launched.noteHealthy(); was("well");`;
export const NEVER_WELL = `${BEGIN} was("began"); setInterval(() => {}, 1000);`;
export const THROWS = `${BEGIN} was("began"); throw new Error("no such table: made up");`;
export const STANDS_STILL = `${BEGIN} was("began"); for (;;);`;

/** Starts it on a data folder, with a second and a half for a trial; answers how that process ended. */
export async function startLauncher(
  { dataFolder, publicKey }: TestBundles,
  { args = [], env = {}, key = publicKey }: { args?: string[]; env?: NodeJS.ProcessEnv; key?: string } = {},
): Promise<number | string | null> {
  const own = [`--bundle=${join(dataFolder, "embedded.cjs")}`, `--release-key=${key}`, "--trial-millis=1500"];
  const child = spawn(process.execPath, [LAUNCHER, "--data", dataFolder, ...args, "--", ...own], {
    stdio: "ignore",
    env: { ...process.env, ...env },
  });
  return new Promise((resolve) => {
    child.on("exit", (code, signal) => resolve(code ?? signal));
  });
}
