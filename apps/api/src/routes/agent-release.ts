import { DOWNLOAD_PATH, SETUP_PATH } from "@cfa/contract/agent-release";

import { agentBounds, isForAll } from "../agent-releases/releases.ts";
import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";

/** The agent's newest release, for people. */
export function agentReleaseRoutes({ releases }: Services, { routes }: ReturnType<typeof guarded>) {
  return {
    read: routes.agentRelease.read.handler(async () => {
      const [release, { least }] = [await releases.current(), await agentBounds(releases)];
      if (release === null || release.files.length === 0) return { release: null, setupPath: null, least };
      const { version, publisher = null } = release.manifest;
      const files = release.files.map((file) => ({ ...file, path: `${DOWNLOAD_PATH}/${file.name}` }));
      const hasSetup = files.some(({ kind }) => kind === "setup");
      return {
        release: { version, publisher, isForAll: isForAll(release), files },
        setupPath: hasSetup ? SETUP_PATH : null,
        least,
      };
    }),
  };
}
