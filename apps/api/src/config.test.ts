import { generateKeyPairSync, type KeyObject } from "node:crypto";

import { expect, test } from "vitest";

import { readConfig } from "./config.ts";

const GOOD = { DATABASE_URL: "postgres://cfa_run:x@db/cfa", AUTH_SECRET: "x".repeat(32) };

function spki(key: KeyObject): string {
  return key.export({ format: "der", type: "spki" }).toString("base64");
}

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
      mail: null,
      google: null,
      appLinks: { apple: null, android: null },
      masterKeys: null,
      model: null,
      agentReleases: null,
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

test("mail and Google are taken whole or not at all, and go nowhere unencrypted", () => {
  const mail = { SMTP_URL: "smtps://cfa:x@smtp.example.in", MAIL_FROM: "CFA <cfa@example.in>" };
  const google = { GOOGLE_CLIENT_ID: "web", GOOGLE_CLIENT_SECRET: "secret", GOOGLE_IOS_CLIENT_ID: "ios" };
  expect(readConfig({ ...GOOD, ...mail, ...google })).toMatchObject({
    value: {
      mail: { url: mail.SMTP_URL, from: mail.MAIL_FROM },
      google: {
        issuer: "https://accounts.google.com",
        clientId: "web",
        clientSecret: "secret",
        nativeClientIds: { ios: "ios", android: null },
      },
    },
  });
  const wrong: [string, Record<string, string>][] = [
    ["SMTP_URL", { MAIL_FROM: mail.MAIL_FROM }],
    ["SMTP_URL", { ...mail, SMTP_URL: "https://smtp.example.in" }],
    ["MAIL_FROM", { SMTP_URL: mail.SMTP_URL }],
    ["MAIL_FROM", { ...mail, MAIL_FROM: "CFA" }],
    ["GOOGLE_CLIENT_ID", { GOOGLE_CLIENT_ID: "web" }],
    ["GOOGLE_ISSUER", { ...google, GOOGLE_ISSUER: "http://accounts.example.com" }],
  ];
  for (const [name, settings] of wrong) {
    const config = readConfig({ ...GOOD, ...settings });
    expect([name, config.ok ? [] : config.error]).toEqual([name, [expect.stringMatching(`^${name}`)]]);
  }
});

test("apps are vouched for by what the stores know them by, and by nothing half said", () => {
  const print = Array.from({ length: 32 }, () => "ab").join(":");
  const apps = { APPLE_TEAM_ID: "ABCDE12345", ANDROID_CERT_SHA256: `${print}, ${print}` };
  const fingerprint = print.toUpperCase();
  expect(readConfig({ ...GOOD, ...apps })).toMatchObject({
    value: {
      appLinks: {
        apple: { appId: "ABCDE12345.app.cfa.mobile" },
        android: { package: "app.cfa.mobile", fingerprints: [fingerprint, fingerprint] },
      },
    },
  });
  const wrong: [string, Record<string, string>][] = [
    ["APPLE_TEAM_ID", { APPLE_TEAM_ID: "abc" }],
    ["APPLE_BUNDLE_ID", { ...apps, APPLE_BUNDLE_ID: "cfa" }],
    ["ANDROID_CERT_SHA256", { ANDROID_CERT_SHA256: "ab:cd" }],
    ["ANDROID_PACKAGE", { ...apps, ANDROID_PACKAGE: "1.x" }],
  ];
  for (const [name, settings] of wrong) {
    const config = readConfig({ ...GOOD, ...settings });
    expect([name, config.ok ? [] : config.error.map((line) => line.split(" ")[0])]).toEqual([name, [name]]);
  }
});

test("releases of the agent need a folder and public keys that Ed25519 signs with, and no key that could sign", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const { publicKey: rsa } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const folder = { CFA_AGENT_RELEASES: "/srv/agent" };
  const good = { ...folder, CFA_AGENT_RELEASE_KEY: `${spki(publicKey)}, ${spki(publicKey)}` };
  const config = readConfig({ ...GOOD, ...good });
  expect(config).toMatchObject({ ok: true, value: { agentReleases: { folder: "/srv/agent" } } });
  expect(config.ok && config.value.agentReleases?.keys).toHaveLength(2);
  const secret = privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");
  const wrong: [string, Record<string, string>][] = [
    ["CFA_AGENT_RELEASES", folder],
    ["CFA_AGENT_RELEASES", { CFA_AGENT_RELEASE_KEY: spki(publicKey) }],
    ["CFA_AGENT_RELEASES", { ...good, CFA_AGENT_RELEASES: "agent" }],
    ["CFA_AGENT_RELEASE_KEY", { ...folder, CFA_AGENT_RELEASE_KEY: secret }],
    ["CFA_AGENT_RELEASE_KEY", { ...folder, CFA_AGENT_RELEASE_KEY: spki(rsa) }],
    ["CFA_AGENT_RELEASE_KEY", { ...folder, CFA_AGENT_RELEASE_KEY: "no key" }],
  ];
  for (const [name, settings] of wrong) {
    const read = readConfig({ ...GOOD, ...settings });
    expect([name, read.ok ? [] : read.error.map((line) => line.split(" ")[0])]).toEqual([name, [name]]);
  }
});
