import { AskInput } from "@cfa/contract/assistant";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";

import { askAssistant } from "../assistant/ask.ts";
import type { Assistant } from "../assistant/open-assistant.ts";
import { ApiFailure, toFailure } from "../errors.ts";
import { enterCompany, type FileRouteDeps } from "../http/enter-company.ts";
import type { WebEnv } from "../http/web-env.ts";

const ASK = "/api/companies/:companyId/assistant/ask/stream";
const Body = AskInput.omit({ companyId: true });

/** Asking the books, with the answer told as it is made: server-sent events, the last of them the whole. */
export function assistantStreamRoutes(deps: FileRouteDeps & { readonly assistant: Assistant }): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.post(ASK, async (c) => {
    const scope = await enterCompany(c, deps, ["POST", ASK]);
    const body = Body.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) {
      const field = body.error.issues[0]?.path.join(".") ?? "question";
      throw new ApiFailure("bad-input", { field, message: `The value of "${field}" is not right.` });
    }
    const hangUp = new AbortController();
    return streamSSE(
      c,
      async (stream) => {
        stream.onAbort(() => hangUp.abort());
        const write = (event: object): Promise<void> => stream.writeSSE({ data: JSON.stringify(event) });
        const turn = await askAssistant({ ...deps.assistant, db: deps.db }, scope, {
          question: body.data,
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
