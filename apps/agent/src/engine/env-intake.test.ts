import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { pairCompany } from "../config.ts";
import { FILE_PROTECTION } from "../keys/file-protection.ts";
import { openKeyStore } from "../keys/key-store.ts";
import { sample } from "../test-world.ts";
import { KEY, makeEngineWorld, OTHER, until, type EngineWorld } from "./test-engine.ts";

/* A person who knows no window leaves addresses and keys in .env. */

const SECOND = `cfa_live_${"s".repeat(39)}`;

let world: EngineWorld;
beforeEach(async () => {
  world = await makeEngineWorld();
});
afterEach(() => world.close());

const path = (): string => join(world.folder, ".env");
const places = (): string =>
  `CFA_SERVER_URL=${world.server.url}\nTALLY_URL=http://127.0.0.1:${world.tally.port}/\n`;

test("keys of two companies move to the key store, are read at once, and leave the file as it was otherwise", async () => {
  const rest = `# ours\n${places()}SYNC_HOURS=2\nCFA_COMPANY_1=${sample.guid}\nCFA_COMPANY_B="${OTHER.name}"\n`;
  writeFileSync(path(), `${rest}CFA_API_KEY_1=${KEY}\nCFA_API_KEY_B=${SECOND}\n`);
  const engine = world.start();
  const view = await until(
    engine,
    ({ companies }) =>
      companies.length === 2 && companies.every(({ state, runs }) => state === "idle" && runs.length > 0),
  );
  expect(readFileSync(path(), "utf8")).toBe(rest);
  expect(view.settings.syncHours).toBe(2);
  const endings = new Map(view.companies.map(({ guid, keyEnding }) => [guid, keyEnding]));
  expect(endings.get(sample.guid)).toBe("7Q2x");
  expect(endings.get(OTHER.guid)).toBe("ssss");
  expect(view.server.trouble).toBeNull();
});

test("whose key it is must be known: with two companies open it waits, and says how to tell", async () => {
  writeFileSync(path(), `${places()}CFA_API_KEY=${KEY}\nSYNC_HOURS=often\n`);
  const engine = world.start();
  await until(engine, ({ server }) => server.trouble?.code === "env-file");
  await until(engine, () => world.said.some((line) => line.includes("CFA_COMPANY")));
  expect(world.said.join("\n")).toContain("line 4: SYNC_HOURS");
  expect(world.said.join("\n")).not.toContain(KEY);
  expect(readFileSync(path(), "utf8")).toContain(KEY);
  world.tally.closeCompany(OTHER.name);
  await until(engine, ({ companies }) => companies.length === 1);
  expect(engine.view().companies[0]?.guid).toBe(sample.guid);
});

test("killed after the key was kept and before its line was taken out: it is known by itself, whatever is open", async () => {
  const place = { host: "127.0.0.1", port: world.tally.port };
  const keys = openKeyStore(world.folder, FILE_PROTECTION);
  pairCompany(
    world.folder,
    { server: world.server.url, key: KEY, companyGuid: OTHER.guid, tally: place },
    keys,
  );
  world.tally.closeCompany(OTHER.name);
  writeFileSync(path(), `${places()}CFA_API_KEY=${KEY}\n`);
  const engine = world.start();
  await until(engine, () => !readFileSync(path(), "utf8").includes(KEY));
  expect(engine.view().companies.map(({ guid }) => guid)).toEqual([OTHER.guid]);
});

test("a key that the server refuses stays where it is and is told of by its line; another server than the paired one too", async () => {
  world.server.refuse = () => ({ status: 401, code: "bad-key" });
  writeFileSync(path(), `${places()}CFA_API_KEY=${KEY}\nCFA_COMPANY=${sample.guid}\n`);
  const engine = world.start();
  await until(engine, () => world.said.some((line) => line.startsWith(".env, line 3: CFA_API_KEY")));
  expect(readFileSync(path(), "utf8")).toContain(KEY);
  expect(engine.view().companies).toEqual([]);
  world.server.refuse = () => undefined;
  await until(engine, ({ companies }) => companies.length === 1);
  await engine.close();
  writeFileSync(path(), "CFA_SERVER_URL=https://other.example.in\n");
  const again = world.start();
  expect(again.view().server.trouble?.message).toContain("other.example.in");
  expect(existsSync(join(world.folder, "keys"))).toBe(true);
});

test("a file that cannot be written: the key is used all the same, and its line is told of until it is gone", async () => {
  world.tally.closeCompany(OTHER.name);
  writeFileSync(path(), `${places()}CFA_API_KEY=${KEY}\n`);
  mkdirSync(`${path()}.new`); // nothing can be put in its place
  const engine = world.start();
  const view = await until(
    engine,
    ({ companies }) => companies[0]?.state === "idle" && companies[0].runs.length > 0,
  );
  expect(view.server.trouble?.message).toContain("by hand");
  rmdirSync(`${path()}.new`);
  await until(engine, ({ server }) => server.trouble === null);
  expect(readFileSync(path(), "utf8")).toBe(places());
});
