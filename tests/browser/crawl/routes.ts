import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const app = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "apps", "mobile", "src", "app");

/** Every address of the app as the router's files name it, "/[companyId]/parties/[partyId]"; what is no page is left out. */
export function routesOfApp(folder = app, before = ""): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.isDirectory()) return routesOfApp(join(folder, entry.name), `${before}/${entry.name}`);
      const name = entry.name.replace(/\.tsx?$/, "");
      if (name === "_layout" || name === "+native-intent") return [];
      return [name === "index" ? before || "/" : `${before}/${name}`];
    })
    .toSorted();
}
