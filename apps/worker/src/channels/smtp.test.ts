import { startFakeMailServer, type FakeMailServer, type MailMishap } from "@cfa/testkit/fake-mail-server";
import { afterEach, beforeEach, expect, test } from "vitest";

import { openSmtp } from "./smtp.ts";
import { ATTEMPT, LINK, NOWHERE, outgoing, RENDERED, soon } from "./test-message.ts";

/* Mail over real SMTP on loopback, by a server that behaves as badly as a real one may. */

const LOGIN = { user: "accounts@asha.in", pass: "the-password-of-a-mailbox" };
let server: FakeMailServer;
beforeEach(async () => {
  server = await startFakeMailServer({ login: LOGIN });
});
afterEach(() => server.close());

function open(more: object = {}, password: string = LOGIN.pass) {
  const config = {
    host: "127.0.0.1",
    port: server.port,
    user: LOGIN.user,
    from: "accounts@asha.in",
    fromName: "Asha Traders",
    replyTo: "reply+@asha.in",
    bounceTo: "bounce+@asha.in",
    ...more,
  };
  return openSmtp({ config, secrets: { password } }, NOWHERE);
}
const MAIL = outgoing({ to: "ravi@patel.in" });

test("a mail goes out with our own id, an end of it in one click, and ways back that name it", async () => {
  expect(await open().send(MAIL, soon())).toEqual({
    kind: "accepted",
    providerId: `<${ATTEMPT}@asha.in>`,
  });
  const [mail] = server.mails;
  expect(mail).toMatchObject({ from: `bounce+${ATTEMPT}@asha.in`, to: ["ravi@patel.in"] });
  const head = (mail?.raw ?? "").replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
  expect(head).toContain("From: Asha Traders <accounts@asha.in>");
  expect(head).toContain("To: ravi@patel.in");
  expect(head).toContain(`Reply-To: reply+${ATTEMPT}@asha.in`);
  expect(head).toContain(`Message-ID: <${ATTEMPT}@asha.in>`);
  expect(head).toContain(`List-Unsubscribe: <${MAIL.stopUrl}>`);
  expect(head).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(head).toContain("Auto-Submitted: auto-generated");
  expect(head).toContain("Subject: Bill SL41 of Asha Traders");
  expect(mail?.text.trim()).toBe(`Rs 12000 for bill SL41 is due. Pay: ${LINK} Asha Traders`);
  expect(server.logins).toEqual([LOGIN]);
});

test("a mail that leads nowhere, as one that says thanks, names no address under which to end it", async () => {
  const rendered = { ...RENDERED, body: "Thank you. Asha Traders", hasLink: false };
  const thanks = { ...MAIL, rendered, stopUrl: null };
  expect(await open().send(thanks, soon())).toMatchObject({ kind: "accepted" });
  expect(server.mails[0]?.raw).toMatch(/^Auto-Submitted: /im);
  expect(server.mails[0]?.raw).not.toMatch(/unsubscribe/i);
});

test("Hindi, long lines and a point at the start of one come in as they were written", async () => {
  const body = `नमस्ते\n.\n..\n${"शब्द ".repeat(400).trim()}`;
  const rendered = { ...RENDERED, subject: "बिल SL41 – आशा ट्रेडर्स", body, hasLink: false };
  expect(await open().send({ ...MAIL, rendered }, soon())).toMatchObject({ kind: "accepted" });
  expect(server.mails[0]?.text.replaceAll("\r\n", "\n").trim()).toBe(body);
});

test("whatever stands in a name or a subject makes no line of the head and no second recipient", async () => {
  const rendered = { ...RENDERED, subject: "Bill\r\nBcc: eve@evil.in\r\n\r\nhello" };
  const channel = open({ fromName: 'Asha"\r\nBcc: eve@evil.in' });
  expect(await channel.send({ ...MAIL, rendered }, soon())).toMatchObject({ kind: "accepted" });
  expect(server.mails[0]?.to).toEqual(["ravi@patel.in"]);
  expect(server.mails[0]?.raw).not.toMatch(/^Bcc:/im);
  for (const to of [
    "ravi@patel.in, eve@evil.in",
    "ravi@patel.in\r\nRCPT TO:<eve@evil.in>",
    "ravi",
    "<x@y.in>",
  ]) {
    expect(await channel.send({ ...MAIL, to }, soon())).toMatchObject({
      scope: "address",
      code: "dead",
    });
  }
  expect(server.mails).toHaveLength(1);
});

const refused = (scope: string, code: string) => ({ kind: "refused", scope, code });

test.each<[MailMishap, object, number]>([
  ["greeting: 421 4.3.2 try again", { kind: "later", code: "421" }, 0],
  ["greeting: 554 5.7.1 no service for you", refused("account", "blocked"), 0],
  ["cut-at-greeting", { kind: "later", code: "not-reached" }, 0],
  ["from: 451 4.7.1 slow down", { kind: "later", code: "451" }, 0],
  ["from: 550 5.7.1 not your address", refused("account", "bad-sender"), 0],
  ["from: 530 5.7.0 who are you", refused("account", "bad-keys"), 0],
  ["to: 450 4.2.0 greylisted", { kind: "later", code: "450", afterSeconds: 300 }, 0],
  ["to: 550 5.1.1 no such user", refused("address", "dead"), 0],
  ["to: 550 nobody here", refused("address", "dead"), 0],
  ["to: 552 5.2.2 mailbox full", refused("address", "withheld"), 0],
  ["to: 550 5.7.1 blocked by policy", refused("message", "refused"), 0],
  ["cut-at-to", { kind: "later", code: "not-reached" }, 0],
  ["hangs-at-to", { kind: "later", code: "no-answer" }, 0],
  ["text: 451 4.3.0 later", { kind: "later", code: "451" }, 0],
  ["text: 554 5.7.1 this is spam", refused("message", "refused"), 0],
  ["cut-in-text", { kind: "unknown", code: "cut" }, 0],
  ["taken-cut", { kind: "unknown", code: "cut" }, 1],
  ["taken-hangs", { kind: "unknown", code: "no-answer" }, 1],
  ["slow", { kind: "accepted" }, 1],
])("%s comes to %j, with one connection and no second", async (mishap, outcome, taken) => {
  server.befall(mishap);
  expect(await open().send(MAIL, soon(mishap))).toMatchObject(outcome);
  expect(server.connections()).toBe(1);
  expect(server.mails).toHaveLength(taken);
});

test("a password that is no good is told, and stands in nothing, also where the server says it back", async () => {
  const outcome = await open({}, "another-password-of-somebody").send(MAIL, soon());
  expect(outcome).toMatchObject(refused("account", "bad-keys"));
  server.befall("to: 550 5.1.1 <ravi@patel.in> unknown, call +91 98250 12345");
  const all = JSON.stringify([outcome, await open().send(MAIL, soon())]);
  for (const secret of ["another-password", "ravi@patel.in", "accounts@asha.in", "98250"]) {
    expect(all).not.toContain(secret);
  }
});

test("what was not reached was not sent, and an account of which something is missing is not tried", async () => {
  const { port } = server;
  await server.close();
  expect(await open({ port }).send(MAIL, soon())).toMatchObject({ kind: "later", code: "not-reached" });
  for (const bad of [
    { host: undefined },
    { port: 0 },
    { from: "x" },
    { bounceTo: "x" },
    { replyTo: "a b" },
  ]) {
    expect(await open(bad).send(MAIL, soon())).toMatchObject(refused("account", "bad-keys"));
  }
  expect(await openSmtp({ config: null, secrets: {} }, NOWHERE).send(MAIL, soon())).toMatchObject({
    code: "bad-keys",
  });
});

test("a server of this machine is not for a server that the world reaches", async () => {
  const config = { host: "127.0.0.1", port: server.port, from: "a@asha.in" };
  const channel = openSmtp({ config, secrets: {} }, { ...NOWHERE, isLoopback: false });
  expect(await channel.send(MAIL, soon())).toMatchObject(refused("account", "bad-host"));
  expect(server.connections()).toBe(0);
});

test("where mail has to be encrypted a server that cannot, or whose certificate nobody signed, gets none", async () => {
  expect(await open({ encrypt: true }).send(MAIL, soon())).toMatchObject(refused("account", "bad-tls"));
  const unsigned = await startFakeMailServer({ login: LOGIN, offersTls: true });
  const channel = open({ encrypt: true, port: unsigned.port, host: "localhost" });
  expect(await channel.send(MAIL, soon())).toMatchObject(refused("account", "bad-tls"));
  expect([...server.logins, ...unsigned.logins]).toEqual([]);
  await unsigned.close();
});
