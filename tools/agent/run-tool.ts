import { spawnSync } from "node:child_process";

import { fail, ok, type Result } from "@cfa/values/result";

/** Programs of the build and the Debian packages that bring them. */
const PROGRAMS = {
  makensis: "nsis",
  osslsigncode: "osslsigncode",
  openssl: "openssl",
  "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
  npm: "npm",
  tar: "tar",
} as const;

const LIMIT_MS = 600_000;
const MOST_OUTPUT_BYTES = 50_000_000;

export type ToolOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What it prints is wanted however it ends. */
  readonly mayFail?: boolean;
};

/** Which Debian packages are absent that the build needs; none is well. */
export function absentPackages(): string[] {
  return Object.entries(PROGRAMS)
    .filter(([program]) => spawnSync("which", [program]).status !== 0)
    .map(([, packageName]) => packageName);
}

/** Runs a program to its end. Answers what it printed; otherwise its name and the last it said. */
export function runTool(
  program: string,
  argv: readonly string[],
  { cwd, env = process.env, mayFail = false }: ToolOptions = {},
): Result<string, string> {
  const run = spawnSync(program, argv, {
    encoding: "utf8",
    timeout: LIMIT_MS,
    maxBuffer: MOST_OUTPUT_BYTES,
    env,
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (run.status === 0 || (mayFail && run.status !== null)) return ok(`${run.stdout}${run.stderr}`);
  const said = `${run.stdout ?? ""}\n${run.stderr ?? ""}\n${run.error?.message ?? ""}`.trim();
  return fail(`${program} failed: ${said.split("\n").slice(-12).join("\n")}`);
}
