import {
  AgentDrafts,
  DRAFTS_PATH,
  DraftTaken,
  OutcomeTaken,
  type ReportOutcome,
  type TakeDraft,
} from "@cfa/contract/drafts";
import { ApiError } from "@cfa/contract/errors";
import {
  AGENT_VERSION_HEADER,
  BatchTaken,
  HASH_HEADER,
  HEARTBEAT_PATH,
  HeartbeatTaken,
  KEY_PATH,
  KeyFetched,
  LEASE_HEADER,
  NEW_KEY_HEADER,
  PROTOCOL,
  PROTOCOLS_HEADER,
  RUN_PATH,
  RunOpened,
  RunState,
  SYNC_PATH,
  TROUBLE_PATH,
  TroubleTaken,
  type AgentUpdate,
  type FinishRun,
  type Heartbeat,
  type OpenRun,
  type Trouble,
} from "@cfa/contract/sync";
import { fail, ok, type Result } from "@cfa/values/result";
import type { z } from "zod";

import { withoutSecrets } from "./log/mask.ts";
import type { OutboxBatch } from "./outbox/batches.ts";
import { AGENT_VERSION } from "./version.ts";

/**
 * How a call to the server failed, by what to do about it: `transient` is tried again, `refused` is final and its
 * sentence is for a person.
 */
export type LinkFailure = {
  readonly retry: "transient" | "refused";
  readonly code: string;
  readonly message: string;
  /** The server was reached but did not answer in time. */
  readonly isSlow?: boolean;
  /** How long the server asked to be left alone, in milliseconds. */
  readonly waitMillis?: number;
};

export type ServerLink = ReturnType<typeof createServerLink>;

/** The part of it that is about vouchers for Tally. */
export type DraftLink = Pick<ServerLink, "drafts" | "takeDraft" | "reportOutcome">;

type LinkRequest = {
  method: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
};

const TIMEOUT_MILLIS = 120_000;

/** The protocols that this agent speaks, the newest last. */
const AGENT_PROTOCOLS = [PROTOCOL] as const;
type AgentProtocol = (typeof AGENT_PROTOCOLS)[number];

/** Who calls, and what it speaks. */
const SELF = { [AGENT_VERSION_HEADER]: AGENT_VERSION, [PROTOCOLS_HEADER]: AGENT_PROTOCOLS.join(",") };

/** A server that keeps telling of another key and hands none out is not asked for ever. */
const MOST_FETCHES = 3;

type KeyOptions = { server: string; key: string; keepKey?: (key: string) => void };

type LinkOptions = KeyOptions & {
  /** What the server says of a newer agent each time it is asked; undefined: this one is new enough. */
  readonly onUpdate?: ((update: AgentUpdate | undefined) => void) | undefined;
};

/** The key in use, and how another one takes its place: fetched, written down, only then used. */
function holdKey({ server, keepKey, ...options }: KeyOptions) {
  let key = options.key;
  let fetches = 0;
  const fetchNew = async (keep: (key: string) => void): Promise<void> => {
    const response = await fetch(new URL(KEY_PATH, server), {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, ...SELF },
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
      redirect: "error",
    });
    const fetched = KeyFetched.safeParse(await response.json());
    if (!response.ok || !fetched.success) return;
    keep(fetched.data.key);
    key = fetched.data.key;
    fetches = 0;
  };
  return {
    key: () => key,
    async renew(): Promise<void> {
      if (keepKey === undefined || ++fetches > MOST_FETCHES) return;
      await fetchNew(keepKey).catch(() => undefined); // the old key holds; the next answer tells again
    },
  };
}

/**
 * The calls of the sync protocol to one server with one company's key. Nothing is retried here. When an answer tells of a
 * new key, it is fetched, handed to `keepKey` to be written down, and only then used; without `keepKey` the old one goes on.
 * Of the protocols that both sides speak the newest is used; a server that shares none with this agent is not spoken with.
 */
export function createServerLink(options: LinkOptions) {
  const held = holdKey(options);
  let protocol: AgentProtocol = PROTOCOL;
  const told = <T extends { update?: AgentUpdate | undefined }>(answer: Result<T, LinkFailure>) => {
    if (answer.ok) options.onUpdate?.(answer.value.update);
    return answer;
  };
  const call = async <S extends z.ZodType>(shape: S, path: string, request: LinkRequest) => {
    let response: Response;
    try {
      response = await fetch(new URL(path, options.server), {
        ...request,
        headers: { authorization: `Bearer ${held.key()}`, ...SELF, ...request.headers },
        signal: AbortSignal.timeout(TIMEOUT_MILLIS),
        redirect: "error",
      });
      const body: unknown = await response.json();
      if (response.headers.has(NEW_KEY_HEADER)) await held.renew();
      const failure = response.ok ? undefined : failureOf(response, body);
      if (failure !== undefined && AGE.has(failure.error.code)) return failure;
      const spoken = response.headers.get(PROTOCOLS_HEADER);
      const agreed = spoken === null ? PROTOCOL : newestOfBoth(spoken);
      if (agreed === undefined) return noneInCommon(spoken ?? "");
      protocol = agreed;
      return failure ?? answerAs(shape, body);
    } catch (error) {
      const reason = error instanceof Error ? (causeOf(error) ?? error.message) : String(error);
      return fail({
        retry: "transient",
        code: "no-answer",
        message: `The server does not answer (${reason})`,
        ...(reason === "timeout" ? { isSlow: true } : {}),
      } as const);
    }
  };
  const post = <S extends z.ZodType>(shape: S, path: string, body: unknown) =>
    call(shape, path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  return {
    /** The protocol that is spoken with this server; this agent's newest until the server has said its own. */
    protocol: () => protocol,
    openRun: async (run: OpenRun) => told(await post(RunOpened, RUN_PATH, run)),
    sendBatch: (batch: OutboxBatch, lease: number) =>
      call(BatchTaken, SYNC_PATH, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "content-encoding": "gzip",
          [HASH_HEADER]: batch.sha256,
          [LEASE_HEADER]: String(lease),
        },
        body: new Uint8Array(batch.body),
      }),
    finishRun: (runId: string, finish: FinishRun) => post(RunState, `${RUN_PATH}/${runId}/finish`, finish),
    readRun: (runId: string) => call(RunState, `${RUN_PATH}/${runId}`, { method: "GET" }),
    heartbeat: async (heartbeat: Heartbeat) => told(await post(HeartbeatTaken, HEARTBEAT_PATH, heartbeat)),
    trouble: (trouble: Trouble) => post(TroubleTaken, TROUBLE_PATH, trouble),
    drafts: () => call(AgentDrafts, DRAFTS_PATH, { method: "GET" }),
    takeDraft: (draftId: string, take: TakeDraft) => post(DraftTaken, `${DRAFTS_PATH}/${draftId}/take`, take),
    reportOutcome: (draftId: string, report: ReportOutcome) =>
      post(OutcomeTaken, `${DRAFTS_PATH}/${draftId}/outcome`, report),
  };
}

/** The server's own words on the age of either side say more than ours. */
const AGE = new Set(["agent-too-old", "unsupported-protocol"]);

function newestOfBoth(spoken: string): AgentProtocol | undefined {
  const theirs = new Set(spoken.split(",").map(Number));
  return AGENT_PROTOCOLS.findLast((each) => theirs.has(each));
}

function noneInCommon(spoken: string): Result<never, LinkFailure> {
  return fail({
    retry: "refused",
    code: "unsupported-protocol",
    message: `The server speaks protocol ${spoken}, this agent ${AGENT_PROTOCOLS.join(", ")}: they cannot work together.`,
  });
}

function answerAs<S extends z.ZodType>(shape: S, body: unknown): Result<z.infer<S>, LinkFailure> {
  const parsed = shape.safeParse(body);
  if (parsed.success) return ok(parsed.data);
  return fail({
    retry: "refused",
    code: "odd-answer",
    message:
      "the server's answer is not of this protocol: is the address right, and is the agent up to date?",
  });
}

function failureOf(response: Response, body: unknown): { ok: false; error: LinkFailure } {
  const parsed = ApiError.safeParse(body);
  const code = parsed.success ? parsed.data.code : `http-${response.status}`;
  // It goes to people, into files and into the log: a server that quotes what it was sent must not put a key there.
  const message = parsed.success
    ? withoutSecrets(parsed.data.message)
    : `The server answered ${response.status}`;
  const transient = response.status >= 500 || response.status === 429 || response.status === 408;
  const seconds = Number(response.headers.get("retry-after"));
  return fail({
    retry: transient ? "transient" : "refused",
    code,
    message,
    ...(seconds > 0 ? { waitMillis: Math.min(seconds, 600) * 1000 } : {}),
  });
}

/** `fetch failed` says nothing; the reason lies below it. */
function causeOf(error: Error): string | undefined {
  const cause: unknown = error.cause;
  if (error.name === "TimeoutError") return "timeout";
  if (cause instanceof Error) return "code" in cause ? String(cause.code) : cause.message;
  return undefined;
}
