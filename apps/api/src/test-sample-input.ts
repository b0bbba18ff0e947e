import { ID_PREFIX, idOut, type IdKind } from "@cfa/values/ids";
import { sample, stringMatching } from "fast-check";

import type { JsonSchema, Parameter, Route } from "./test-routes.ts";

/* Input that a route takes, made from its schema. */

/** The UUID to use where an input names a thing of that kind. */
export type IdOf = (kind: string, place: Place) => string;
export type Place = "path" | "query" | "header" | "body";

export type Sample = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

const OUTWARD_ID = /^\^\(?([a-z|]+)\)?_\[a-z2-7\]\{26\}\$$/;
const KIND_OF_PREFIX = new Map<string, string>(
  Object.entries(ID_PREFIX).map(([kind, prefix]) => [prefix, kind]),
);
const MOMENT = "2026-04-15T06:00:00.000Z";
/** What a name alone tells, where a schema says only "text". */
const BY_NAME: Readonly<Record<string, unknown>> = {
  file: "ageing-bills.csv",
  fileNo: 1,
  from: 0,
  gstin: "27AAPFU0939F1ZV",
  vpa: "asha@okbank",
  accountNumber: "00112233445566",
  ifsc: "HDFC0000123",
  keySecret: "a-secret-made-for-a-test",
  secret: "a-secret-made-for-a-test",
  readAt: MOMENT,
  since: MOMENT,
  nextTryAt: MOMENT,
  at: MOMENT,
  upTo: MOMENT,
};
const BY_PATTERN: Readonly<Record<string, string>> = {
  [String.raw`^\d{4}-\d{2}-\d{2}$`]: "2026-04-15",
  [String.raw`^-?\d{1,18}$`]: "10000",
};

/** A whole request of a route: what must be there, and whatever names another thing. */
export function sampleOf(route: Route, idOf: IdOf): Sample {
  const value = (parameter: Parameter): string =>
    String(sampleValue(parameter.schema, parameter.name, (kind) => idOf(kind, parameter.in)));
  const wanted = route.parameters.filter(
    ({ schema, required, name }) => required === true || namesThing(schema, name),
  );
  const of = (place: Place): Parameter[] => wanted.filter((parameter) => parameter.in === place);
  const path = of("path").reduce(
    (text, parameter) => text.replace(`{${parameter.name}}`, encodeURIComponent(value(parameter))),
    route.path,
  );
  const query = new URLSearchParams(
    of("query").map((parameter): [string, string] => [parameter.name, value(parameter)]),
  );
  return {
    path: query.size === 0 ? path : `${path}?${query.toString()}`,
    headers: Object.fromEntries(of("header").map((parameter) => [parameter.name, value(parameter)])),
    body: route.body === undefined ? undefined : sampleValue(route.body, "", (kind) => idOf(kind, "body")),
  };
}

/** The kinds of thing that a route names, by where it names them. */
export function thingsNamedBy(route: Route): { kind: string; place: Place }[] {
  const named: { kind: string; place: Place }[] = [];
  sampleOf(route, (kind, place) => {
    if (!named.some((known) => known.kind === kind && known.place === place)) named.push({ kind, place });
    return "00000000-0000-4000-8000-000000000000";
  });
  return named;
}

/** A value that a schema allows. */
export function sampleValue(schema: JsonSchema, name: string, idOf: (kind: string) => string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const choice = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (choice !== undefined) {
    return sampleValue(choice.find(({ type }) => type !== "null") ?? {}, name, idOf);
  }
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case "object":
      return sampleObject(schema, idOf);
    case "array":
      return [sampleValue(schema.items ?? {}, name, idOf)];
    case "integer":
    case "number":
      return BY_NAME[name] ?? Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return sampleText(schema, name, idOf);
  }
}

function sampleObject(schema: JsonSchema, idOf: (kind: string) => string): Record<string, unknown> {
  const required = new Set(schema.required);
  return Object.fromEntries(
    Object.entries(schema.properties ?? {})
      .filter(([name, property]) => required.has(name) || namesThing(property, name))
      .map(([name, property]) => [name, sampleValue(property, name, idOf)]),
  );
}

function sampleText(schema: JsonSchema, name: string, idOf: (kind: string) => string): unknown {
  const kind = kindOf(schema, name);
  if (kind !== undefined) {
    const uuid = idOf(kind);
    return schema.format === "uuid" ? uuid : idOut(kind as IdKind, uuid);
  }
  if (BY_NAME[name] !== undefined) return BY_NAME[name];
  if (schema.format === "uuid") return "77777777-7777-4777-8777-777777777777";
  if (schema.format === "email") return "somebody@example.in";
  if (schema.pattern === undefined) return "x".repeat(Math.max(1, schema.minLength ?? 1));
  return (
    BY_PATTERN[schema.pattern] ??
    sample(stringMatching(new RegExp(schema.pattern)), { seed: 1, numRuns: 1 })[0]
  );
}

function namesThing(schema: JsonSchema, name: string): boolean {
  const choice = schema.oneOf ?? schema.anyOf;
  if (choice !== undefined) return choice.some((one) => namesThing(one, name));
  if (schema.items !== undefined) return namesThing(schema.items, name);
  return kindOf(schema, name) !== undefined;
}

/** What a text names: told by the form of an id, else by the name it goes by. */
function kindOf(schema: JsonSchema, name: string): string | undefined {
  const prefix = OUTWARD_ID.exec(schema.pattern ?? "")?.[1]?.split("|")[0];
  if (prefix !== undefined) return KIND_OF_PREFIX.get(prefix);
  if (schema.pattern !== undefined || (schema.type !== undefined && schema.type !== "string"))
    return undefined;
  const kind = name.replace(/Id$/, "");
  return kind in ID_PREFIX && (schema.format ?? "uuid") === "uuid" ? kind : undefined;
}
