import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { openReleases } from "@cfa/api/agent-releases/releases";
import { agentReleaseRoutes } from "@cfa/api/agent-releases/routes";
import { ApiFailure } from "@cfa/api/errors";
import { createLogger } from "@cfa/api/log";
import { makeReleaseFolder, type ReleaseFolder } from "@cfa/api/test-agent-release";
import { ERROR_STATUS } from "@cfa/contract/error-codes";
import { getRequestListener } from "@hono/node-server";

/* The server's own routes for releases, and somebody who may sit between it and the agent. */

/** Answers in place of the server, or says false and lets it answer. */
export type Meddler = (request: IncomingMessage, response: ServerResponse) => boolean;

export type ReleaseServer = {
  readonly url: string;
  readonly folder: ReleaseFolder;
  /** File and range of every call. */
  readonly asked: string[];
  meddle: Meddler | undefined;
  readonly close: () => Promise<void>;
};

/** Starts it with an empty folder of releases. */
export async function startReleaseServer(): Promise<ReleaseServer> {
  const folder = makeReleaseFolder();
  const releases = openReleases(folder.settings, { log: createLogger({ level: "silent" }), lookMillis: 0 });
  const app = agentReleaseRoutes(releases).onError((error) =>
    Response.json(
      { error: String(error) },
      { status: error instanceof ApiFailure ? ERROR_STATUS[error.code] : 500 },
    ),
  );
  const real = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((request, response) => {
    const { range } = request.headers;
    made.asked.push(`${request.url?.split("/").at(-1)}${range === undefined ? "" : ` ${range}`}`);
    if (made.meddle?.(request, response) !== true) void real(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const made: ReleaseServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    folder,
    asked: [],
    meddle: undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      folder.remove();
    },
  };
  return made;
}
