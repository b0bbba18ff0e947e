import { api } from "@cfa/contract/api";
import { AskEvent, AskInput } from "@cfa/contract/assistant";
import * as auth from "@cfa/contract/auth";
import { CompanyEvent } from "@cfa/contract/company-events";
import * as drafts from "@cfa/contract/drafts";
import { ApiError } from "@cfa/contract/errors";
import { LettersAsk } from "@cfa/contract/letters";
import { ReportAsk, ReportFormat, ReportName } from "@cfa/contract/reports";
import * as signIn from "@cfa/contract/sign-in";
import * as sync from "@cfa/contract/sync";
import { UploadPart } from "@cfa/contract/uploads";
import { MAX_PART_BYTES } from "@cfa/contract/upload-files";
import { OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { z } from "zod";

import { accessOf, type Access } from "../auth/access.ts";
import { REPORT_TYPES } from "./report-files.ts";

type Schema = z.ZodType;
type Operation = Record<string, unknown> & { responses?: Record<string, unknown> };
type Paths = Record<string, Record<string, Operation>>;
type Call = {
  readonly method: "get" | "post" | "put";
  readonly path: string;
  readonly summary: string;
  readonly answer: Schema;
  readonly body?: Schema;
  /** The body is bytes as they are. */
  readonly takesBytes?: true;
  /** The answer is a table as text, or a file of one of these kinds. */
  readonly givesTable?: true | readonly string[];
  /** The answer sends a browser on, and holds nothing. */
  readonly redirects?: true;
  readonly parameters?: readonly Record<string, unknown>[];
};

const RUN = { name: "run", in: "path", required: true, schema: { type: "string", format: "uuid" } };
const DRAFT = { name: "draft", in: "path", required: true, schema: { type: "string" } };
const HASH = {
  name: sync.HASH_HEADER,
  in: "header",
  required: true,
  schema: { type: "string" },
  description: "SHA-256 (hex) of the body as sent",
};
const UPLOAD = ["companyId", "uploadId"].map((name) => ({
  name,
  in: "path",
  required: true,
  schema: { type: "string" },
}));
const FILE = { name: "fileNo", in: "path", required: true, schema: { type: "integer" } };
const FROM = {
  name: "from",
  in: "query",
  schema: { type: "integer", default: 0 },
  description: "place of the first byte in the file; the answer says where to go on",
};
const COMPANY_AND_FILE = ["companyId", "file"].map((name) => ({
  name,
  in: "path",
  required: true,
  schema: { type: "string" },
}));
const REPORT_QUERY = Object.entries(ReportAsk.shape).map(([name, schema]) => ({
  name,
  in: "query",
  schema: jsonSchema(schema, "input"),
}));
const LEASE = { name: sync.LEASE_HEADER, in: "header", required: true, schema: { type: "integer" } };

const BACK_FROM_GOOGLE = ["state", "code", "error"].map((name) => ({
  name,
  in: "query",
  schema: { type: "string" },
}));

/** The calls that stand outside the typed contract: signing in, and what the agent sends. */
const CALLS: readonly Call[] = [
  {
    method: "post",
    path: signIn.MAIL_CODE_PATH,
    summary: "Send me a code by mail",
    body: auth.MailCodeWanted,
    answer: auth.MailCodeSent,
  },
  {
    method: "post",
    path: signIn.MAIL_CODE_SIGN_IN_PATH,
    summary: "Sign in with a code",
    body: auth.MailCodeSignIn,
    answer: auth.SignedIn,
  },
  {
    method: "post",
    path: signIn.GOOGLE_PATH,
    summary: "Where a browser signs in with Google",
    body: auth.GoogleWanted,
    answer: auth.GooglePage,
  },
  {
    method: "get",
    path: signIn.GOOGLE_CALLBACK_PATH,
    summary: "Where Google sends a browser back to",
    redirects: true,
    answer: z.null(),
    parameters: BACK_FROM_GOOGLE,
  },
  {
    method: "post",
    path: signIn.GOOGLE_APP_PATH,
    summary: "What an app needs to sign in with Google",
    body: auth.GoogleAppWanted,
    answer: auth.GoogleApp,
  },
  {
    method: "post",
    path: signIn.GOOGLE_APP_SIGN_IN_PATH,
    summary: "Sign in with what an app got from Google",
    body: auth.GoogleAppSignIn,
    answer: auth.SignedIn,
  },
  {
    method: "post",
    path: signIn.DEMO_SIGN_IN_PATH,
    summary: "Sign in to the demo",
    body: auth.DemoSignIn,
    answer: auth.SignedIn,
  },
  {
    method: "post",
    path: signIn.SIGN_OUT_PATH,
    summary: "Sign out on this device",
    answer: auth.SignedOut,
  },
  {
    method: "post",
    path: sync.RUN_PATH,
    summary: "Open a sync run",
    body: sync.OpenRun,
    answer: sync.RunOpened,
  },
  {
    method: "post",
    path: sync.SYNC_PATH,
    summary: "Push one batch (gzip JSON)",
    body: sync.Batch,
    answer: sync.BatchTaken,
    parameters: [HASH, LEASE],
  },
  {
    method: "post",
    path: `${sync.RUN_PATH}/{run}/finish`,
    summary: "All batches are sent",
    body: sync.FinishRun,
    answer: sync.RunState,
    parameters: [RUN],
  },
  {
    method: "get",
    path: `${sync.RUN_PATH}/{run}`,
    summary: "How far a run is",
    answer: sync.RunState,
    parameters: [RUN],
  },
  {
    method: "post",
    path: sync.HEARTBEAT_PATH,
    summary: "Nothing changed in Tally",
    body: sync.Heartbeat,
    answer: sync.HeartbeatTaken,
  },
  {
    method: "post",
    path: sync.KEY_PATH,
    summary: "Fetch the key that takes this one's place",
    answer: sync.KeyFetched,
  },
  {
    method: "put",
    path: "/api/companies/{companyId}/uploads/{uploadId}/files/{fileNo}",
    summary: `Send a part of a file, ${MAX_PART_BYTES} bytes at most`,
    takesBytes: true,
    answer: UploadPart,
    parameters: [...UPLOAD, FILE, FROM],
  },
  {
    method: "get",
    path: "/api/companies/{companyId}/uploads/{uploadId}/refused.csv",
    summary: "Refused rows as a table to keep",
    givesTable: true,
    answer: z.string(),
    parameters: UPLOAD,
  },
  {
    method: "get",
    path: "/api/companies/{companyId}/reports/{file}",
    summary: `A report as a file: ${ReportName.options.join(", ")}; .${ReportFormat.options.join(", .")}`,
    givesTable: Object.values(REPORT_TYPES),
    answer: z.string(),
    parameters: [...COMPANY_AND_FILE, ...REPORT_QUERY],
  },
  {
    method: "get",
    path: "/api/companies/{companyId}/letters/pdf",
    summary: "Letters as a document, each on a page of its own",
    givesTable: [REPORT_TYPES.pdf],
    answer: z.string(),
    parameters: [
      ...COMPANY_AND_FILE.slice(0, 1),
      ...Object.entries(LettersAsk.shape).map(([name, schema]) => ({
        name,
        in: "query",
        schema: jsonSchema(schema, "input"),
      })),
    ],
  },
  {
    method: "get",
    path: "/api/companies/{companyId}/export/file",
    summary: "The file of everything, as a ZIP of JSON lines",
    givesTable: ["application/zip"],
    answer: z.string(),
    parameters: COMPANY_AND_FILE.slice(0, 1),
  },
  {
    method: "get",
    path: "/api/companies/{companyId}/events",
    summary: "How the company stands, told as it changes: server-sent events, each as below",
    givesTable: ["text/event-stream"],
    answer: CompanyEvent,
    parameters: COMPANY_AND_FILE.slice(0, 1),
  },
  {
    method: "post",
    path: "/api/companies/{companyId}/assistant/ask/stream",
    summary: "Ask the books, the answer told as it is made: server-sent events, each as below",
    body: AskInput.omit({ companyId: true }),
    givesTable: ["text/event-stream"],
    answer: AskEvent,
    parameters: COMPANY_AND_FILE.slice(0, 1),
  },
  {
    method: "post",
    path: sync.TROUBLE_PATH,
    summary: "Tally could not be read",
    body: sync.Trouble,
    answer: sync.TroubleTaken,
  },
  {
    method: "get",
    path: drafts.DRAFTS_PATH,
    summary: "Drafts that were accepted for Tally",
    answer: drafts.AgentDrafts,
  },
  {
    method: "post",
    path: `${drafts.DRAFTS_PATH}/{draft}/take`,
    summary: "Take a draft before it is sent",
    body: drafts.TakeDraft,
    answer: drafts.DraftTaken,
    parameters: [DRAFT],
  },
  {
    method: "post",
    path: `${drafts.DRAFTS_PATH}/{draft}/outcome`,
    summary: "What became of a draft in Tally",
    body: drafts.ReportOutcome,
    answer: drafts.OutcomeTaken,
    parameters: [DRAFT],
  },
];

/** The OpenAPI 3.1 document of everything under /api, made from the contract. */
export async function openApiDocument(options: { publicUrl: string }): Promise<Record<string, unknown>> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const generated = await generator.generate(api, {
    info: {
      title: "CFA",
      version: "1",
      description: "Money is a decimal string of paise; days are calendar days in India.",
    },
    servers: [{ url: options.publicUrl }],
  });
  const paths: Paths = {};
  for (const [path, item] of Object.entries(generated.paths ?? {})) {
    paths[`/api${path}`] = item as Record<string, Operation>;
  }
  for (const call of CALLS) (paths[call.path] ??= {})[call.method] = describe(call);
  finish(paths);
  return { ...generated, openapi: "3.1.1", paths, components: COMPONENTS };
}

const COMPONENTS = {
  schemas: { ApiError: jsonSchema(ApiError, "output") },
  responses: {
    Refused: {
      description: "Refused: a code, a sentence that says what to do, and the request to quote",
      content: { "application/json": { schema: { $ref: "#/components/schemas/ApiError" } } },
    },
  },
  securitySchemes: {
    session: { type: "apiKey", in: "cookie", name: "cfa_session", description: "browsers; __Host- on TLS" },
    token: { type: "http", scheme: "bearer", description: "phones: the token of the sign-in's answer" },
    agentKey: { type: "http", scheme: "bearer", description: "a company's API key, cfa_live_…" },
  },
};

function describe(call: Call): Operation {
  return {
    operationId: `${call.method}${call.path.replaceAll(/[^A-Za-z]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: call.summary,
    ...(call.parameters ? { parameters: call.parameters } : {}),
    ...(call.takesBytes ? { requestBody: { required: true, content: BYTES } } : {}),
    ...(call.body
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: jsonSchema(call.body, "input") } },
          },
        }
      : {}),
    responses: call.redirects ? { "302": { description: "On to a page of the app" } } : answersOf(call),
  };
}

function answersOf(call: Call): Record<string, unknown> {
  const schema = jsonSchema(call.answer, "output");
  const content = Object.fromEntries(kindsOf(call).map((kind) => [kind, { schema }]));
  return { "200": { description: "OK", content } };
}

function kindsOf({ givesTable = ["application/json"] }: Call): readonly string[] {
  return givesTable === true ? ["text/csv"] : givesTable;
}

const BYTES = { "application/octet-stream": { schema: { type: "string", format: "binary" } } };

function finish(paths: Paths): void {
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(item)) {
      operation["security"] = security(accessOf(method, path));
      operation.responses = { ...operation.responses, default: { $ref: "#/components/responses/Refused" } };
    }
  }
}

function security(access: Access | undefined): Record<string, string[]>[] {
  if (access?.who === "agent") return [{ agentKey: [] }];
  return access?.who === "anyone" ? [] : [{ session: [] }, { token: [] }];
}

function jsonSchema(schema: Schema, io: "input" | "output"): Record<string, unknown> {
  const { $schema: _, ...body } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return body;
}
