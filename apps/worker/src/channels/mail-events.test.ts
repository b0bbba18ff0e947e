import { startFakeMailServer, type FakeMailServer, type TakenMail } from "@cfa/testkit/fake-mail-server";
import { bounceOf, complaintOf, replyOf } from "@cfa/testkit/made-mail";
import { afterAll, beforeAll, expect, test } from "vitest";

import { readMailEvent } from "./mail-events.ts";
import { readMime } from "./read-mime.ts";
import { openSmtp } from "./smtp.ts";
import { ATTEMPT, NOWHERE, outgoing, soon } from "./test-message.ts";

/* What comes back of a mail that went out over real SMTP. */

let server: FakeMailServer;
let mail: TakenMail;
beforeAll(async () => {
  server = await startFakeMailServer();
  const config = {
    host: "127.0.0.1",
    port: server.port,
    from: "accounts@asha.in",
    bounceTo: "bounce+@asha.in",
  };
  const channel = openSmtp({ config, secrets: {} }, NOWHERE);
  await channel.send(outgoing({ to: "ravi@patel.in" }), soon());
  const [first] = server.mails;
  if (first === undefined) throw new Error("no mail came in");
  mail = first;
});
afterAll(() => server.close());

const MESSAGE_ID = `<${ATTEMPT}@asha.in>`;
const ids = (bounce: Parameters<typeof bounceOf>[1]) =>
  readMailEvent(bounceOf(mail, bounce))?.told.map(({ attemptId, providerId }) => [attemptId, providerId]);

test.each([
  ["5.1.1", "smtp; 550 5.1.1 user unknown", { scope: "address", code: "dead" }],
  ["5.1.10", "smtp; 556 no such domain", { scope: "address", code: "dead" }],
  ["5.0.0", "smtp; 550 5.1.1 <ravi@patel.in> unknown", { scope: "message", code: "refused" }],
  ["5.2.2", "smtp; 552 mailbox full", { scope: "address", code: "withheld" }],
  ["5.7.1", "smtp; 550 5.7.1 spam", { scope: "message", code: "refused" }],
  ["4.4.1", "smtp; 451 no answer", { scope: "message", code: "expired" }],
])("a mail that bounced with %s (%s) failed: %j", (status, diagnostic, failure) => {
  const told = readMailEvent(bounceOf(mail, { status, diagnostic }))?.told;
  expect(told).toMatchObject([
    {
      attemptId: ATTEMPT,
      providerId: MESSAGE_ID,
      state: "failed",
      at: new Date("2026-04-15T06:30:00Z"),
      failure,
    },
  ]);
  expect(told?.[0]?.failure?.detail).not.toContain("ravi");
});

test("which of ours it is stands in the envelope's id, in the address it came to, or in what was sent back", () => {
  const to = "accounts@asha.in";
  expect(ids({ to, returns: "none", keepsEnvelopeId: true })).toEqual([[ATTEMPT, null]]);
  expect(ids({ returns: "none" })).toEqual([[ATTEMPT, null]]);
  expect(ids({ to, returns: "head" })).toEqual([[null, MESSAGE_ID]]);
  expect(ids({ to, returns: "whole" })).toEqual([[null, MESSAGE_ID]]);
  expect(ids({ to, returns: "none" })).toEqual([]);
});

test("one that is late is nothing yet, and one that arrived is delivered", () => {
  expect(readMailEvent(bounceOf(mail, { action: "delayed", status: "4.4.1" }))?.told).toEqual([]);
  expect(readMailEvent(bounceOf(mail, { action: "delivered", status: "2.0.0" }))?.told).toMatchObject([
    { state: "delivered", failure: null },
  ]);
});

test("whoever calls it spam wants no more of them", () => {
  expect(readMailEvent(complaintOf(mail))?.replies).toMatchObject([
    { way: "email", from: "ravi@patel.in", replyTo: MESSAGE_ID, oneClickStop: true },
  ]);
});

test.each([false, true])(
  "what somebody answers is taken without what they answered (html alone: %s)",
  (isHtmlOnly) => {
    const raw = replyOf(mail, "शुक्रवार को दे देंगे &amp; sorry".replace("&amp; ", isHtmlOnly ? "&amp; " : "& "), {
      isHtmlOnly,
    });
    expect(readMailEvent(raw)?.replies).toEqual([
      {
        providerId: "<reply-1@patel.in>",
        way: "email",
        from: "ravi@patel.in",
        text: "शुक्रवार को दे देंगे & sorry",
        at: new Date("2026-04-15T06:30:00Z"),
        replyTo: MESSAGE_ID,
        oneClickStop: false,
      },
    ]);
  },
);

test("a reply to the address with the attempt's id names it, whatever else it says", () => {
  const raw = replyOf(mail, "paid", { to: `reply+${ATTEMPT.toUpperCase()}@asha.in`, id: "<other@patel.in>" });
  expect(readMailEvent(raw)?.replies[0]).toMatchObject({ replyTo: ATTEMPT, text: "paid" });
});

test("a name that is an address is not who wrote it", () => {
  const raw = replyOf(mail, "STOP", { from: '"eve@evil.in" <Ravi@Patel.IN>' });
  expect(readMailEvent(raw)?.replies[0]?.from).toBe("Ravi@patel.in");
});

test.each([
  "Auto-Submitted: auto-replied",
  "Precedence: bulk",
  "X-Autoreply: yes",
  "List-Id: <x.example>",
  "Return-Path: <>",
])("a mail that a machine wrote (%s) is no reply", (line) => {
  expect(readMailEvent(replyOf(mail, "I am away. STOP", { head: [line] }))).toMatchObject({
    told: [],
    replies: [],
  });
});

test("a long mail, one of many parts, one in itself and one that is none are read in time and break nothing", () => {
  const part = "--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n";
  const odd = [
    "",
    "hello",
    `From: a@b.in\r\n\r\n${"<head".repeat(200_000)}`,
    `From: a@b.in\r\nContent-Type: text/html\r\n\r\n${"<".repeat(500_000)}`,
    `From: a@b.in\r\nContent-Type: text/html\r\n\r\n${"<style>".repeat(50_000)}`,
    `From: a@b.in\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${part.repeat(5_000)}`,
    `From: a@b.in\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n--x--`,
    `From: ${"<a".repeat(100_000)}\r\n\r\nx`,
    `From: a@b.in\r\n${"X-A: b\r\n".repeat(100_000)}\r\nx`,
    `From: a@b.in\r\nContent-Type: text/plain; charset=nonsense\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!`,
    `From: a@b.in\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${"= ".repeat(300_000)}`,
  ];
  const start = performance.now();
  for (const raw of odd) {
    const event = readMailEvent(raw);
    expect(event?.told ?? []).toEqual([]);
    for (const { text } of event?.replies ?? []) expect(text.length).toBeLessThanOrEqual(2_000);
  }
  expect(performance.now() - start).toBeLessThan(10_000);
});

test("parts whose boundary begins like another are told apart", () => {
  const raw = [
    "From: ravi@patel.in",
    "Message-ID: <n@patel.in>",
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "Content-Type: multipart/alternative; boundary=b2",
    "",
    "--b2",
    "Content-Type: text/plain",
    "",
    "will pay friday",
    "--b2--",
    "--b--",
  ].join("\r\n");
  expect(readMailEvent(raw)?.replies[0]?.text).toBe("will pay friday");
  const { parts } = readMime(raw);
  expect(parts.map(({ type }) => type)).toEqual(["multipart/alternative"]);
  expect(parts[0]?.parts.map(({ type }) => type)).toEqual(["text/plain"]);
});
