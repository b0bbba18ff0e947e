import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { ReleaseManifest } from "@cfa/contract/agent-release";

import type { AgentReleaseSettings } from "./agent-releases/settings.ts";

/* Made-up releases of the agent in a folder of their own, for tests. */

export type MadeRelease = { manifest: ReleaseManifest; bundle: Buffer; setup: Buffer; portable: Buffer };

export type ReleaseFolder = {
  readonly settings: AgentReleaseSettings;
  readonly privateKey: KeyObject;
  /** Puts a release there as it is published; `more` changes what its manifest says. */
  readonly put: (version: string, more?: Partial<ReleaseManifest>) => MadeRelease;
  /** Puts a manifest there, signed by the folder's key or another one. */
  readonly putManifest: (manifest: object | string, key?: KeyObject) => void;
  readonly putFile: (name: string, content: Uint8Array | string) => void;
  /** Takes the release away; the folder stays. */
  readonly clear: () => void;
  readonly remove: () => void;
};

/** A folder with no release in it yet, and the key that it believes. */
export function makeReleaseFolder(): ReleaseFolder {
  const folder = mkdtempSync(join(tmpdir(), "cfa-releases-"));
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const putFile: ReleaseFolder["putFile"] = (name, content) => {
    writeFileSync(join(folder, `.new-${name}`), content);
    renameSync(join(folder, `.new-${name}`), join(folder, name));
  };
  const putManifest: ReleaseFolder["putManifest"] = (manifest, key = privateKey) => {
    const text = Buffer.from(typeof manifest === "string" ? manifest : JSON.stringify(manifest));
    putFile("manifest.sig", sign(null, text, key));
    putFile("manifest.json", text);
  };
  const put: ReleaseFolder["put"] = (version, more = {}) => {
    const [bundle, setup, portable] = ["bundle", "setup", "portable"].map((what) =>
      Buffer.from(`${what} of ${version} `.repeat(5_000)),
    ) as [Buffer, Buffer, Buffer];
    const names = { setup: `CFA-Agent-Setup-${version}.exe`, portable: `cfa-agent-${version}.exe` };
    const manifest: ReleaseManifest = {
      version,
      ...stated(bundle),
      launcher: "1.0.0",
      percent: 100,
      isStopped: false,
      withdrawn: [],
      publisher: "CFA Agent TEST, not for release",
      files: [
        { kind: "setup", name: names.setup, version, ...stated(setup) },
        { kind: "portable", name: names.portable, version, ...stated(portable) },
      ],
      ...more,
    };
    putFile(`agent-${version}.cjs`, bundle);
    putFile(names.setup, setup);
    putFile(names.portable, portable);
    putManifest(manifest);
    return { manifest, bundle, setup, portable };
  };
  return {
    settings: { folder, keys: [publicKey] },
    privateKey,
    put,
    putManifest,
    putFile,
    clear: () => rmSync(join(folder, "manifest.json"), { force: true }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function stated(content: Buffer): { bytes: number; sha256: string } {
  return { bytes: content.length, sha256: sha256(content) };
}

/** The SHA-256 of a content, in hex. */
export function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
