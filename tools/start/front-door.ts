import type { RequestListener } from "node:http";

import { BUILDING_PAGE } from "@cfa/api/http/building-page";
import { listen, type RunningServer } from "@cfa/api/server";

import { StartProblem } from "./problem.ts";

export type FrontDoor = {
  readonly server: RunningServer;
  /** From now on the API and the app answer. */
  readonly serve: (app: RequestListener) => void;
};

/**
 * Takes the port before anything long begins: that it is in use is told at once, and a browser that is early gets a page
 * that asks again by itself. Throws `StartProblem` with one line.
 */
export async function openFrontDoor(port: number): Promise<FrontDoor> {
  let app = notReadyYet;
  const listening = await listen((request, response) => app(request, response), { host: "127.0.0.1", port });
  if (!listening.ok) throw new StartProblem(listening.error.replace("with PORT", "with --port"));
  const { url } = listening.value;
  // Browsers never open the ports of some old services, and neither does fetch.
  await fetch(url).catch(() => {
    throw new StartProblem(`Browsers refuse to open port ${port}: give another one with --port.`);
  });
  return {
    server: listening.value,
    serve: (next) => {
      app = next;
    },
  };
}

const notReadyYet: RequestListener = (_request, response) => {
  response.writeHead(503, { "content-type": "text/html", "retry-after": "2" }).end(BUILDING_PAGE);
};
