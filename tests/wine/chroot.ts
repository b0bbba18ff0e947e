import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { fail, ok, type Result } from "@cfa/values/result";

/** What the system with Wine is made of. Its hash names the folder: another recipe is another system. */
const RECIPE = { suite: "trixie", packages: ["wine", "wine64", "xvfb", "xauth"], version: 1 } as const;
const LEAST_WINE = 10;
const BUILD_LIMIT_MS = 900_000;
/** A fresh Windows inside, which each PC of a test is copied from. */
const TEMPLATE = "/root/template";
const ENVIRONMENT = {
  PATH: "/usr/bin:/bin:/usr/sbin:/sbin",
  HOME: "/root",
  LANG: "C.UTF-8",
  WINEARCH: "win64",
  WINEDEBUG: "-all",
  // Neither .NET nor a browser engine: nothing asks to install them.
  WINEDLLOVERRIDES: "mscoree=;mshtml=",
} as const;

/** A Debian with Wine in a folder. It shares the network and the processes of this machine, so that 127.0.0.1 is the same place. */
export type Chroot = {
  readonly folder: string;
  /** The fresh Windows, on this machine. */
  readonly template: string;
  /** A command line of this machine that runs `argv` inside, with a folder of this machine bound at a path of the same name. */
  command(
    argv: readonly string[],
    inside?: { bind?: string; env?: Readonly<Record<string, string>> },
  ): string[];
};

/** The system with Wine, made once (one to three minutes). The error says in a line why there can be none here. */
export function ensureChroot(say: (line: string) => void): Result<Chroot, string> {
  const reason = whyNot();
  if (reason !== undefined) return fail(reason);
  const hash = createHash("sha256").update(JSON.stringify(RECIPE)).digest("hex").slice(0, 12);
  const folder = `/var/tmp/cfa-wine-${hash}`;
  const chroot: Chroot = {
    folder,
    template: join(folder, TEMPLATE),
    command: (argv, inside = {}) => commandIn(folder, argv, inside),
  };
  if (!existsSync(folder)) {
    say(`Making a Debian ${RECIPE.suite} with Wine in ${folder} (once, one to three minutes)…`);
    const made = make(folder);
    if (!made.ok) return made;
  }
  if (!existsSync(join(chroot.template, "system.reg"))) {
    const booted = run(chroot, `WINEPREFIX=${TEMPLATE} wineboot -i && WINEPREFIX=${TEMPLATE} wineserver -w`);
    if (!booted.ok) return fail(`Wine does not start: ${booted.error}`);
  }
  const version = run(chroot, "wine --version");
  const [, major = "0"] = version.ok ? (/wine-(\d+)/.exec(version.value) ?? []) : [];
  return Number(major) >= LEAST_WINE ? ok(chroot) : fail(`Wine ${LEAST_WINE} is needed, found ${major}`);
}

function whyNot(): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return "Wine is run on Linux on x64 alone";
  if (process.getuid?.() !== 0) return "only root may make and enter a system in a folder";
  const absent = ["mmdebstrap", "unshare", "chroot"].filter(
    (program) => spawnSync("which", [program]).status !== 0,
  );
  if (absent.length > 0) return `${absent.join(", ")} is not installed`;
  return spawnSync("unshare", ["-m", "true"]).status === 0 ? undefined : "this machine lets nobody mount";
}

function make(folder: string): Result<void, string> {
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const built = spawnSync(
    "mmdebstrap",
    ["--variant=minbase", `--include=${RECIPE.packages.join(",")}`, RECIPE.suite, fresh],
    { encoding: "utf8", timeout: BUILD_LIMIT_MS },
  );
  if (built.status !== 0)
    return fail(`mmdebstrap failed: ${(built.stderr || String(built.error)).trim().split("\n").at(-1)}`);
  // Windows programs ask for it by name.
  writeFileSync(join(fresh, "etc", "hosts"), "127.0.0.1 localhost\n");
  renameSync(fresh, folder);
  return ok(undefined);
}

/** The mounts are seen by the command alone and are gone with it. */
function commandIn(
  folder: string,
  argv: readonly string[],
  { bind, env = {} }: { bind?: string; env?: Readonly<Record<string, string>> },
): string[] {
  const mounts = [
    "mount --make-rprivate /",
    `mount --bind /proc "${folder}/proc"`,
    `mount --rbind /dev "${folder}/dev"`,
    `mount --rbind /sys "${folder}/sys"`,
  ];
  if (bind !== undefined) {
    mkdirSync(join(folder, bind), { recursive: true });
    mounts.push(`mount --bind "${bind}" "${folder}${bind}"`);
  }
  const variables = Object.entries({ ...ENVIRONMENT, ...env }).map(([name, value]) => `${name}=${value}`);
  const enter = `exec chroot "${folder}" env -i "$@"`;
  return ["unshare", "-m", "sh", "-c", [...mounts, enter].join(" && "), "sh", ...variables, ...argv];
}

/** Output goes to a file: Windows programs do not write to a pipe, and Wine's server would hold it open. */
function run(chroot: Chroot, script: string): Result<string, string> {
  const [program = "", ...argv] = chroot.command([
    "sh",
    "-c",
    `(${script}) >/tmp/said.txt 2>&1 </dev/null; code=$?; cat /tmp/said.txt; exit $code`,
  ]);
  const ran = spawnSync(program, argv, { encoding: "utf8", timeout: BUILD_LIMIT_MS });
  return ran.status === 0 ? ok(ran.stdout) : fail(`${ran.stdout}${ran.stderr}`.trim());
}
