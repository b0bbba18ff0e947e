import { expect, test } from "vitest";

import { readConfig } from "./config.ts";

const GOOD = { DATABASE_URL: "postgres://cfa_run:x@db/cfa", AUTH_SECRET: "x".repeat(32) };

test("a database and a secret are enough; the rest has careful defaults", () => {
  const config = readConfig(GOOD);
  expect(config).toEqual({
    ok: true,
    value: {
      databaseUrl: GOOD.DATABASE_URL,
      databaseOwnerUrl: null,
      host: "127.0.0.1",
      port: 4000,
      publicUrl: "http://127.0.0.1:4000",
      authSecret: GOOD.AUTH_SECRET,
      demo: false,
      webDir: null,
      trustProxy: false,
      logLevel: "info",
    },
  });
});

test("a public address is taken as an origin, whatever follows it", () => {
  const config = readConfig({
    ...GOOD,
    PUBLIC_URL: "https://app.example.in/home?x=1",
    DEMO: "true",
    PORT: "0",
  });
  expect(config).toMatchObject({ value: { publicUrl: "https://app.example.in", demo: true, port: 0 } });
});

test("each wrong setting gets its own line, all at once", () => {
  const config = readConfig({
    PORT: "99999",
    PUBLIC_URL: "ftp://x",
    AUTH_SECRET: "short",
    DEMO: "perhaps",
    LOG_LEVEL: "loud",
  });
  const names = config.ok ? [] : config.error.map((line) => line.split(" ")[0]);
  expect(new Set(names)).toEqual(
    new Set(["PORT", "DATABASE_URL", "PUBLIC_URL", "AUTH_SECRET", "DEMO", "LOG_LEVEL"]),
  );
  expect(names).toHaveLength(6);
});

test.each(["-1", "4000.5", "x", "65536"])("%s is no port", (PORT) => {
  expect(readConfig({ ...GOOD, PORT }).ok).toBe(false);
});
