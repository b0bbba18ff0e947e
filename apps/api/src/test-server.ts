import type { ApiError } from "@cfa/contract/errors";
import type { Database } from "@cfa/db/client";
import { readMasterKeys } from "@cfa/db/sealing";
import type { DemoSignIn } from "@cfa/contract/auth";
import { TOKEN_HEADER } from "@cfa/contract/sign-in";

import { createApp, type AppDeps } from "./app.ts";
import type { SignInDeps } from "./auth/people.ts";
import { createCompanyEvents } from "./events/company-events.ts";
import { createLogger } from "./log.ts";
import { listen } from "./server.ts";

/** The real server on a free port, for tests. */
export type TestServer = {
  readonly url: string;
  readonly logLines: string[];
  /** Every address that was asked for, with its query. */
  readonly addresses: string[];
  get(path: string, options?: { token?: string; headers?: Record<string, string> }): Promise<Response>;
  /** Signs in as the demo's owner or accountant and answers the session's token. */
  signIn(role: DemoSignIn["role"]): Promise<string>;
  close(): Promise<void>;
};

export const TEST_SECRET = "a secret of at least thirty-two characters";
const TEST_KEYS = readMasterKeys(Buffer.alloc(32, 7).toString("base64"));

/** Starts the server on a database. `config` and `deps` change what a test is about. */
export async function startTestServer(
  database: { readonly db: Database },
  changes: {
    port?: number;
    config?: Partial<AppDeps["config"]>;
    deps?: Partial<Omit<AppDeps, "config">>;
    events?: Parameters<typeof createCompanyEvents>[1];
  } = {},
): Promise<TestServer> {
  const logLines: string[] = [];
  const addresses: string[] = [];
  const log = createLogger({ level: "debug", to: { write: (line: string) => void logLines.push(line) } });
  const events = createCompanyEvents({ db: database.db, log }, changes.events);
  const app = createApp({
    db: database.db,
    log,
    events,
    enqueue: () => Promise.reject(new Error("this server has no queue")),
    config: {
      publicUrl: "http://127.0.0.1",
      authSecret: TEST_SECRET,
      demo: true,
      webDir: null,
      trustProxy: false,
      mail: null,
      google: null,
      masterKeys: TEST_KEYS.ok ? TEST_KEYS.value : null,
      ...changes.config,
    },
    ...changes.deps,
  });
  const noting: typeof app = (request, response) => {
    addresses.push(request.url ?? "");
    return app(request, response);
  };
  const listening = await listen(noting, { host: "127.0.0.1", port: changes.port ?? 0 });
  if (!listening.ok) throw new Error(listening.error);
  const { url, drain } = listening.value;
  return {
    url,
    logLines,
    addresses,
    get: (path, { token, headers } = {}) =>
      fetch(url + path, {
        headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      }),
    signIn: async (role) => {
      const response = await post(`${url}/api/auth/demo`, { role });
      const token = response.headers.get(TOKEN_HEADER);
      if (token === null)
        throw new Error(`sign-in answered ${response.status}: ${logLines.slice(-5).join("")}`);
      return token;
    },
    close: async () => void (await Promise.all([events.close(), drain({ graceMs: 100 })])),
  };
}

/** What the demo's people are made with. */
export function signInDeps(db: Database): SignInDeps {
  const config = { publicUrl: "http://127.0.0.1", authSecret: TEST_SECRET, demo: true };
  return { db, config, log: createLogger({ level: "silent" }) };
}

/** Sends JSON. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

/** The bytes of an answer; of one that does not end by itself, what came first. */
export async function bytesOf(response: Response): Promise<Buffer> {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) {
    return Buffer.from(await response.arrayBuffer());
  }
  const reader = response.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return Buffer.from(first?.value ?? []);
}

/** The same as text. */
export async function textOf(response: Response): Promise<string> {
  return (await bytesOf(response)).toString();
}

/** The refusal in an answer. */
export async function refusal(response: Response): Promise<ApiError> {
  return (await response.json()) as ApiError;
}
