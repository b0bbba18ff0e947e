import type { TestServer } from "./test-server.ts";

/** What came back: the status and the body. */
export type Reply<T = Record<string, unknown>> = { status: number; body: T };

/** Calls the server as a person (or as nobody), with a JSON body where one is given. */
export async function callAs<T = Record<string, unknown>>(
  server: Pick<TestServer, "url">,
  token: string | null,
  [method, path, body]: [method: string, path: string, body?: unknown],
): Promise<Reply<T>> {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}

/** Registers a company as a person does; answers the place of its routes. */
export async function registerAs(
  server: Pick<TestServer, "url">,
  token: string,
  company: { name: string; gstin: string | null },
): Promise<string> {
  const { status, body } = await callAs<{ companyId: string }>(server, token, [
    "POST",
    "/api/companies",
    company,
  ]);
  if (status !== 200) throw new Error(`a company was not registered: ${status} ${JSON.stringify(body)}`);
  return `/api/companies/${body.companyId}`;
}
