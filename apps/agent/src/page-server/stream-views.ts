import type { ServerResponse } from "node:http";

import type { Engine } from "../engine/agent-view.ts";
import { withoutKeys } from "../log/mask.ts";
import { causeOf } from "./do-deed.ts";
import type { Session } from "./sessions.ts";

type Streaming = {
  readonly engine: Pick<Engine, "view" | "watch">;
  readonly session: Session;
  readonly heartbeatMs: number;
  readonly say: (line: string) => void;
};

/**
 * Sends the whole view at once and after each change, until the window or its session ends. A window that does not read in time
 * misses the views between and gets the newest: never more than one waits for it.
 */
export function streamViews(response: ServerResponse, streaming: Streaming): void {
  const { engine, session, heartbeatMs, say } = streaming;
  let isFull = false;
  let isBehind = false;
  const write = (text: string): void => {
    if (!response.writableEnded && !response.destroyed) isFull = !response.write(text);
  };
  const sendView = (): void => {
    isBehind = isFull;
    if (isFull) return;
    try {
      write(`data: ${withoutKeys(JSON.stringify(engine.view()))}\n\n`);
    } catch (error) {
      say(`The view could not be shown: ${causeOf(error)}`);
      response.destroy();
    }
  };
  const end = (): void => void response.end();
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  response.on("drain", () => {
    isFull = false;
    if (isBehind) sendView();
  });
  const heart = setInterval(() => {
    if (!isFull) write(":\n\n");
  }, heartbeatMs);
  const unwatch = engine.watch(sendView);
  session.endings.add(end);
  response.once("close", () => {
    clearInterval(heart);
    unwatch();
    session.endings.delete(end);
  });
  sendView();
}
