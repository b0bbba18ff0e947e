import { expect, test } from "vitest";

import { readConfig } from "./config.ts";

const DATABASE_URL = "postgres://cfa_run@127.0.0.1/cfa";

const at = (PUBLIC_URL?: string) => {
  const config = readConfig({ DATABASE_URL, ...(PUBLIC_URL === undefined ? {} : { PUBLIC_URL }) });
  return config.ok ? config.value.channels : null;
};

test("webhooks are asked for where people reach the server, and nowhere else", () => {
  expect(at("https://app.asha.in/home?x=1")).toEqual({
    graph: "https://graph.facebook.com",
    twilio: "https://api.twilio.com",
    msg91: "https://control.msg91.com",
    expo: "https://exp.host",
    hooks: "https://app.asha.in/hooks",
    isLoopback: false,
  });
  expect(at("http://127.0.0.1:3000")).toMatchObject({ hooks: null, isLoopback: true });
  expect(at("http://[::1]:3000")).toMatchObject({ hooks: null, isLoopback: true });
  expect(at()).toMatchObject({ hooks: null, isLoopback: false });
});

test("every setting that is wrong is named", () => {
  const config = readConfig({ LOG_LEVEL: "loud", RUNS_AT_ONCE: "0", PUBLIC_URL: "ftp://x" });
  expect(config.ok ? [] : config.error.map((line) => line.split(" ")[0])).toEqual([
    "DATABASE_URL",
    "LOG_LEVEL",
    "RUNS_AT_ONCE",
    "PUBLIC_URL",
  ]);
});
