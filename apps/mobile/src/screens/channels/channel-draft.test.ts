import { expect, test } from "vitest";

import {
  channelDraft,
  channelProblems,
  saidByChannel,
  type ChannelDraft,
  type Provider,
} from "./channel-draft";

const SID = "0123456789abcdef0123456789abcdef";
const SMTP = {
  host: "smtp.example.in",
  port: "587",
  user: "asha",
  password: "a-long-password",
  mailFrom: "bills@example.in",
};
const wrong = (provider: Provider, draft: ChannelDraft, hasSecret = false) =>
  channelProblems(provider, draft, { hasSecret });

test("what each carrier needs is asked for, and nothing else", () => {
  expect(wrong("whatsapp", {})).toEqual({ phoneNumberId: "phoneNumberId", token: "secret" });
  expect(wrong("twilio", {})).toEqual({ accountSid: "accountSid", from: "sender", authToken: "secret" });
  expect(wrong("msg91", {})).toEqual({ authKey: "secret" });
  expect(wrong("smtp", {})).toEqual({ host: "host", port: "port", mailFrom: "mail" });
  expect(wrong("whatsapp", { phoneNumberId: "1234567890", token: "a-token-of-meta" })).toEqual({});
  expect(wrong("twilio", { accountSid: `AC${SID}`, from: "+14155550100", authToken: "12345678" })).toEqual(
    {},
  );
  expect(wrong("smtp", SMTP)).toEqual({});
});

test("what is wrong is named", () => {
  expect(wrong("whatsapp", { phoneNumberId: "+91 98250", token: "a token" })).toEqual({
    phoneNumberId: "phoneNumberId",
    token: "secret",
  });
  expect(wrong("twilio", { accountSid: `AC${SID}`, from: "a header", authToken: "12345678" })).toEqual({
    from: "from",
  });
  expect(wrong("smtp", { ...SMTP, host: "smtp example", port: "70000", replyTo: "asha", pace: "0" })).toEqual(
    {
      host: "host",
      port: "port",
      replyTo: "mail",
      pace: "pace",
    },
  );
});

test("a secret that is there need not be typed; a mail server that asks for nobody needs none", () => {
  expect(wrong("msg91", {}, true)).toEqual({});
  expect(wrong("msg91", { authKey: "short" }, true)).toEqual({ authKey: "secret" });
  expect(wrong("smtp", { ...SMTP, user: "", password: "" })).toEqual({});
  expect(wrong("smtp", { ...SMTP, password: "" })).toEqual({ password: "secret" });
});

test("what is set stands in the form, without its secret, and is said again as it stands", () => {
  const account = {
    provider: "smtp" as const,
    state: "on" as const,
    stateWhy: null,
    quality: null,
    config: {
      host: "smtp.example.in",
      port: 587,
      user: "asha",
      from: "bills@example.in",
      fromName: null,
      replyTo: null,
    },
    pace: 5,
    secret: { lastFour: "word", setAt: "2026-11-27T00:00:00Z", setBy: "Asha" },
    hook: { url: "https://cfa.example/hooks/smtp/t", secrets: [], word: null },
    since: "2026-11-27T00:00:00Z",
  };
  const draft = channelDraft("smtp", account);
  expect(draft).toEqual({
    host: "smtp.example.in",
    port: "587",
    user: "asha",
    mailFrom: "bills@example.in",
    pace: "5",
  });
  expect(wrong("smtp", draft, true)).toEqual({});
  expect(saidByChannel("smtp", draft)).toEqual({
    account: { provider: "smtp", ...account.config, secret: null },
    pace: 5,
  });
  expect(channelDraft("twilio", { ...account, provider: "msg91", config: {} })).toEqual({});
});

test("what is left empty is said to be nothing", () => {
  expect(
    saidByChannel("twilio", { accountSid: ` AC${SID} `, from: "ASHATR", authToken: "12345678" }),
  ).toEqual({
    account: {
      provider: "twilio",
      accountSid: `AC${SID}`,
      messagingServiceSid: null,
      from: "ASHATR",
      secret: "12345678",
    },
    pace: null,
  });
});
