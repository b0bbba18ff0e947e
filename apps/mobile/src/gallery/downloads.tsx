import type { AgentRelease } from "@cfa/contract/agent-release";

import { AgentDownload } from "../screens/agent/agent-download";
import type { Group } from "./group";

const nothing = () => undefined;
const ORIGIN = "https://cfa.example.in";

const RELEASE: AgentRelease = {
  version: "1.4.0",
  isForAll: true,
  publisher: "CFA",
  files: (["setup", "portable"] as const).map((kind) => {
    const name = kind === "setup" ? "CFA-Agent-Setup-1.4.0.exe" : "cfa-agent-1.4.0.exe";
    const bytes = kind === "setup" ? 27_682_816 : 104_857_600;
    return {
      kind,
      name,
      version: "1.4.0",
      bytes,
      sha256: "0123456789abcdef".repeat(4),
      path: `/agent/downloads/${name}`,
    };
  }),
};

/** What people download: a whole page each, so that each is a section of its own. */
export const DOWNLOADS: Group = [
  { of: "AgentDownload", states: { usual: () => page(RELEASE) } },
  {
    of: "AgentDownloadInSteps",
    states: { "of nobody known": () => page({ ...RELEASE, isForAll: false, publisher: null }) },
  },
  { of: "AgentDownloadNone", states: { "without a release": () => page(null) } },
];

function page(release: AgentRelease | null) {
  const setupPath = release === null ? null : "/agent/download";
  return (
    <AgentDownload answer={{ release, setupPath }} origin={ORIGIN} onFiles={nothing} onConnect={nothing} />
  );
}
