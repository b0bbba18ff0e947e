import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/* A server of language models that speaks as OpenAI does and says what a test wants, well or badly. */

/** What it answers to one request: a text, calls of tools, or something that is no answer. */
export type Said =
  | { readonly text: string }
  | { readonly calls: readonly { readonly name: string; readonly args: unknown }[] }
  | { readonly raw: string; readonly status?: number }
  | "hang";

export type ModelServer = {
  readonly url: string;
  /** What it was sent, as it came. */
  readonly bodies: string[];
  readonly close: () => Promise<void>;
};

/** Answers by the script; after it the last of it, or with `again` the whole of it, again and again. */
export async function startModelServer(
  script: readonly Said[],
  { again = false }: { again?: boolean } = {},
): Promise<ModelServer> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => void parts.push(part));
    request.on("end", () => {
      bodies.push(Buffer.concat(parts).toString());
      const turn = bodies.length - 1;
      const said = script[again ? turn % script.length : Math.min(turn, script.length - 1)];
      if (said !== undefined && said !== "hang") write(response, said, bodies.length);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    bodies,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function write(response: ServerResponse, said: Exclude<Said, "hang">, turn: number): void {
  if ("raw" in said) {
    response.writeHead(said.status ?? 200, { "content-type": "application/json" }).end(said.raw);
    return;
  }
  const isCalls = "calls" in said;
  const message = isCalls
    ? {
        role: "assistant",
        content: null,
        tool_calls: said.calls.map(({ name, args }, at) => ({
          id: `call-${turn}-${at}`,
          type: "function",
          function: { name, arguments: typeof args === "string" ? args : JSON.stringify(args) },
        })),
      }
    : { role: "assistant", content: said.text };
  response.writeHead(200, { "content-type": "application/json" }).end(
    JSON.stringify({
      id: `answer-${turn}`,
      object: "chat.completion",
      created: 1,
      model: "stub",
      choices: [{ index: 0, finish_reason: isCalls ? "tool_calls" : "stop", message }],
      usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    }),
  );
}
