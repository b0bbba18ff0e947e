import { agentAge, agreeOnProtocol } from "@cfa/contract/agent-versions";
import {
  AGENT_VERSION_HEADER,
  PROTOCOLS_HEADER,
  SPOKEN_PROTOCOLS,
  type AgentUpdate,
} from "@cfa/contract/sync";
import type { Database } from "@cfa/db/client";
import { heldTrouble, noteTrouble } from "@cfa/db/queries/agent-heartbeat";
import type { Context } from "hono";

import { agentBounds, type AgentReleases } from "../agent-releases/releases.ts";
import { withKey, type RequestKey } from "../auth/agent-key.ts";
import { ApiFailure } from "../errors.ts";
import { identityOf } from "../http/request-identity.ts";

export type AdmitDeps = {
  readonly db: Database;
  readonly now?: () => Date;
  readonly releases: AgentReleases;
  /** Where the newest setup is downloaded. */
  readonly setupUrl: string;
  /** The protocols that this server speaks; those of this program when left out. */
  readonly protocols?: readonly number[];
};

const MOST_VERSION_LENGTH = 50;

/**
 * Lets an agent begin something, and answers what it is to be told of a newer one. One that is too old is refused before anything of it is
 * looked into, which is noted for owner and accountant; a run that is under way is not asked again, so that it ends well.
 */
export async function admitAgent(
  c: Context,
  deps: AdmitDeps,
  { key, json }: { key: RequestKey; json?: unknown },
): Promise<AgentUpdate | undefined> {
  const said = (json ?? {}) as { protocol?: unknown; agent?: { version?: unknown } | null };
  const version = versionIn(c.req.header(AGENT_VERSION_HEADER) ?? said.agent?.version);
  const protocols = protocolsIn(c.req.header(PROTOCOLS_HEADER)) ?? protocolsIn(said.protocol);
  const spoken = deps.protocols ?? SPOKEN_PROTOCOLS;
  const agreed = protocols === undefined ? undefined : agreeOnProtocol(protocols, spoken);
  if (agreed === "server-behind") throw serverBehind(spoken);
  const bounds = await agentBounds(deps.releases);
  const age = agentAge(version, bounds);
  const fix = bounds.hasSetup
    ? `Install the newest one: ${deps.setupUrl}`
    : "Ask whoever runs the server for a newer one";
  if (agreed === "agent-behind" || age === "too-old") {
    const message = `This agent${version === undefined ? "" : ` (version ${version})`} is too old for the server, which takes version ${bounds.least} and later.`;
    identityOf((c.env as { incoming?: Parameters<typeof identityOf>[0] } | undefined)?.incoming)?.log.info(
      { companyId: key.companyId, keyId: key.keyId, version, protocols, event: "agent-too-old" },
      "sync",
    );
    await noteTooOld(deps, { key, version, trouble: { message, fix: `${fix}. What it has read is kept.` } });
    throw new ApiFailure("agent-too-old", { message: `${message} ${fix}. What it has read is kept.` });
  }
  if (age !== "old" || bounds.newest === null) return undefined;
  return {
    version: bounds.newest,
    message: `A newer agent is there: version ${bounds.newest}; this one is ${version ?? ""}.`,
    fix: `${fix}. This one goes on working until then.`,
  };
}

/** It stays a trouble, since its first refusal, until an agent that is new enough is heard. */
async function noteTooOld(
  deps: AdmitDeps,
  told: { key: RequestKey; version: string | undefined; trouble: { message: string; fix: string } },
): Promise<void> {
  const { key, version, trouble } = told;
  const code = "agent-too-old";
  await withKey(
    key,
    deps,
    async (tx) => {
      const held = (await heldTrouble(tx)) as { code?: unknown; since?: unknown } | null;
      const isHeld = held?.code === code && typeof held.since === "string";
      const since = isHeld ? held.since : (deps.now?.() ?? new Date()).toISOString();
      await noteTrouble(tx, { keyId: key.keyId, version }, { code, ...trouble, since });
    },
    { isQuiet: true },
  );
}

function serverBehind(spoken: readonly number[]): ApiFailure {
  return new ApiFailure("unsupported-protocol", {
    message: `This server is older than the agent: it speaks protocol ${spoken.join(", ")}. The agent goes back to one of these, or the server is renewed; what was read is kept.`,
  });
}

function versionIn(said: unknown): string | undefined {
  return typeof said === "string" && said.length <= MOST_VERSION_LENGTH ? said : undefined;
}

/** What an agent speaks: "1,2" of a header, or the one that a body is written in. */
function protocolsIn(said: unknown): number[] | undefined {
  if (typeof said === "number" && Number.isSafeInteger(said) && said > 0) return [said];
  if (typeof said !== "string" || !/^\d{1,4}( ?, ?\d{1,4}){0,19}$/.test(said)) return undefined;
  return said.split(",").map(Number);
}
