import type { IncomingMessage, ServerResponse } from "node:http";

import { createWebFiles } from "@cfa/api/http/web-files";
import { listen, type RunningServer } from "@cfa/api/server";

import { StartProblem } from "../start/problem.ts";

type WebFile = ReturnType<typeof createWebFiles>;

/** A built app on loopback as the server gives it out, with no API behind it. Throws `StartProblem` where the port is taken. */
export async function serveFolder(folder: string, { port = 0 } = {}): Promise<RunningServer> {
  const webFile = createWebFiles(folder);
  const listening = await listen((request, response) => void answer(webFile, request, response), {
    host: "127.0.0.1",
    port,
  });
  if (!listening.ok) throw new StartProblem(listening.error);
  return listening.value;
}

async function answer(webFile: WebFile, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = new URL(request.url ?? "/", "http://127.0.0.1");
  try {
    const found = asked.pathname.startsWith("/api/") ? null : await webFile(new Request(asked));
    if (found === null) response.writeHead(404).end();
    else {
      const body = Buffer.from(await found.arrayBuffer());
      response.writeHead(found.status, Object.fromEntries(found.headers)).end(body);
    }
  } catch {
    response.destroy();
  }
}
