import { createPublicKey, type KeyObject } from "node:crypto";
import { isAbsolute } from "node:path";

import type { Environment } from "../ways-in.ts";

/** Where releases of the agent lie, and by whom they must be signed. */
export type AgentReleaseSettings = { readonly folder: string; readonly keys: readonly KeyObject[] };

/** The agent's releases as far as the environment names them; null: this server gives none out. */
export function agentReleasesIn(env: Environment, errors: string[]): AgentReleaseSettings | null {
  const { CFA_AGENT_RELEASES: folder, CFA_AGENT_RELEASE_KEY: keys } = env;
  if (!folder && !keys) return null;
  if (!folder || !keys) {
    errors.push("CFA_AGENT_RELEASES and CFA_AGENT_RELEASE_KEY are set together, or neither");
    return null;
  }
  if (!isAbsolute(folder)) errors.push(`CFA_AGENT_RELEASES must be a whole path, not "${folder}"`);
  const read = keys.split(",").map((text) => publicKeyIn(text.trim()));
  if (read.some((key) => key === undefined)) {
    errors.push(
      "CFA_AGENT_RELEASE_KEY must be Ed25519 public keys in base64, with commas (openssl pkey -in key.pem -pubout -outform DER | base64 -w0)",
    );
  }
  return { folder, keys: read.filter((key) => key !== undefined) };
}

/** A key that could sign is no public key: it has no business on a server. */
function publicKeyIn(text: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" });
    return key.asymmetricKeyType === "ed25519" ? key : undefined;
  } catch {
    return undefined;
  }
}
