import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

import { sourceFiles } from "./source-files.ts";

/*
 * The import ladder: who may import whom (ARCHITECTURE.md). Also: no cycles between files, no re-export files, and the
 * pure packages know no Node, no clock, no network and no chance.
 */

type Area = { may: readonly string[]; pure?: true; node?: false };

const AREAS: Readonly<Record<string, Area>> = {
  "packages/values": { may: [], pure: true },
  "packages/contract": { may: ["packages/values"], pure: true },
  "packages/tally": { may: ["packages/values", "packages/contract"] },
  "packages/books": { may: ["packages/values", "packages/contract"], pure: true },
  "packages/insights": { may: ["packages/values", "packages/books"], pure: true },
  "packages/assistant": { may: ["packages/values", "packages/contract"], pure: true },
  "packages/nudges": { may: ["packages/values", "packages/books", "packages/insights"], pure: true },
  "packages/reports": { may: ["packages/values", "packages/books"] },
  "packages/db": {
    may: ["packages/values", "packages/contract", "packages/books", "packages/insights", "packages/nudges"],
  },
  "packages/testkit/src/sample-company": { may: ["packages/values"] },
  "packages/testkit/src/fake-tally": { may: ["packages/values", "packages/testkit/src/sample-company"] },
  "packages/testkit": { may: ["*"] },
  "apps/agent": { may: ["packages/values", "packages/contract", "packages/tally"] },
  "apps/api": {
    may: [
      "packages/values",
      "packages/contract",
      "packages/tally",
      "packages/books",
      "packages/insights",
      "packages/nudges",
      "packages/reports",
      "packages/assistant",
      "packages/db",
    ],
  },
  "apps/worker": {
    may: [
      "packages/values",
      "packages/contract",
      "packages/tally",
      "packages/books",
      "packages/insights",
      "packages/nudges",
      "packages/db",
    ],
  },
  "apps/mobile": { may: ["packages/values", "packages/contract"] },
  tools: { may: ["*"] },
  tests: { may: ["*"] },
  bench: { may: ["*"] },
};

/** Tests, and the "test-…" files they share, may use the testkit, which no product code may. */
const TEST_FILE = /\.test\.tsx?$|\/test-[a-z-]+\.ts$/;
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+"([^"]+)"|(?:^|\n)\s*import\s+"([^"]+)"|import\("([^"]+)"\)/g;
const REEXPORT = /(?:^|\n)\s*export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s*(?:as\s+\w+\s+)?from\s/;
const IMPURE =
  /\b(?:Date\.now\(|new Date\(\)|Math\.random\(|process\.|fetch\(|setTimeout\(|setInterval\(|performance\.)/;

/** What the app would have to load and can do without: the server checks what goes over the wire. */
const NOT_IN_APP = "zod";
/** Imports that are gone once types are. */
const OF_TYPES = /(?:^|\n)\s*import\s+type\s[^;]*;/g;

/** Every breach of the ladder in the repository, one line each; none is well. */
export function checkLadder(root: string): string[] {
  const problems: string[] = [];
  const graph = new Map<string, string[]>();
  for (const path of sourceFiles(root)) {
    const text = readFileSync(join(root, path), "utf8");
    const area = areaOf(path);
    if (area === undefined) {
      problems.push(`${path}: lies in no area of the ladder`);
      continue;
    }
    const imports = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
    const targets = imports
      .map((name) => targetOf(path, name, root))
      .filter((target) => target !== undefined);
    graph.set(
      path,
      targets.filter((target) => /\.tsx?$/.test(target)),
    );
    const isTest = TEST_FILE.test(path);
    if (!isTest) problems.push(...breaches(path, area, targets));
    // Expo Router's routes name the screen of an address and are nothing else.
    if (REEXPORT.test(text) && !path.startsWith("apps/mobile/src/app/"))
      problems.push(`${path}: re-exports; import the file itself`);
    if (AREAS[area]?.pure === true && !isTest) problems.push(...impurities(path, imports, text));
  }
  return [...problems, ...cycles(graph), ...schemasInApp(root)];
}

function breaches(path: string, area: string, targets: readonly string[]): string[] {
  const may = AREAS[area]?.may ?? [];
  if (may.includes("*")) return [];
  return targets
    .map((target) => ({ target, of: areaOf(target) }))
    .filter(({ of }) => of !== undefined && of !== area && !may.includes(of))
    .map(({ target, of }) => `${path}: ${area} may not import ${of} (${target})`);
}

function impurities(path: string, imports: readonly string[], text: string): string[] {
  const problems = imports
    .filter((name) => name.startsWith("node:"))
    .map((name) => `${path}: a pure package may not import ${name}`);
  const impure = IMPURE.exec(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ""));
  // A client of the API is the one place that may hold the global fetch: as a default, handed in otherwise.
  if (impure && path !== "packages/contract/src/client.ts") {
    problems.push(`${path}: a pure package may not use ${impure[0]}`);
  }
  return problems;
}

/** The longest area whose folder holds the path. */
function areaOf(path: string): string | undefined {
  return Object.keys(AREAS)
    .filter((area) => path === area || path.startsWith(`${area}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}

/** The file or package folder that an import names, from the root; undefined for libraries. */
function targetOf(path: string, name: string, root: string): string | undefined {
  if (name.startsWith(".")) return relative(root, resolve(root, dirname(path), name)).replaceAll("\\", "/");
  const own = /^@cfa\/([a-z]+)\/(.+)$/.exec(name);
  if (!own) return undefined;
  const folder = ["agent", "api", "worker", "mobile"].includes(own[1] ?? "") ? "apps" : "packages";
  return `${folder}/${own[1]}/src/${own[2]}.ts`;
}

/** How the schema library would get into the app, one line for each module of ours that it would come with; tests are no part of the app. */
function schemasInApp(root: string): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const text = readFileSync(join(root, path), "utf8").replaceAll(OF_TYPES, "\n");
    for (const match of text.matchAll(IMPORT)) {
      const name = match[1] ?? match[2] ?? match[3] ?? "";
      if (name === NOT_IN_APP) problems.push(`the app loads ${name}: ${[...trail, path].join(" → ")}`);
      const target = targetOf(path, name, root);
      if (target?.startsWith("packages/") && /\.tsx?$/.test(target)) visit(target, [...trail, path]);
    }
  };
  for (const path of sourceFiles(root)) {
    if (path.startsWith("apps/mobile/src/") && !TEST_FILE.test(path)) visit(path, []);
  }
  return problems;
}

/** Files that import each other in a ring. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const state = new Map<string, "open" | "done">();
  const problems: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      problems.push(`cycle: ${[...trail.slice(trail.indexOf(path)), path].join(" → ")}`);
      return;
    }
    state.set(path, "open");
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    state.set(path, "done");
  };
  for (const path of graph.keys()) visit(path, []);
  return problems;
}
