import { expect, test } from "vitest";

import { readConfig } from "./config.ts";

const DATABASE_URL = "postgres://cfa_run@127.0.0.1/cfa";

const MASTER_KEY = Buffer.alloc(32, 7).toString("base64");

const nudgesAt = (env: { PUBLIC_URL?: string; MASTER_KEY?: string }) => {
  const config = readConfig({ DATABASE_URL, ...env });
  return config.ok ? config.value.nudges : undefined;
};
const at = (PUBLIC_URL: string) => nudgesAt({ PUBLIC_URL, MASTER_KEY })?.channels?.urls;

const telling = (env: object) => {
  const config = readConfig({ DATABASE_URL, PUBLIC_URL: "https://app.asha.in", ...env });
  return config.ok ? config.value.telling : config.error.map((line) => line.split(" ")[0]);
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
});

test("nobody is written to who could not be led anywhere, and without keys that open accounts it is by letter", () => {
  expect(nudgesAt({ MASTER_KEY })).toBe(null);
  expect(nudgesAt({ PUBLIC_URL: "https://app.asha.in/home" })).toEqual({
    publicUrl: "https://app.asha.in",
    channels: null,
  });
});

test("members are told where people reach the app, by mail where the system has a server for it", () => {
  const plain = { publicUrl: "https://app.asha.in", expo: "https://exp.host", accessToken: null, mail: null };
  const mail = { url: "smtps://cfa:x@smtp.example.in", from: "CFA <cfa@example.in>" };
  expect(telling({ PUBLIC_URL: "" })).toBe(null);
  expect(telling({})).toEqual(plain);
  expect(telling({ SMTP_URL: mail.url, MAIL_FROM: mail.from, EXPO_ACCESS_TOKEN: "t" })).toEqual({
    ...plain,
    accessToken: "t",
    mail,
  });
  expect(telling({ SMTP_URL: "https://x.in", MAIL_FROM: mail.from })).toEqual(["SMTP_URL"]);
  expect(telling({ SMTP_URL: mail.url })).toEqual(["MAIL_FROM"]);
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
