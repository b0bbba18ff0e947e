import type { IncomingMessage, ServerResponse } from "node:http";

import type { Engine } from "../engine/agent-view.ts";
import { withoutKeys } from "../log/mask.ts";
import { causeOf, doDeed } from "./do-deed.ts";
import { guard, secretOf } from "./guard.ts";
import { ControlAnswer, DeedAsked, HelloAsked, SessionAsked } from "./page-protocol.ts";
import { mayWaitFor, readJson } from "./read-json.ts";
import { statusOf, troubleOf, type RefusalCode } from "./refusals.ts";
import { hashOf, isSecretOf, proofOf } from "./secrets.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";
import type { Session, Sessions } from "./sessions.ts";
import { streamViews } from "./stream-views.ts";

/** A file of the page as it is sent. */
export type PageFile = { readonly type: string; readonly body: Uint8Array };
/** The page's files by name: nothing else can be asked for. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** What answers are made from. */
export type Serving = {
  readonly engine: Pick<Engine, "view" | "watch" | "deeds">;
  readonly files: PageFiles;
  readonly sessions: Sessions;
  /** The control secret of window.json. */
  readonly secret: string;
  readonly port: number;
  readonly version: string;
  readonly heartbeatMs: number;
  readonly onQuit: () => void;
  readonly onShow: () => void;
  readonly now: () => Date;
  readonly say: (line: string) => void;
};

type Call = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly serving: Serving;
};
type Route = {
  readonly method: "GET" | "POST";
  readonly answer: (call: Call) => Promise<void> | void;
};

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ["/session", { method: "POST", answer: openSession }],
  ["/session/hello", { method: "POST", answer: helloToWindow }],
  ["/events", { method: "GET", answer: (call) => inSession(call, events) }],
  ["/deeds", { method: "POST", answer: (call) => inSession(call, deed) }],
  ["/diagnostics", { method: "GET", answer: (call) => inSession(call, diagnostics) }],
  ["/control/hello", { method: "POST", answer: hello }],
  ["/control/show", { method: "POST", answer: show }],
  ["/control/quit", { method: "POST", answer: quit }],
]);

/** Answers one request, whatever it is. */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  serving: Serving,
): Promise<void> {
  const call = { request, response, serving };
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  // Whoever asks may be gone at any moment.
  response.on("error", () => response.destroy());
  const refusal = guard(request, `http://127.0.0.1:${serving.port}`);
  if (refusal !== undefined) return refuse(call, refusal);
  try {
    await route(call);
  } catch (error) {
    serving.say(`The window's ${request.method} ${pathFor(request)} failed: ${causeOf(error)}`);
    if (response.headersSent) response.destroy();
    else refuse(call, "internal");
  }
}

async function route(call: Call): Promise<void> {
  const path = call.request.url ?? "";
  const found = ROUTES.get(path);
  if (found !== undefined) {
    return found.method === call.request.method ? found.answer(call) : refuse(call, "wrong-method");
  }
  // By the very name: nothing is decoded, so there is nothing to be led out by.
  const file = call.serving.files.get(path === "/" ? "index.html" : path.slice(1));
  if (file === undefined) return refuse(call, "not-found");
  return call.request.method === "GET" ? send(call.response, file) : refuse(call, "wrong-method");
}

async function openSession(call: Call): Promise<void> {
  const asked = await read(call, SessionAsked);
  if (asked === undefined) return;
  const session = call.serving.sessions.open(asked.ticket);
  return session === undefined ? refuse(call, "wrong-ticket") : sendJson(call.response, { session });
}

async function helloToWindow(call: Call): Promise<void> {
  const asked = await read(call, HelloAsked);
  if (asked === undefined) return;
  const { sessions, port } = call.serving;
  sendJson(call.response, { proofs: sessions.proofs({ chance: asked.chance, port }) });
}

function inSession(
  call: Call,
  go: (call: Call, session: Session) => Promise<void> | void,
): Promise<void> | void {
  const session = call.serving.sessions.find(secretOf(call.request));
  return session === undefined ? refuse(call, "no-session") : go(call, session);
}

function events({ response, serving }: Call, session: Session): void {
  streamViews(response, { ...serving, session });
}

async function deed(call: Call): Promise<void> {
  const asked = await read(call, DeedAsked);
  if (asked === undefined) return;
  const { deeds } = call.serving.engine;
  // A deed may take longer than a connection may be idle.
  call.request.socket.setTimeout(0);
  sendJson(call.response, await doDeed(asked, { ...call.serving, deeds }));
}

async function diagnostics({ response, serving }: Call): Promise<void> {
  const text = await serving.engine.deeds.diagnostics();
  sendText(response, { type: "text/plain", text });
}

async function hello(call: Call): Promise<void> {
  const asked = await read(call, HelloAsked);
  if (asked === undefined) return;
  const { secret, port } = call.serving;
  sendJson(call.response, { proof: proofOf(secret, { chance: asked.chance, port }) });
}

function show(call: Call): void {
  if (!mayControl(call)) return refuse(call, "no-session");
  call.serving.onShow();
  sendJson(call.response, controlled(call.serving));
}

function quit(call: Call): void {
  if (!mayControl(call)) return refuse(call, "no-session");
  // Afterwards, so that whoever asked still hears of it.
  call.response.once("close", () => call.serving.onQuit());
  call.response.setHeader("connection", "close");
  sendJson(call.response, controlled(call.serving));
}

function mayControl({ request, serving }: Call): boolean {
  return isSecretOf(secretOf(request), hashOf(serving.secret));
}

function controlled({ version }: Serving): ControlAnswer {
  return { ok: true, pid: process.pid, version };
}

/** The body as the protocol has it; otherwise the refusal is on its way. */
async function read<Asked>(
  call: Call,
  schema: { safeParse: (json: unknown) => { success: true; data: Asked } | { success: false } },
): Promise<Asked | undefined> {
  const json = await readJson(call.request);
  if (!json.ok) {
    if (json.error !== "gone") refuse(call, json.error);
    return undefined;
  }
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return parsed.data;
  refuse(call, "not-understood");
  return undefined;
}

function refuse({ request, response, serving }: Call, code: RefusalCode): void {
  response.statusCode = statusOf(code);
  if (code === "wrong-method") response.setHeader("allow", "GET, POST");
  if (!mayWaitFor(request)) response.setHeader("connection", "close");
  sendJson(response, { ok: false, trouble: troubleOf(code, serving.now()) });
}

function sendJson(response: ServerResponse, body: object): void {
  sendText(response, { type: "application/json", text: JSON.stringify(body) });
}

/** The engine tells no key; a message that came from elsewhere and quotes one does not get to the page either. */
function sendText(response: ServerResponse, { type, text }: { type: string; text: string }): void {
  send(response, { type: `${type}; charset=utf-8`, body: Buffer.from(withoutKeys(text)) });
}

function send(response: ServerResponse, { type, body }: PageFile): void {
  response.setHeader("content-type", type);
  response.setHeader("content-length", body.byteLength);
  response.end(body);
}

/** For the log: what is asked for by its address, without what anybody puts behind a question mark. */
function pathFor({ url = "" }: IncomingMessage): string {
  return url.split("?")[0]?.slice(0, 100) ?? "";
}
