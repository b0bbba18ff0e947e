import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Bundles } from "./bundles.ts";
import { openDisk, type Disk } from "./disk.ts";
import { bundleFolder, bundlePath, type BundleFile } from "./stored-bundles.ts";
import { hashOf, type SignedRelease } from "./verify.ts";

/* A data folder with bundles signed by keys made for the test. */

export type TestBundles = Bundles & {
  readonly dataFolder: string;
  readonly privateKey: KeyObject;
  /** As an executable is told it. */
  readonly publicKey: string;
  /** Puts a signed bundle there; `more` changes what its manifest says. */
  readonly put: (version: string, more?: Partial<SignedRelease>, code?: string) => SignedRelease;
  /** What the executable holds, where it is started. */
  readonly embed: (code: string) => void;
  /** What bundles wrote down, line by line. */
  readonly ran: () => string[];
  readonly path: (version: string, file: BundleFile) => string;
  readonly remove: () => void;
};

/** What a bundle of a version is, where it matters to nobody. */
export function codeOf(version: string): string {
  return `exports.version = "${version}";`;
}

/** An empty data folder and an executable 1.0.0. No process is alive but those of `alive`. */
export function makeBundles({
  disk = openDisk(),
  alive = [],
}: { disk?: Disk; alive?: number[] } = {}): TestBundles {
  const dataFolder = mkdtempSync(join(tmpdir(), "cfa-bundles-"));
  const folder = bundleFolder(dataFolder);
  mkdirSync(folder);
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const path = (version: string, file: BundleFile): string => bundlePath(folder, { version, file });
  return {
    disk,
    folder,
    dataFolder,
    privateKey,
    publicKey: publicKey.export({ format: "der", type: "spki" }).toString("base64"),
    keys: [publicKey],
    embedded: { version: "1.0.0", code: Buffer.from(codeOf("1.0.0")) },
    isAlive: (pid) => alive.includes(pid),
    now: () => "2026-11-29T10:00:00.000Z",
    path,
    embed: (code) => writeFileSync(join(dataFolder, "embedded.cjs"), code),
    ran: () => (disk.read(join(dataFolder, "ran"))?.toString("utf8") ?? "").split("\n").filter(Boolean),
    put: (version, more = {}, code = codeOf(version)) => {
      const bundle = Buffer.from(code);
      const release = {
        version,
        sha256: hashOf(bundle),
        bytes: bundle.length,
        launcher: "1.0.0",
        withdrawn: [],
        ...more,
      };
      const text = Buffer.from(JSON.stringify(release));
      writeFileSync(path(version, "cjs"), bundle);
      writeFileSync(path(version, "json"), text);
      writeFileSync(path(version, "sig"), sign(null, text, privateKey));
      return release;
    },
    remove: () => rmSync(dataFolder, { recursive: true, force: true }),
  };
}
