import { AskInput } from "@cfa/contract/assistant";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";

import { askAssistant } from "../assistant/ask.ts";
import type { Assistant } from "../assistant/open-assistant.ts";
import { smallBody } from "../auth/delegate.ts";
import { toFailure } from "../errors.ts";
import { enterCompany, type FileRouteDeps } from "../http/enter-company.ts";
import type { WebEnv } from "../http/web-env.ts";
import { readShape } from "../read-shape.ts";

const ASK = "/api/companies/:companyId/assistant/ask/stream";
const Body = AskInput.omit({ companyId: true });

/** Asking the books, with the answer told as it is made: server-sent events, the last of them the whole. */
export function assistantStreamRoutes(deps: FileRouteDeps & { readonly assistant: Assistant }): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.post(ASK, smallBody, async (c) => {
    const scope = await enterCompany(c, deps, ["POST", ASK]);
    const question = readShape(Body, await c.req.json());
    const hangUp = new AbortController();
    return streamSSE(
      c,
      async (stream) => {
        stream.onAbort(() => hangUp.abort());
        const write = (event: object): Promise<void> => stream.writeSSE({ data: JSON.stringify(event) });
        const turn = await askAssistant({ ...deps.assistant, db: deps.db }, scope, {
          question,
          tell: (event) => void write(event),
          signal: hangUp.signal,
        });
        await write({ kind: "turn", turn });
      },
      async (error, stream) => {
        const { code } = toFailure(error);
        await stream.writeSSE({ data: JSON.stringify({ kind: "failed", code }) });
      },
    );
  });
  return app;
}
