import { jsonValue, sample } from "fast-check";

import type { JsonSchema } from "./test-routes.ts";

/* Input that nobody sends by mistake, for tests that every route refuses it. */

/** Values put in the place of a right one. */
export const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  2 ** 60,
  "",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\u202e\u200b",
  "2026-02-31",
  "0000-00-00",
  "9999-12-31",
  "-999999999999999999",
  "999999999999999999",
  "NaN",
  "../../etc/passwd",
  "'; drop table bill; --",
  "$1",
  "%",
  "x".repeat(100_000),
  [],
  [[[]]],
  {},
  { length: -1 },
  nested(2_000),
  Array.from({ length: 20_000 }, () => 0),
];

/** Keys that no input has: what a careless server would take over into a row, or into an object's prototype. */
export const EXTRA_KEYS = [
  "company_id",
  "company",
  "role",
  "id",
  "isAdmin",
  "__proto__",
  "constructor",
  "toString",
];

/** What an address may hold in the place of an id, as it is sent. */
export const HOSTILE_PATHS = [
  "%00",
  "%ff",
  "..%2f..%2fetc%2fpasswd",
  "x".repeat(3_000),
  "%F0%9F%92%A9",
  "-1",
  "0",
  "99999999999999999999",
  "%27%20or%201=1--",
  "__proto__",
];

/** Bodies that are no JSON that could be meant, with what each is. */
export const HOSTILE_BODIES: readonly {
  what: string;
  body: Uint8Array | string;
  headers?: Record<string, string>;
}[] = [
  { what: "nothing", body: "" },
  { what: "no JSON", body: "{" },
  { what: "a text", body: '"x"' },
  { what: "null", body: "null" },
  { what: "no UTF-8", body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) },
  { what: "lists 100,000 deep", body: "[".repeat(100_000) + "]".repeat(100_000) },
  { what: "objects 100,000 deep", body: '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000) },
  { what: "a list of 400,000", body: `[${"1,".repeat(400_000)}1]` },
  { what: "packed, though it says so falsely", body: "{}", headers: { "content-encoding": "gzip" } },
  { what: "packed in a way nobody knows", body: "{}", headers: { "content-encoding": "zip" } },
  { what: "of another kind", body: "<a/>", headers: { "content-type": "application/xml" } },
  {
    what: "a form",
    body: "companyId=x&role=owner",
    headers: { "content-type": "application/x-www-form-urlencoded" },
  },
];

/** A right value with one place changed, for each place in it; `what` names the place. */
export function* spoilt(
  value: unknown,
  replacement: unknown,
  what = "body",
): Generator<{ what: string; value: unknown }> {
  yield { what, value: replacement };
  if (Array.isArray(value)) {
    for (const one of spoilt(value[0], replacement, `${what}.0`))
      yield { what: one.what, value: [one.value] };
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      for (const one of spoilt(inner, replacement, `${what}.${key}`)) {
        yield { what: one.what, value: { ...value, [key]: one.value } };
      }
    }
  }
}

const KEY_TOO_MANY = "the place of a key too many";

/** JSON texts of a right value with one key too many, for each object in it that takes no others and does not know this one. */
export function* withExtraKey(
  value: unknown,
  schema: JsonSchema,
  key: string,
): Generator<{ what: string; json: string }> {
  for (const { what, value: marked } of objectsIn(value, schema, key)) {
    const extra = `${JSON.stringify(key)}:{"x":1}`;
    // As text, because an object cannot be given such a key as "__proto__" in another way.
    yield { what: `${what}.${key}`, json: JSON.stringify(marked).replace(`"${KEY_TOO_MANY}":0`, extra) };
  }
}

function* objectsIn(
  value: unknown,
  schema: JsonSchema,
  extra: string,
  what = "body",
): Generator<{ what: string; value: unknown }> {
  const own = (schema.oneOf ?? schema.anyOf)?.find(({ type }) => type !== "null") ?? schema;
  if (Array.isArray(value)) {
    for (const one of objectsIn(value[0], own.items ?? {}, extra, `${what}.0`))
      yield { ...one, value: [one.value] };
  } else if (typeof value === "object" && value !== null) {
    const isUnknown = own.additionalProperties === false && !Object.hasOwn(own.properties ?? {}, extra);
    if (isUnknown) yield { what, value: { ...value, [KEY_TOO_MANY]: 0 } };
    for (const [key, inner] of Object.entries(value)) {
      for (const one of objectsIn(inner, own.properties?.[key] ?? {}, extra, `${what}.${key}`)) {
        yield { ...one, value: { ...value, [key]: one.value } };
      }
    }
  }
}

/** Any JSON at all, also odd texts; the same for the same seed. */
export function anyJson(seed: number, count: number): unknown[] {
  return sample(jsonValue({ maxDepth: 4, stringUnit: "binary" }), { seed, numRuns: count });
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let at = 0; at < depth; at++) value = at % 2 === 0 ? [value] : { a: value };
  return value;
}
