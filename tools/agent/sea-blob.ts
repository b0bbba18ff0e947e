import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { AGENT_NODE_FLAGS } from "@cfa/agent/node-flags";
import { ok, type Result } from "@cfa/values/result";

import { runTool } from "./run-tool.ts";

export type BlobParts = {
  /** The launcher: what the executable runs. */
  readonly launcher: string;
  /** The bundle that is run until a newer one has come. */
  readonly agent: string;
  /** Node for this machine, of the very version that the executable is made of. */
  readonly linuxNode: string;
  readonly folder: string;
  /** The blob alone when left out; with `--build-sea` a program for this machine around it. */
  readonly how?: "--experimental-sea-config" | "--build-sea";
};

/** The flags the agent runs under. Windows' own roots too: on many PCs a virus scanner signs TLS anew. */
const EXEC_ARGV = ["--use-system-ca", "--disable-warning=ExperimentalWarning", ...AGENT_NODE_FLAGS];

/** Makes what Node's single executable runs. NODE_OPTIONS of the PC are not obeyed. */
export function makeBlob({
  launcher,
  agent,
  linuxNode,
  folder,
  how = "--experimental-sea-config",
}: BlobParts): Result<Buffer, string> {
  const [main, asset, output, settings] = ["launcher.cjs", "agent.cjs", "sea.blob", "sea.json"].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  writeFileSync(main, launcher);
  writeFileSync(asset, agent);
  const config = {
    // Relative, so that no path of the building machine gets into the executable.
    main: "launcher.cjs",
    output: "sea.blob",
    assets: { "agent.cjs": "agent.cjs" },
    disableExperimentalSEAWarning: true,
    useSnapshot: false,
    useCodeCache: false,
    execArgv: EXEC_ARGV,
    execArgvExtension: "none",
  };
  writeFileSync(settings, JSON.stringify(config));
  const made = runTool(linuxNode, [how, "sea.json"], { cwd: folder });
  return made.ok ? ok(readFileSync(output)) : made;
}
