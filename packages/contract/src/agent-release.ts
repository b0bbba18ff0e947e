import { oc } from "@orpc/contract";
import { z } from "zod";

/*
 * Releases of the desktop agent. Whoever builds one signs its manifest (Ed25519, over the text byte by byte) and puts it with its files
 * where the server looks; agents read manifest, signature and bundle from below UPDATE_PATH and believe the signature alone, people
 * get the setup and the portable executable from below DOWNLOAD_PATH.
 */

/** Where agents get manifest.json, manifest.sig and agent-VERSION.cjs. */
export const UPDATE_PATH = "/agent/updates";
/** Where people get the files by name. */
export const DOWNLOAD_PATH = "/agent/downloads";
/** Leads on to the newest setup: short enough to be typed. */
export const SETUP_PATH = "/agent/download";

export const MOST_MANIFEST_BYTES = 64_000;
const MOST_FILE_BYTES = 500_000_000;

const Version = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/, "a version such as 1.4.0");
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in lower case");
const FileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, "a plain file name");

/** A file for people. */
export const ReleaseFile = z.object({
  kind: z.enum(["setup", "portable"]),
  name: FileName,
  version: Version.describe("of the executable: a release may renew the bundle alone"),
  bytes: z.number().int().min(1).max(MOST_FILE_BYTES),
  sha256: Sha256,
});
export type ReleaseFile = z.infer<typeof ReleaseFile>;

/** What a release says of itself. Every byte of it is signed. Later versions may add to it. */
export const ReleaseManifest = z.object({
  version: Version,
  sha256: Sha256.describe("of the bundle"),
  bytes: z.number().int().min(1).max(50_000_000).describe("of the bundle"),
  launcher: Version.describe("the oldest executable that can run the bundle"),
  percent: z
    .number()
    .int()
    .min(0)
    .max(100)
    .describe("of the agents that take it, drawn from version and agent"),
  isStopped: z.boolean().describe("the kill switch: nobody takes it any more"),
  withdrawn: z
    .array(Sha256)
    .max(100)
    .describe("bundles that are no longer run, files that are not given out"),
  least: Version.optional().describe("the oldest agent that the server still takes anything from"),
  publisher: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("whom the files are signed by, as Windows shows it"),
  files: z.array(ReleaseFile).max(10).optional().describe("for people"),
});
export type ReleaseManifest = z.infer<typeof ReleaseManifest>;

/** A release as people see it. */
export const AgentRelease = z.object({
  version: z.string(),
  isForAll: z.boolean().describe("false: only some agents take it so far"),
  publisher: z.string().nullable(),
  files: z.array(ReleaseFile.extend({ path: z.string().describe("where it is downloaded") })),
});
export type AgentRelease = z.infer<typeof AgentRelease>;

/** The app's call about the agent's releases. */
export const agentReleaseApi = {
  read: oc
    .route({ method: "GET", path: "/agent-release", summary: "The newest desktop agent, to be downloaded" })
    .output(
      z.object({
        release: AgentRelease.nullable().describe("null: this server gives none out, or has stopped it"),
        setupPath: z.string().nullable().describe("leads on to the newest setup; null where there is none"),
        least: z.string().describe("the oldest agent that is still spoken with"),
      }),
    ),
};
