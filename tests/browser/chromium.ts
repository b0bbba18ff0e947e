import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium, type BrowserContext } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const CACHE = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), ".cache", "chromium");

/** Quiet on a closed network, and able to run as root. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];

/** What hangs is given up after so long: a page waits for a server and a worker that share the machine with the browser. */
const PATIENCE_MILLIS = 90_000;

export type Browser = { readonly context: BrowserContext; readonly close: () => Promise<void> };

export type BrowserOptions = {
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
  readonly locale?: string;
  /** More flags for it, such as for a camera. */
  readonly flags?: readonly string[];
};

/**
 * A real Chromium with a profile of its own: one that is installed (CHROME_PATH names another), else the one that an npm
 * package ships. Throws with one line that says what to install when neither runs.
 */
export async function openBrowser(options: BrowserOptions): Promise<Browser> {
  const installed = installedChromium();
  if (installed !== undefined) return launch(installed, options);
  const packaged = await packagedChromium();
  // On a system without the NSS libraries the package's own copies serve.
  return launch(packaged.path, options).catch(() => launch(packaged.path, options, packaged.libraries));
}

async function launch(executablePath: string, options: BrowserOptions, libraries?: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), "cfa-browser-"));
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      timeout: PATIENCE_MILLIS,
      args: [...FLAGS, ...(options.flags ?? [])],
      viewport: { width: options.width, height: options.height },
      colorScheme: options.dark === true ? "dark" : "light",
      locale: options.locale ?? "en-IN",
      timezoneId: "Asia/Kolkata",
      env: { ...process.env, ...(libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries }) },
    });
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return {
      context,
      close: async () => {
        await context.close();
        // A process of the browser's may still be writing: a folder that is not empty yet is tried again.
        rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      },
    };
  } catch (error) {
    rmSync(profile, { recursive: true, force: true });
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new Error(`no browser runs here (${reason}); on Debian: apt-get install chromium`, {
      cause: error,
    });
  }
}

function installedChromium(): string | undefined {
  const named = process.env["CHROME_PATH"];
  if (named !== undefined && named !== "") return named;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"].find((path) =>
    existsSync(path),
  );
}

/** Unpacks the packaged browser once into a folder of ours: the package knows only the system's temporary folder. */
async function packagedChromium(): Promise<{ path: string; libraries: string }> {
  const { default: packaged, inflate } = await import("@sparticuz/chromium");
  mkdirSync(CACHE, { recursive: true });
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = CACHE;
  try {
    const path = await packaged.executablePath();
    const bin = join(dirname(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium")))), "bin");
    const libraries = await inflate(join(bin, "al2023.tar.br"));
    return { path, libraries: join(libraries, "lib") };
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}
