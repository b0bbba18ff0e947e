import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

import { assert } from "@cfa/values/assert";

import { answer, type Serving } from "./answer.ts";
import { newSecret } from "./secrets.ts";
import { createSessions } from "./sessions.ts";
import { removeWindowFile, writeWindowFile } from "./window-file.ts";

/** How long anything may take; tests take less. */
export type PageTimes = {
  /** For the head of a request, and for the whole of it. */
  readonly requestMs: number;
  /** A connection that says nothing, or reads nothing, so long is ended. */
  readonly idleMs: number;
  /** How often an open window hears that the agent is there. */
  readonly heartbeatMs: number;
};

const TIMES: PageTimes = { requestMs: 10_000, idleMs: 60_000, heartbeatMs: 15_000 };
const MAX_HEADER_BYTES = 8 * 1024;
const MAX_CONNECTIONS = 64;
/** What is on its way at the end may still get there. */
const GRACE_MS = 500;

export type PageServerOptions = Pick<
  Serving,
  "engine" | "files" | "version" | "onQuit" | "onShow" | "now"
> & {
  /** The agent's data folder: window.json is put there. */
  readonly folder: string;
  /** For the log; never gets a secret. */
  readonly say?: (line: string) => void;
  readonly times?: Partial<PageTimes>;
};

/** The window's server, at work. */
export type PageServer = {
  readonly port: number;
  /** An address to open a window with: once, within a minute. */
  readonly ticketAddress: () => string;
  /** Ends all windows' connections and removes window.json. */
  readonly close: () => Promise<void>;
};

/** Starts the server of the agent's window, on 127.0.0.1 alone and a free port. */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  assert(options.files.has("index.html"), "the window has no page");
  const times = { ...TIMES, ...options.times };
  const sessions = createSessions(options.now);
  const secret = newSecret();
  const http = makeServer(times);
  const port = await listen(http);
  const { say = () => undefined } = options;
  const serving: Serving = { ...options, ...times, say, sessions, secret, port };
  http.on("request", (request, response) => void answer(request, response, serving));
  http.on("upgrade", (_request, socket) => refuseUpgrade(socket));
  writeWindowFile(options.folder, { pid: process.pid, port, secret, version: options.version });
  return {
    port,
    ticketAddress: () => `http://127.0.0.1:${port}/#ticket=${sessions.newTicket()}`,
    async close() {
      removeWindowFile(options.folder, { secret });
      sessions.endAll();
      await closed(http);
    },
  };
}

function makeServer({ requestMs, idleMs }: PageTimes): Server {
  const http = createServer({
    headersTimeout: requestMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(1_000, requestMs),
    keepAliveTimeout: Math.min(5_000, idleMs),
    maxHeaderSize: MAX_HEADER_BYTES,
    insecureHTTPParser: false,
  });
  http.timeout = idleMs;
  http.maxConnections = MAX_CONNECTIONS;
  // Bounded by their size. Not every version of Node refuses what is over a number: it may pass over it, and an Origin with it.
  http.maxHeadersCount = 0;
  return http;
}

function listen(http: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen({ host: "127.0.0.1", port: 0, exclusive: true }, () => {
      http.off("error", reject);
      resolve((http.address() as AddressInfo).port);
    });
  });
}

/** There is nothing here to speak over a socket of one's own. */
function refuseUpgrade(socket: Duplex): void {
  socket.on("error", () => socket.destroy());
  socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", () =>
    socket.destroy(),
  );
}

function closed(http: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => http.closeAllConnections(), GRACE_MS);
    http.close(() => {
      clearTimeout(force);
      resolve();
    });
    http.closeIdleConnections();
  });
}
