import { api } from "@cfa/contract/api";
import { openDatabase } from "@cfa/db/client";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { traverseContractProcedures } from "@orpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { ACCESS, accessOf } from "./auth/access.ts";
import { createSignIn } from "./auth/sign-in.ts";
import { openReleases } from "./agent-releases/releases.ts";
import { openAssistant } from "./assistant/open-assistant.ts";
import { createCompanyEvents } from "./events/company-events.ts";
import { createLogger } from "./log.ts";
import { webRoutes } from "./routes/web.ts";
import { post, refusal, signInDeps, startTestServer, TEST_SECRET, type TestServer } from "./test-server.ts";

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await cloneDatabase();
  server = await startTestServer(database);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

describe("the table of access", () => {
  test("has a rule for every route there is, and for no other", () => {
    const routes = [...contractRoutes(), ...otherRoutes()];
    const without = routes.filter(([method, path]) => !accessOf(method, path));
    expect(without).toEqual([]);
    const known = new Set(routes.map(([method, path]) => accessOf(method, path)));
    const stale = Object.keys(ACCESS).filter(
      (route) => !known.has(ACCESS[route]) || !hasRoute(routes, route),
    );
    expect(stale).toEqual([]);
  });

  test("opens nothing about a company to anyone but its members and its agent", () => {
    for (const [route, access] of Object.entries(ACCESS)) {
      if (route.includes("{companyId}")) expect([route, access.who]).toEqual([route, "member"]);
      if (route.includes("sync-tally")) expect([route, access.who]).toEqual([route, "agent"]);
    }
  });

  test("is what really happens: without a session or key, only open routes answer", async () => {
    const ids = { companyId: "cmp", partyId: "pty", billId: "bil", run: "run" };
    for (const [route, { who }] of Object.entries(ACCESS)) {
      const [method = "", template = ""] = route.split(" ");
      const path = template.replaceAll(
        /\{(\w+)\}/g,
        (_, name: keyof typeof ids) => `${ids[name]}_${"a".repeat(26)}`,
      );
      const response = await fetch(server.url + path, { method });
      const refused = response.status === 401;
      expect([route, refused]).toEqual([route, who !== "anyone"]);
      await response.body?.cancel();
    }
  });
});

describe("every answer", () => {
  const kinds: [string, string, number][] = [
    ["a health page", "/health", 200],
    ["an answer", "/api/session", 200],
    ["a refusal", "/api/companies", 401],
    ["an unknown route", "/api/nothing", 404],
    ["an unknown page", "/nothing.js", 404],
    ["an agent's refusal", "/api/sync-tally/runs/1", 401],
  ];
  test.each(kinds)("%s carries the security headers and its request id", async (_, path, status) => {
    const response = await server.get(path);
    expect(response.status).toBe(status);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(response.headers.has("strict-transport-security")).toBe(false); // not on TLS
    expect(response.headers.has("access-control-allow-origin")).toBe(false);
    await response.body?.cancel();
  });

  test("a refusal has one shape and the id of its request; a caller's own id is not taken", async () => {
    const response = await server.get("/api/nothing", { headers: { "x-request-id": "mine" } });
    const error = await refusal(response);
    expect(error).toEqual({
      code: "not-found",
      message: "There is nothing here. Check the address.",
      requestId: response.headers.get("x-request-id"),
    });
    expect(error.requestId).not.toBe("mine");
  });
});

test("an unexpected failure says nothing of its cause, and the log says it under the request's id", async () => {
  const broken = await startTestServer(database, {
    deps: {
      now: () => {
        throw new TypeError("select secret from table at /home/x.ts");
      },
    },
  });
  await database.asOwner(
    `insert into company (company_id, name) values ('${"a".repeat(8)}-aaaa-4aaa-8aaa-aaaaaaaaaaaa', 'X')`,
  );
  const { ensureDemoMembers } = await import("./demo.ts");
  await ensureDemoMembers(signInDeps(database.db), [`${"a".repeat(8)}-aaaa-4aaa-8aaa-aaaaaaaaaaaa`]);
  const token = await broken.signIn("owner");
  const list = await broken.get("/api/companies", { token });
  const { companies } = (await list.json()) as { companies: { companyId: string }[] };
  const response = await broken.get(`/api/companies/${companies[0]?.companyId ?? ""}/home`, { token });
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(text).toContain('"code":"internal"');
  expect(text).not.toMatch(/secret|x\.ts|TypeError/);
  const requestId = response.headers.get("x-request-id") ?? "";
  const line = broken.logLines.find((entry) => entry.includes(requestId) && entry.includes("select secret"));
  expect(line).toBeDefined();
  await broken.close();
});

test("no token, cookie or query reaches the log", async () => {
  const token = await server.signIn("owner");
  await server.get("/api/companies?search=Ram", { token, headers: { cookie: `cfa_session=${token}` } });
  const log = server.logLines.join("");
  expect(log).toContain('"path":"/api/companies"');
  expect(log).not.toContain(token.slice(0, 12));
  expect(log).not.toContain("Ram");
});

describe("readiness", () => {
  test("is given with the database there and migrated", async () => {
    expect((await server.get("/ready")).status).toBe(200);
  });

  test("is refused while the database is away or half migrated, and health is not", async () => {
    const away = await startTestServer({
      db: openDatabase({ url: "postgres://cfa_run:x@127.0.0.1:1/none" }),
    });
    const response = await away.get("/ready");
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await refusal(response)).toMatchObject({
      code: "unavailable",
      message: "The database cannot be reached.",
    });
    expect((await away.get("/health")).status).toBe(200);
    const companies = await away.get("/api/companies", { token: "a.b" });
    expect(companies.status).toBe(401); // the signature is wrong: no need to ask the database
    await away.close();

    await database.asOwner("update migration set name = name || '-x' where name like '0002%'");
    expect((await server.get("/ready")).status).toBe(503);
    await database.asOwner("update migration set name = rtrim(name, '-x') where name like '0002%'");
    expect((await server.get("/ready")).status).toBe(200);
  });

  test("a signed-in call while the database is away is a 503 to be tried again", async () => {
    const token = await server.signIn("owner");
    const away = await startTestServer({
      db: openDatabase({ url: "postgres://cfa_run:x@127.0.0.1:1/none" }),
    });
    const response = await away.get("/api/companies", { token });
    expect(response.status).toBe(503);
    expect(await refusal(response)).toMatchObject({ code: "unavailable" });
    await away.close();
  });

  test("is refused on the way out", async () => {
    const leaving = await startTestServer(database, { deps: { isDraining: () => true } });
    expect((await leaving.get("/ready")).status).toBe(503);
    await leaving.close();
  });
});

const signInStatus = (headers: Record<string, string>) =>
  post(`${server.url}/api/auth/demo`, { role: "owner" }, headers).then((response) => response.status);

describe("a request that changes something", () => {
  test("is taken from our own page or from no page", async () => {
    expect(await signInStatus({})).toBe(200);
    expect(await signInStatus({ origin: "http://localhost" })).toBe(200);
  });

  test("is refused from any other page, and with a cookie that comes from nowhere", async () => {
    for (const origin of ["http://evil.example", "https://127.0.0.1", "http://127.0.0.1:81", "null"]) {
      expect([origin, await signInStatus({ origin })]).toEqual([origin, 403]);
    }
    expect(await signInStatus({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await signInStatus({ cookie: "cfa_session=x" })).toBe(403);
  });

  test("is cut off when its body is too large", async () => {
    const response = await post(`${server.url}/api/auth/demo`, { role: "x".repeat(20_000) });
    expect(response.status).toBe(413);
    expect(await refusal(response)).toMatchObject({ code: "too-large" });
  });
});

test("the OpenAPI document describes every route below /api once, with its refusals", async () => {
  const response = await server.get("/api/openapi.json");
  const document = (await response.json()) as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string; responses: object; security: object[] }>>;
  };
  expect(document.openapi).toMatch(/^3\.1\./);
  const described = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => [method, path] as const),
  );
  const wanted = [...contractRoutes(), ...otherRoutes()].filter(
    ([, path]) => path.startsWith("/api/") && path !== "/api/openapi.json",
  );
  expect(new Set(described.map(([method, path]) => accessOf(method, path)))).not.toContain(undefined);
  expect(described.length).toBe(wanted.length);
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(operations.length);
  for (const operation of operations) expect(operation.responses).toHaveProperty("default");
  for (const reference of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const target = (reference[1] ?? "")
      .split("/")
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
    expect([reference[1], typeof target]).toEqual([reference[1], "object"]);
  }
});

type Route = readonly [method: string, path: string];

function contractRoutes(): Route[] {
  const routes: Route[] = [];
  traverseContractProcedures({ router: api, path: [] }, ({ contract }) => {
    const { method = "GET", path = "" } = contract["~orpc"].route;
    routes.push([method, `/api${path}`]);
  });
  return routes;
}

function otherRoutes(): Route[] {
  const log = createLogger({ level: "silent" });
  const config = {
    publicUrl: "http://127.0.0.1",
    authSecret: TEST_SECRET,
    demo: true,
    webDir: "/tmp",
    trustProxy: false,
    mail: null,
    google: null,
  };
  const app = webRoutes({
    db: database.db,
    log,
    config,
    signIn: createSignIn({ db: database.db, config, log }, { sendCode: null }),
    events: createCompanyEvents({ db: database.db, log }),
    enqueue: () => Promise.resolve(),
    now: () => new Date(),
    assistant: openAssistant(null),
    releases: openReleases(null, { log }),
  });
  return [
    ...new Map(app.routes.map(({ method, path }) => [`${method} ${path}`, [method, path] as const])).values(),
  ];
}

function hasRoute(routes: readonly Route[], key: string): boolean {
  return routes.some(([method, path]) => accessOf(method, path) === ACCESS[key]);
}
