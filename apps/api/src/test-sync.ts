import { RUN_PATH } from "@cfa/contract/sync";

/* An agent's calls as bare HTTP, for tests of the sync endpoint. */

export const BOOKS = "books-of-asha";

export type Answer = { status: number; body: Record<string, unknown>; headers: Headers };

/** Sends JSON to a path of the server with a company's key. */
export async function callAs(
  at: { url: string; key: string },
  method: "GET" | "POST",
  path: string,
  body?: object,
): Promise<Answer> {
  const response = await fetch(at.url + path, {
    method,
    headers: { authorization: `Bearer ${at.key}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    headers: response.headers,
  };
}

/** Opens a run as one installation of the agent. */
export function openAs(
  at: { url: string; key: string },
  run: { runId: string; agentId?: string; machine?: string; kind?: string; [more: string]: unknown },
): Promise<Answer> {
  const { runId, agentId, machine = "TALLY-PC", kind = "full", ...more } = run;
  return callAs(at, "POST", RUN_PATH, {
    protocol: 1,
    runId,
    kind,
    source: "agent",
    agent: { version: "1.2.3", machine, ...(agentId === undefined ? {} : { id: agentId }) },
    company: { guid: BOOKS, name: "Asha Traders" },
    ...more,
  });
}
