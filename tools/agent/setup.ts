import { statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Result } from "@cfa/values/result";

import { runTool } from "./run-tool.ts";
import type { Signing } from "./sign.ts";

const SCRIPT = fileURLToPath(new URL("setup.nsi", import.meta.url));
const SIGN_SCRIPT = fileURLToPath(new URL("sign-uninstaller.ts", import.meta.url));
/** NSIS writes the time of the build into what it makes. */
const BUILD_TIME = "1767225600";

export type SetupParts = {
  readonly version: string;
  readonly publisher: string;
  /** Where the programs lie, signed. */
  readonly folder: string;
  readonly icon: string;
  readonly out: string;
  /** Solid LZMA: a third smaller, four times slower. */
  readonly isRelease: boolean;
  readonly signing: Signing;
};

/** Makes the setup of the programs in a folder; its uninstaller is signed as it is made. */
export function makeSetup(parts: SetupParts): Result<string, string> {
  const { version, publisher, folder, icon, out, isRelease, signing } = parts;
  const programs = ["cfa-agent.exe", "cfa-agent-service.exe"].map(
    (name) => statSync(join(folder, name)).size,
  );
  const kilobytes = Math.ceil(programs.reduce((sum, size) => sum + size, 0) / 1024);
  const defined = {
    VERSION: version,
    PUBLISHER: publisher,
    FROM: folder,
    OUT: out,
    ICON: icon,
    KILOBYTES: String(kilobytes),
    ...(isRelease ? { RELEASE: "1" } : {}),
    ...(signing.kind === "none" ? {} : { SIGN: `"${process.execPath}" "${SIGN_SCRIPT}"` }),
  };
  return runTool(
    "makensis",
    [
      "-V2",
      "-WX",
      "-INPUTCHARSET",
      "UTF8",
      ...Object.entries(defined).map(([name, value]) => `-D${name}=${value}`),
      SCRIPT,
    ],
    { env: { ...process.env, SOURCE_DATE_EPOCH: BUILD_TIME, CFA_AGENT_SIGNING: JSON.stringify(signing) } },
  );
}
