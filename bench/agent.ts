import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

import { AGENT_VERSION } from "@cfa/agent/version";

import { buildAgent, BUILT } from "../tools/agent/build.ts";
import { makeLinuxProgram } from "../tools/agent/linux-program.ts";

/*
 * npm run bench:agent [-- --from BUILD] [--seconds 60] [--runs 5]: the sizes of what people download, and how the same program starts and
 * idles on Linux: no Tally, no company, nobody's window open. BUILD is a folder that build:agent -- --release made; left out, it is built.
 */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CACHE = join(ROOT, ".cache", "agent-node");
const LOOK_MS = 5;
const LIMIT_MS = 30_000;
/** First looks at Tally and server are over by then. */
const SETTLE_MS = 15_000;
/** What the kernel counts processor time in. */
const TICKS_PER_SECOND = 100;
const MEGABYTE = 1_000_000;
const MOST = { exeMb: 110, setupMb: 30, startSeconds: 2, idleRssMb: 95, idleCpuPercent: 0.5 };

const { values } = parseArgs({
  options: {
    from: { type: "string" },
    seconds: { type: "string", default: "60" },
    runs: { type: "string", default: "5" },
  },
});
const folder = mkdtempSync(join(tmpdir(), "cfa-bench-agent-"));
try {
  process.exitCode = await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function main(): Promise<number> {
  const sizes = await sizesOfBuild();
  const made = await makeLinuxProgram(join(folder, "program"), { cache: CACHE, version: AGENT_VERSION });
  if (!made.ok) throw new Error(made.error);
  const starts: number[] = [];
  for (let run = 0; run < Number(values.runs); run++) {
    starts.push(await startOnce(made.value, () => Promise.resolve()));
  }
  forgetPages(made.value);
  let idle = { idleRssMb: 0, idleCpuPercent: 0 };
  await startOnce(made.value, async (pid) => {
    idle = await measureIdle(pid);
  });
  const startSeconds = starts.toSorted((a, b) => a - b)[starts.length >> 1] ?? Number.NaN;
  const result = { ...sizes, startSeconds: round(startSeconds), ...idle };
  console.table(result);
  const over = Object.entries(MOST).filter(([name, most]) => !(result[name as keyof typeof MOST] <= most));
  for (const [name, most] of over) console.error(`${name} is over ${most}`);
  console.log(`RESULT ${JSON.stringify(result)}`);
  return over.length === 0 ? 0 : 1;
}

async function sizesOfBuild(): Promise<{
  exeMb: number;
  setupMb: number;
  bundleMb: number;
  serviceKb: number;
}> {
  const out = values.from === undefined ? join(folder, "build") : resolve(values.from);
  if (values.from === undefined) {
    const options = { out, cache: CACHE, version: AGENT_VERSION, isRelease: true, releaseKeys: [], say };
    const built = await buildAgent(options);
    if (!built.ok) throw new Error(built.error);
  }
  const [bundle = 0, exe = 0, setup = 0, service = 0] = BUILT.map(
    (name) => readFileSync(join(out, name)).length,
  );
  return {
    exeMb: round(exe / MEGABYTE),
    setupMb: round(setup / MEGABYTE),
    bundleMb: round(bundle / MEGABYTE),
    serviceKb: Math.round(service / 1000),
  };
}

/** Starts the agent on a folder of its own and ends it after `atWork`. Answers the seconds until its window could be opened. */
async function startOnce(program: string, atWork: (pid: number) => Promise<void>): Promise<number> {
  const data = join(folder, "data");
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data);
  const windowFile = join(data, "window.json");
  const began = performance.now();
  const child = spawn(program, ["--hidden", "--data", data], {
    stdio: "ignore",
    env: { ...process.env, HOME: folder },
  });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  try {
    while (!existsSync(windowFile)) {
      if (performance.now() - began > LIMIT_MS) throw new Error("the agent did not open its window's server");
      await sleep(LOOK_MS);
    }
    const seconds = (performance.now() - began) / 1000;
    if (child.pid === undefined) throw new Error("the agent did not start");
    await atWork(child.pid);
    return seconds;
  } finally {
    child.kill("SIGTERM");
    const isLate = sleep(5_000, true, { ref: false });
    if ((await Promise.race([ended, isLate])) === true) child.kill("SIGKILL");
    await ended;
  }
}

/**
 * What was just written lies in the system's memory in large pieces, and each that is touched would count whole as resident (some 40 MB).
 * A PC that was switched on reads the program from its disk, a little at a time.
 */
function forgetPages(program: string): void {
  execFileSync("sync", [program]);
  execFileSync("dd", [`if=${program}`, "iflag=nocache", "count=0", "status=none"]);
}

async function measureIdle(pid: number): Promise<{ idleRssMb: number; idleCpuPercent: number }> {
  await sleep(SETTLE_MS);
  const seconds = Number(values.seconds);
  const before = ticksOf(pid);
  const began = performance.now();
  await sleep(seconds * 1000);
  const took = (performance.now() - began) / 1000;
  const used = (ticksOf(pid) - before) / TICKS_PER_SECOND;
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return {
    idleRssMb: round((Number(kilobytes) * 1024) / MEGABYTE),
    idleCpuPercent: round((used / took) * 100),
  };
}

/** Processor time of user and kernel. */
function ticksOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

function say(line: string): void {
  console.log(`… ${line}`);
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
