import { Agent, request, type IncomingMessage } from "node:http";

import { isAlive } from "../lock.ts";
import { ControlAnswer, HelloAnswer, type WindowFile } from "./page-protocol.ts";
import { hashOf, isSecretOf, newSecret, proofOf } from "./secrets.ts";
import { readWindowFile } from "./window-file.ts";

const PATIENCE_MS = 5_000;
const MAX_ANSWER_BYTES = 16 * 1024;

/**
 * What came of asking the agent that is at work in a folder.
 * `none`: no agent says to be there. `stale`: one says so that is gone. `silent`: its process is there and does not answer as
 * it should; the process of that number may be another one by now.
 */
export type OtherAsked =
  | { readonly kind: "none" | "stale" }
  | { readonly kind: "silent"; readonly pid: number }
  | { readonly kind: "answered"; readonly pid: number; readonly version: string };

export type OtherAsking = {
  readonly folder: string;
  readonly ask: "show" | "quit";
  readonly patienceMs?: number;
};

/** Asks the agent at work in a folder to show its window or to quit. It writes nothing, and makes no folder. */
export async function askOther({ folder, ask, patienceMs = PATIENCE_MS }: OtherAsking): Promise<OtherAsked> {
  const there = readWindowFile(folder);
  if (!there.ok) return { kind: there.error === "none" ? "none" : "stale" };
  const { pid, port, secret } = there.value;
  if (!isAlive(pid)) return { kind: "stale" };
  const signal = AbortSignal.timeout(patienceMs);
  try {
    if (!(await isTheOne(there.value, signal))) return { kind: "stale" };
    const answer = ControlAnswer.safeParse(await post(`/control/${ask}`, { port, signal, secret, body: {} }));
    return answer.success
      ? { kind: "answered", pid: answer.data.pid, version: answer.data.version }
      : { kind: "silent", pid };
  } catch (error) {
    const isNobodyThere = error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
    return isNobodyThere ? { kind: "stale" } : { kind: "silent", pid };
  }
}

/** After a crash the port may be anybody's: whoever listens there proves first that it knows the secret. */
async function isTheOne({ port, secret }: WindowFile, signal: AbortSignal): Promise<boolean> {
  const chance = newSecret();
  const answer = HelloAnswer.safeParse(await post("/control/hello", { port, signal, body: { chance } }));
  return answer.success && isSecretOf(answer.data.proof, hashOf(proofOf(secret, { chance, port })));
}

type Posting = {
  readonly port: number;
  readonly signal: AbortSignal;
  readonly body: object;
  readonly secret?: string;
};

/** The JSON of the answer; undefined when it is none. Rejects when there is no answer. */
function post(path: string, { port, signal, body, secret }: Posting): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method: "POST",
        signal,
        // One of its own: the common one may go through the PC's proxy.
        agent: new Agent({ keepAlive: false }),
        headers: {
          "content-type": "application/json",
          ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
        },
      },
      (answer) => {
        readAnswer(answer).then(resolve, reject);
      },
    );
    asking.once("error", reject);
    asking.end(JSON.stringify(body));
  });
}

async function readAnswer(answer: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const part of answer.setEncoding("utf8")) {
    text += String(part);
    if (text.length > MAX_ANSWER_BYTES) return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
