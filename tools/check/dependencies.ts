import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ADVISORIES } from "./advisories.ts";

/*
 * What the lockfile may hold, told without a network: every package by its hash, none from an address of its own, none with
 * an install script that package.json does not name, none that an advisory we know of is about. `npm run audit` asks for
 * advisories that we do not know of.
 */

export type LockedPackage = {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
};

/** Every breach in the repository's lockfile, one line each; none is well. */
export function checkDependencies(root: string): string[] {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), "utf8"));
  const { packages } = read("package-lock.json") as { packages: Record<string, LockedPackage> };
  const { allowScripts = {} } = read("package.json") as { allowScripts?: Record<string, boolean> };
  return breachesOf(packages, allowScripts);
}

/** The same of what a lockfile and the list of install scripts say. */
export function breachesOf(
  packages: Readonly<Record<string, LockedPackage>>,
  allowScripts: Readonly<Record<string, boolean>>,
): string[] {
  return Object.entries(packages).flatMap(([path, locked]) => {
    const [, name] = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? [];
    if (name === undefined || locked.link === true) return [];
    const breaches: string[] = [];
    if (locked.integrity?.startsWith("sha512-") !== true) breaches.push("is locked by no hash");
    if (locked.resolved !== undefined) {
      breaches.push(`comes from ${locked.resolved}`);
    }
    if (locked.hasInstallScript === true && !(name in allowScripts)) {
      breaches.push("has an install script that allowScripts in package.json does not name");
    }
    for (const { below, why } of ADVISORIES.filter((one) => one.name === name)) {
      if (below === undefined || isBelow(locked.version ?? "0", below)) breaches.push(why);
    }
    return breaches.map((breach) => `package-lock.json: ${path}@${locked.version} ${breach}`);
  });
}

const parts = (text: string): number[] => text.split(/[.-]/).slice(0, 3).map(Number);

function isBelow(version: string, other: string): boolean {
  const [mine, bound] = [parts(version), parts(other)];
  for (const at of [0, 1, 2]) {
    if ((mine[at] ?? 0) !== (bound[at] ?? 0)) return (mine[at] ?? 0) < (bound[at] ?? 0);
  }
  return false;
}
