import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { AgentView, Trouble } from "@cfa/agent/engine/agent-view";
import type { PageFile } from "@cfa/agent/page-server/answer";
import { DeedAsked, HelloAsked } from "@cfa/agent/page-server/page-protocol";
import { hashOf, sessionProofOf } from "@cfa/agent/page-server/secrets";
import { SECURITY_HEADERS } from "@cfa/agent/page-server/security-headers";

import { buildPage } from "../../apps/agent/page/build.ts";

/*
 * An agent whose every state a test can bring about at will: the page's files, and the protocol of the window over a view that
 * the test writes. What deeds do is the test's to say.
 */

export type StandIn = {
  /** Where the window is opened; each call is a new ticket. */
  address(): string;
  readonly asked: DeedAsked[];
  view(): AgentView;
  /** Changes the view, and tells the window. */
  show(change: Partial<AgentView>): void;
  /** What a deed does; it answers what goes wrong. */
  does(deed: (asked: DeedAsked) => Trouble | undefined): void;
  /** As a new start of the agent: no session of before is good. */
  startAnew(): void;
  /** The plug: nothing listens until it is put in again. */
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  close(): Promise<void>;
};

const SESSION = "s".repeat(43);

export async function startStandIn(first: AgentView): Promise<StandIn> {
  const files = await buildPage();
  const asked: DeedAsked[] = [];
  const listeners = new Set<ServerResponse>();
  let view = first;
  let does: ((deed: DeedAsked) => Trouble | undefined) | undefined;
  let start = 1;
  const tell = (response: ServerResponse): boolean => response.write(`data: ${JSON.stringify(view)}\n\n`);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const session = `${SESSION}${start}`;
    const path = request.url ?? "/";
    if (path === "/session") return json(response, { session });
    if (path === "/session/hello") {
      const { chance } = HelloAsked.parse(await bodyOf(request));
      return json(response, { proofs: [sessionProofOf(hashOf(session), { chance, port })] });
    }
    const file = files.get(path === "/" ? "index.html" : path.slice(1));
    if (file !== undefined) return send(response, file);
    if (request.headers.authorization !== `Bearer ${session}`) return json(response, {}, 401);
    if (path === "/diagnostics") return void response.end("CFA agent 1.0.0, all well");
    if (path === "/events") {
      response.writeHead(200, { "content-type": "text/event-stream" });
      listeners.add(response);
      response.on("close", () => listeners.delete(response));
      return void tell(response);
    }
    const deed = DeedAsked.parse(await bodyOf(request));
    asked.push(deed);
    const trouble = does?.(deed);
    json(response, trouble === undefined ? { ok: true } : { ok: false, trouble });
  };
  const server = createServer((request, response) => void answer(request, response));
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const unplug = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return {
    address: () => `http://127.0.0.1:${port}/#ticket=${"t".repeat(43)}`,
    asked,
    view: () => view,
    show(change) {
      view = { ...view, ...change };
      for (const listener of listeners) tell(listener);
    },
    does: (deed) => void (does = deed),
    startAnew() {
      start++;
      for (const listener of listeners) listener.destroy();
    },
    unplug,
    plugIn: () => listen(port),
    close: unplug,
  };
}

function send(response: ServerResponse, { type, body }: PageFile): void {
  response.writeHead(200, { ...SECURITY_HEADERS, "content-type": type });
  response.end(body);
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
}
