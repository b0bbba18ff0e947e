import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { rolldown, type Plugin } from "rolldown";

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const AGENT = join(ROOT, "apps", "agent");
const VERSION_FILE = join(AGENT, "src", "version.ts");
/** Makes the window's page; its files are part of the bundle, so that an update renews both at once. */
const PAGE_BUILD = join(AGENT, "page", "build.ts");

/** The two programs: what runs in the executable, and what it may be replaced by in an update. */
export const ENTRIES = {
  agent: firstOf(
    join(AGENT, "src", "desktop", "desktop-main.ts"),
    join(ROOT, "tools", "agent", "probe", "agent-main.ts"),
  ),
  launcher: firstOf(
    join(AGENT, "src", "update", "launcher-main.ts"),
    join(ROOT, "tools", "agent", "probe", "launcher-main.ts"),
  ),
};

export type BundleOptions = {
  /** Takes the place of the source's own. */
  readonly version: string;
  /** Whom updates are believed of: base64 of public keys. */
  readonly releaseKeys: readonly string[];
};

/** Puts a program and all that it imports into one CommonJS text. */
export async function bundle(entry: string, { version, releaseKeys }: BundleOptions): Promise<string> {
  const build = await rolldown({
    input: entry,
    cwd: ROOT,
    platform: "node",
    // What needs another file beside it cannot be in here: it must fail now and not on a PC.
    external: [/^node:/],
    transform: { define: { CFA_AGENT_RELEASE_KEYS: JSON.stringify(releaseKeys.join(",")) } },
    plugins: [versionPlugin(version), pagePlugin()],
    onLog(level, log, handle) {
      if (log.code === "UNRESOLVED_IMPORT") throw new Error(log.message);
      handle(level, log);
    },
  });
  try {
    const { output } = await build.generate({
      format: "cjs",
      minify: true,
      codeSplitting: false,
      sourcemap: false,
    });
    const [{ code }] = output;
    return code;
  } finally {
    await build.close();
  }
}

function versionPlugin(version: string): Plugin {
  return {
    name: "agent-version",
    load: (id) => (id === VERSION_FILE ? `export const AGENT_VERSION = ${JSON.stringify(version)};` : null),
  };
}

/** In the bundle, `buildPage()` of the page answers the files as they were built: neither sources nor builder are on a PC. */
function pagePlugin(): Plugin {
  return {
    name: "agent-page",
    async load(id) {
      if (id !== PAGE_BUILD) return null;
      const { buildPage } = (await import(pathToFileURL(PAGE_BUILD).href)) as {
        buildPage: () => Promise<Map<string, { type: string; body: Uint8Array }>>;
      };
      const files = [...(await buildPage())].map(([name, { type, body }]) => [
        name,
        type,
        Buffer.from(body).toString("base64"),
      ]);
      return `const FILES = ${JSON.stringify(files)};
export const buildPage = async () =>
  new Map(FILES.map(([name, type, body]) => [name, { type, body: new Uint8Array(Buffer.from(body, "base64")) }]));`;
    },
  };
}

function firstOf(...paths: string[]): string {
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`none is there: ${paths.join(", ")}`);
  return found;
}
