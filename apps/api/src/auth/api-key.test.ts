import { expect, test } from "vitest";

import { bearerKey, generateApiKey, isApiKey } from "./api-key.ts";
import { hashOf } from "./one-time.ts";

test("a key has the prefix, 33 random characters and its checksum, and no two are alike", () => {
  const keys = new Set(Array.from({ length: 1_000 }, () => generateApiKey()));
  expect(keys.size).toBe(1_000);
  for (const key of keys) {
    expect(key).toMatch(/^cfa_live_[0-9A-Za-z]{39}$/);
    expect(isApiKey(key)).toBe(true);
  }
});

test("one wrong character anywhere is noticed", () => {
  const key = generateApiKey();
  for (let at = "cfa_live_".length; at < key.length; at++) {
    const other = key.charAt(at) === "x" ? "y" : "x";
    expect(isApiKey(key.slice(0, at) + other + key.slice(at + 1))).toBe(false);
  }
});

test("a key comes as a bearer token and in no other way", () => {
  const key = generateApiKey();
  expect(bearerKey(`Bearer ${key}`)).toBe(key);
  expect(bearerKey(key)).toBeUndefined();
  expect(bearerKey(`Basic ${key}`)).toBeUndefined();
  expect(bearerKey(`Bearer ${key} ${key}`)).toBeUndefined();
  expect(bearerKey(`Bearer ${key.slice(0, -1)}`)).toBeUndefined();
  expect(bearerKey(undefined)).toBeUndefined();
});

test("the hash is SHA-256 and does not hold the key", () => {
  const key = generateApiKey();
  expect(hashOf(key)).toHaveLength(32);
  expect(Buffer.from(hashOf(key)).toString("latin1")).not.toContain(key.slice(9, 20));
});

test("a key for reading is no agent's key, and the other way round", () => {
  const [agent, read] = [generateApiKey("agent"), generateApiKey("read")];
  expect([isApiKey(read), isApiKey(read, "read"), isApiKey(agent, "read")]).toEqual([false, true, false]);
  expect(bearerKey(`Bearer ${read}`)).toBeUndefined();
  expect(bearerKey(`Bearer ${read}`, "read")).toBe(read);
});
