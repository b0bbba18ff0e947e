import { mkdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";

import { fail, ok, type Result } from "@cfa/values/result";

import { runTool } from "./run-tool.ts";

/** Who signs. `none`: files that are compared byte by byte. */
export type Signing =
  | { readonly kind: "none" }
  | { readonly kind: "test"; readonly certificate: string; readonly key: string }
  | { readonly kind: "program"; readonly program: string };

const TEST_SUBJECT = "/CN=CFA Agent test build (not trusted)";

/** A certificate of this build alone, so that the way of signing is tried in every build. Windows trusts it nowhere. */
export function makeTestCertificate(folder: string): Result<Signing, string> {
  mkdirSync(folder, { recursive: true });
  const [certificate, key] = [join(folder, "test.crt"), join(folder, "test.key")];
  const made = runTool("openssl", [
    "req",
    "-x509",
    "-newkey",
    "rsa:3072",
    "-nodes",
    "-days",
    "30",
    "-subj",
    TEST_SUBJECT,
    "-addext",
    "extendedKeyUsage=codeSigning",
    "-keyout",
    key,
    "-out",
    certificate,
  ]);
  return made.ok ? ok({ kind: "test", certificate, key }) : made;
}

/**
 * Signs a file where it lies, and checks that what is signed is what lies there. A real certificate is kept in hardware or at its
 * issuer: its program is called with the file's path and signs it in place.
 */
export function signFile(path: string, signing: Signing): Result<void, string> {
  if (signing.kind === "none") return ok(undefined);
  const signed = signing.kind === "program" ? runTool(signing.program, [path]) : signByTest(path, signing);
  if (!signed.ok) return signed;
  if (readSignature(path)?.isWhole !== true) return fail(`${basename(path)} carries no good signature.`);
  return ok(undefined);
}

/**
 * The signature of an executable: who signed where it is whole, and whether what was signed is what lies there; undefined where there is none. The chain
 * up to a root is not followed: Linux does not hold Windows' roots.
 */
export function readSignature(path: string): { isWhole: boolean; signer: string } | undefined {
  const read = runTool("osslsigncode", ["verify", path], { mayFail: true });
  const said = read.ok ? read.value : "";
  const [, stored] = /Current message digest\s*:\s*([0-9A-F]+)/.exec(said) ?? [];
  const [, computed] = /Calculated message digest\s*:\s*([0-9A-F]+)/.exec(said) ?? [];
  const [, signer = ""] = /Signer #0:\s*Subject: (.*)/.exec(said) ?? [];
  return stored === undefined ? undefined : { isWhole: stored === computed, signer };
}

function signByTest(
  path: string,
  { certificate, key }: Extract<Signing, { kind: "test" }>,
): Result<void, string> {
  const fresh = `${path}.signed`;
  rmSync(fresh, { force: true });
  const signed = runTool("osslsigncode", [
    "sign",
    "-h",
    "sha256",
    "-certs",
    certificate,
    "-key",
    key,
    "-n",
    "CFA Agent",
    "-in",
    path,
    "-out",
    fresh,
  ]);
  if (!signed.ok) return signed;
  renameSync(fresh, path);
  return ok(undefined);
}
