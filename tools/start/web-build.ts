import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

import type { createChildren } from "./children.ts";
import { commandOf } from "./command-of.ts";
import { StartProblem } from "./problem.ts";

const SOURCES = ["apps/mobile", "packages/contract", "packages/values"];
const UNFINISHED = ".unfinished";
/** So many builds beside the newest stay. */
const KEPT = 1;
const SKIPPED = new Set(["node_modules", ".expo", "dist"]);
/** The screens of developers alone: no part of the app that people get. */
const GALLERY = "apps/mobile/src/gallery";

export type WebBuild = {
  /** Where the built app will lie. */
  readonly folder: string;
  /** Resolves when the folder is complete; throws `StartProblem` when the build fails. */
  readonly ready: Promise<void>;
};

type Options = {
  children: ReturnType<typeof createChildren>;
  say: (line: string) => void;
  /** The gallery of the components, for developers, in the place of the app. */
  gallery?: boolean;
};

/**
 * The app built for the web. Its folder is named by a hash of its sources, so that nothing is built again that has not
 * changed. The build before is kept for a server that is still giving it out; older ones are removed.
 */
export function buildWeb(root: string, options: Options): WebBuild {
  const { gallery = false } = options;
  const builds = join(root, ".cache", gallery ? "gallery" : "web");
  const name = hashOf(root, gallery);
  const folder = join(builds, name);
  if (existsSync(join(folder, "index.html"))) return { folder, ready: Promise.resolve() };
  return { folder, ready: build(root, { ...options, builds, name }) };
}

async function build(root: string, options: Options & { builds: string; name: string }): Promise<void> {
  const { builds, name, say, gallery = false } = options;
  // Two starts may build at the same time.
  const unfinished = join(builds, `${name}.${process.pid}${UNFINISHED}`);
  removeAbandoned(builds);
  say(`Building the ${gallery ? "gallery" : "app for the web"} (once, about a minute)…`);
  const printed: string[] = [];
  const child = options.children.run(
    [
      join(root, "node_modules", "expo", "bin", "cli"),
      "export",
      "--platform",
      "web",
      "--output-dir",
      unfinished,
    ],
    {
      cwd: join(root, "apps", "mobile"),
      env: {
        CI: "1",
        EXPO_NO_TELEMETRY: "1",
        EXPO_OFFLINE: "1",
        NODE_ENV: "production",
        CFA_GALLERY: gallery ? "1" : "",
      },
      line: (line) => {
        printed.push(line);
        if (/\d%/.test(line)) say(`  ${line.trim()}`);
      },
    },
  );
  if ((await child.ended) !== 0) {
    throw new StartProblem(`The app could not be built:\n${printed.slice(-15).join("\n")}`);
  }
  for (const old of othersIn(builds, name).slice(KEPT)) rmSync(old, { recursive: true, force: true });
  if (existsSync(join(builds, name))) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, join(builds, name));
  say(`The ${gallery ? "gallery" : "app"} is built.`);
}

/** The finished builds other than this one, the latest first. */
function othersIn(builds: string, name: string): string[] {
  return readdirSync(builds)
    .filter((other) => !other.endsWith(UNFINISHED) && other !== name)
    .map((other) => join(builds, other))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
}

/** What builds that were cut short have left. */
function removeAbandoned(builds: string): void {
  if (!existsSync(builds)) return;
  for (const other of readdirSync(builds)) {
    if (!other.endsWith(UNFINISHED)) continue;
    const pid = Number(other.split(".").at(-2));
    if (pid === process.pid || commandOf(pid) === "")
      rmSync(join(builds, other), { recursive: true, force: true });
  }
}

function hashOf(root: string, gallery: boolean): string {
  const hash = createHash("sha256").update(readFileSync(join(root, "package-lock.json")));
  for (const path of SOURCES.flatMap((folder) => walk(root, folder)).toSorted()) {
    if (!gallery && path.startsWith(`${GALLERY}/`)) continue;
    hash.update(path).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex").slice(0, 20);
}

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(root, path);
    return /\.test\.tsx?$|^expo-env\.d\.ts$/.test(entry.name) ? [] : [path];
  });
}
