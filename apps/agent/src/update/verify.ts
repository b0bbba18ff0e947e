import { createHash, createPublicKey, verify, type KeyObject } from "node:crypto";

import type { ReleaseManifest } from "@cfa/contract/agent-release";
import { fail, ok, type Result } from "@cfa/values/result";

/*
 * What a bundle must show before it is run. No schema library: the launcher is small, and what a key has signed needs only be held against
 * what is used of it.
 */

/** What the launcher needs of a manifest. */
export type SignedRelease = Pick<ReleaseManifest, "version" | "sha256" | "bytes" | "launcher" | "withdrawn">;

const VERSION = /^\d{1,5}\.\d{1,5}\.\d{1,5}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** The release that a manifest names, if one of the keys signed its text byte by byte. */
export function signedRelease(
  { text, signature }: { text: Uint8Array; signature: Uint8Array },
  keys: readonly KeyObject[],
): Result<SignedRelease, string> {
  if (!keys.some((key) => verify(null, text, key, signature))) return fail("its manifest is not signed");
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(text).toString("utf8"));
  } catch {
    return fail("its manifest is no JSON");
  }
  return isRelease(read) ? ok(read) : fail("its manifest is not right");
}

/** What is wrong with a bundle that claims to be the release's; undefined: it is the one that was signed. */
export function bundleFault(
  bundle: Uint8Array,
  { bytes, sha256 }: Pick<SignedRelease, "bytes" | "sha256">,
): string | undefined {
  if (bundle.length !== bytes) return `it has ${bundle.length} bytes, not ${bytes}`;
  return hashOf(bundle) === sha256 ? undefined : "its content is not what was signed";
}

/** The SHA-256 of a content, in hex. */
export function hashOf(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Public keys of base64 texts. What is no Ed25519 public key is left out: it can sign nothing here. */
export function releaseKeys(texts: readonly string[]): KeyObject[] {
  return texts.map(keyOf).filter((key) => key !== undefined);
}

function keyOf(text: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(text.trim(), "base64"), format: "der", type: "spki" });
    return key.asymmetricKeyType === "ed25519" ? key : undefined;
  } catch {
    return undefined;
  }
}

function isRelease(read: unknown): read is SignedRelease {
  if (typeof read !== "object" || read === null) return false;
  const { version, sha256, bytes, launcher, withdrawn } = read as Record<keyof SignedRelease, unknown>;
  return (
    [version, launcher].every(isVersion) &&
    isHash(sha256) &&
    Number.isInteger(bytes) &&
    Array.isArray(withdrawn) &&
    withdrawn.every(isHash)
  );
}

/** Whether it is a version such as 1.4.0. */
export function isVersion(text: unknown): text is string {
  return typeof text === "string" && VERSION.test(text);
}

function isHash(text: unknown): text is string {
  return typeof text === "string" && SHA256.test(text);
}
