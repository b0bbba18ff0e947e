import { DOWNLOAD_PATH, SETUP_PATH, UPDATE_PATH } from "@cfa/contract/agent-release";
import { Hono } from "hono";

import { ApiFailure } from "../errors.ts";
import type { WebEnv } from "../http/web-env.ts";
import { sendFile } from "./send-file.ts";
import type { AgentReleases } from "./releases.ts";
import type { Stated } from "./checked-file.ts";

/** What agents renew themselves by, and what people install. A name leads to a file only where the manifest has it. */
export function agentReleaseRoutes(releases: AgentReleases): Hono<WebEnv> {
  const send = async (request: Request, name: string, stated: Stated | undefined): Promise<Response> => {
    const handle = stated === undefined ? null : await releases.open(name, stated);
    if (stated === undefined || handle === null) throw noSuchFile();
    return sendFile(handle, { request, name, stated });
  };
  return new Hono<WebEnv>()
    .get(`${UPDATE_PATH}/:file`, async (c) => {
      const release = await releases.current();
      if (release === null) throw noRelease();
      const name = c.req.param("file");
      if (name === "manifest.json") {
        return c.body(new Uint8Array(release.text), 200, {
          "content-type": "application/json; charset=utf-8",
        });
      }
      if (name === "manifest.sig") {
        return c.body(new Uint8Array(release.signature), 200, { "content-type": "application/octet-stream" });
      }
      return send(c.req.raw, name, release.bundles.get(name));
    })
    .get(`${DOWNLOAD_PATH}/:file`, async (c) => {
      const release = await releases.current();
      if (release === null) throw noRelease();
      const name = c.req.param("file");
      return send(
        c.req.raw,
        name,
        release.files.find((file) => file.name === name),
      );
    })
    .get(SETUP_PATH, async (c) => {
      const setup = (await releases.current())?.files.find(({ kind }) => kind === "setup");
      if (setup === undefined) throw noRelease();
      return c.redirect(`${DOWNLOAD_PATH}/${setup.name}`);
    });
}

function noRelease(): ApiFailure {
  return new ApiFailure("not-found", {
    message: "This server has no release of the agent. Books come in by files as well.",
  });
}

function noSuchFile(): ApiFailure {
  return new ApiFailure("not-found", {
    message: "The newest release of the agent has no such file. Open the download page again.",
  });
}
