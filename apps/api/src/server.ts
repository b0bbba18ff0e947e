import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { fail, ok, type Result } from "@cfa/values/result";

/** A listening server. */
export type RunningServer = {
  readonly port: number;
  /** Where it is reached from this machine. */
  readonly url: string;
  /** Takes no new connections, lets running requests finish for at most `graceMs`, then cuts what is left. */
  readonly drain: (options?: { graceMs?: number }) => Promise<void>;
};

const REQUEST_MILLIS = 120_000; // a slow line may take a while to send 8 MB
const HEADERS_MILLIS = 15_000;
const KEEP_ALIVE_MILLIS = 65_000; // longer than a load balancer's, so that it never meets a closing connection
const GRACE_MILLIS = 10_000;

/** Listens. Fails with one plain line when it cannot, such as on a taken port. Port 0 takes a free one. */
export async function listen(
  app: RequestListener,
  options: { host: string; port: number },
): Promise<Result<RunningServer, string>> {
  const server = createServer({ requestTimeout: REQUEST_MILLIS, headersTimeout: HEADERS_MILLIS }, app);
  server.keepAliveTimeout = KEEP_ALIVE_MILLIS;
  const problem = await started(server, options);
  if (problem !== null) return fail(problem);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  const url = `http://${["0.0.0.0", "[::]"].includes(host) ? "127.0.0.1" : host}:${port}`;
  return ok({ port, url, drain: ({ graceMs = GRACE_MILLIS } = {}) => drain(server, graceMs) });
}

function started(server: Server, options: { host: string; port: number }): Promise<string | null> {
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(sentence(error, options)));
    server.listen({ host: options.host, port: options.port }, () => {
      server.removeAllListeners("error");
      resolve(null);
    });
  });
}

function sentence(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): string {
  if (error.code === "EADDRINUSE") {
    return `Port ${port} is already in use. Stop the other program or choose another port with PORT.`;
  }
  if (error.code === "EACCES") return `Port ${port} may not be used by this user. Choose one above 1023.`;
  if (error.code === "EADDRNOTAVAIL")
    return `This machine has no address ${host}. Set HOST to 127.0.0.1 or 0.0.0.0.`;
  return `The server cannot listen on ${host}:${port}: ${error.message}`;
}

function drain(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
