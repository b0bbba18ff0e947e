import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import type { KnownKey } from "@cfa/db/queries/api-keys";
import { findReadKey, touchReadKey } from "@cfa/db/queries/assistant/read-keys";
import { createMcpHandler } from "@modelcontextprotocol/server";
import { Hono } from "hono";

import { bearerKey } from "../../auth/api-key.ts";
import { hashOf } from "../../auth/one-time.ts";
import { ApiFailure } from "../../errors.ts";
import type { WebEnv } from "../../http/web-env.ts";
import type { ModelDesk } from "../model/desk.ts";
import { openMcpServer } from "./mcp-server.ts";

export const MCP_PATH = "/mcp";
const MOST_BYTES = 64 * 1_024;

export type McpDeps = {
  readonly db: Database;
  readonly now: () => Date;
  /** What may be read of a company. */
  readonly openDesk: (companyId: string) => Pick<ModelDesk, "findNames" | "ask">;
  readonly definitions: Readonly<Record<string, string>>;
};

/**
 * The catalogue for programs that ask by the Model Context Protocol, over HTTP, with a company's key for reading. The company is the key's: no argument names one. A
 * wrong key, an agent's, an ended and a revoked one answer alike.
 */
export function mcpRoutes({ db, now, openDesk, definitions }: McpDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.all(MCP_PATH, async (c) => {
    const { companyId } = await keyOf(c.req.header("authorization"));
    const { fetch } = createMcpHandler(() => openMcpServer(openDesk(companyId), { definitions }), {
      maxRequestBodySize: MOST_BYTES,
      maxSubscriptions: 1,
    });
    return fetch(c.req.raw);
  });
  return app;

  async function keyOf(authorization: string | undefined): Promise<KnownKey> {
    const key = bearerKey(authorization, "read");
    const known = key === undefined ? undefined : await findReadKey(db, hashOf(key), now());
    if (known === undefined) throw new ApiFailure("bad-key");
    const isLive = await inCompany(db, known.companyId, (tx) => touchReadKey(tx, known.keyId, now()));
    if (!isLive) throw new ApiFailure("bad-key");
    return known;
  }
}
