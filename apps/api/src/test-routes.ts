import { accessOf, type Access } from "./auth/access.ts";
import { openApiDocument } from "./routes/openapi.ts";

/* Every route below /api as the OpenAPI document has it (a test holds that document against the routes there are). */

/** As much of JSON Schema as the document uses. */
export type JsonSchema = {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly $ref?: string;
};

export type Parameter = {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: JsonSchema;
};

export type Route = {
  /** As in the table of access: "GET /api/companies/{companyId}/home". */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly access: Access | undefined;
  readonly parameters: readonly Parameter[];
  /** Of a JSON body; undefined where the route takes none, or bytes as they are. */
  readonly body: JsonSchema | undefined;
  readonly takesBytes: boolean;
};

type Operation = {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
};

/** All routes below /api, in the order of the document. */
export async function everyRoute(): Promise<Route[]> {
  const document = await openApiDocument({ publicUrl: "http://127.0.0.1" });
  const paths = document["paths"] as Record<string, Record<string, Operation>>;
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const content = operation.requestBody?.content ?? {};
      return {
        key: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        access: accessOf(method, path),
        parameters: operation.parameters ?? [],
        body: content["application/json"]?.schema,
        takesBytes: "application/octet-stream" in content,
      };
    }),
  );
}
