import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, expect, test } from "vitest";

import { importRequest } from "./import-xml.ts";
import { creditNote } from "./test-drafts.ts";
import { createWriteClient } from "./write-client.ts";

/* What a Tally does with an import on the wire; what then is known. */

let close: (() => void) | undefined;
afterEach(() => close?.());

/** `timeoutMs`: short only where no answer is ever to come. */
async function sendTo(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  timeoutMs = 10_000,
) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const { port } = server.address() as AddressInfo;
  const client = createWriteClient({ host: "127.0.0.1", port, timeoutMs, pauseMs: 0 });
  return client.send(importRequest("Asha & Co", creditNote(), { isOptional: false }));
}

const CREATED =
  "<ENVELOPE><BODY><DATA><IMPORTRESULT><CREATED>1</CREATED><ERRORS>0</ERRORS></IMPORTRESULT></DATA></BODY></ENVELOPE>";

test("the request goes as it is, in UTF-16, and the answer is read", async () => {
  let body = "";
  const sent = await sendTo((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      body = Buffer.concat(pieces).toString("utf16le");
      response.end(Buffer.from(CREATED, "utf16le"));
    });
  });
  expect(body).toContain("<SVCURRENTCOMPANY>Asha &amp; Co</SVCURRENTCOMPANY>");
  expect(sent).toMatchObject({ kind: "answered", answer: { counters: { created: 1 }, lineErrors: [] } });
});

test("a closed company is certain: nothing was written", async () => {
  const sent = await sendTo((_, response) =>
    response.end(
      "<ENVELOPE><BODY><DATA><LINEERROR>Could not set 'SVCurrentCompany' to 'Asha &amp; Co'</LINEERROR></DATA></BODY></ENVELOPE>",
    ),
  );
  expect(sent).toMatchObject({ kind: "not-sent", failure: { code: "company-closed" } });
});

test("so is a connection that nobody takes", async () => {
  const client = createWriteClient({ host: "127.0.0.1", port: 1, pauseMs: 0 });
  const sent = await client.send(importRequest("A", creditNote(), { isOptional: false }));
  expect(sent).toMatchObject({ kind: "not-sent", failure: { code: "tally-closed" } });
});

test("a Tally that answers nobody after an import shows a message on its screen", async () => {
  expect(await sendTo(() => undefined, 150)).toEqual({ kind: "lost", because: "message-on-screen" });
});

test("one that answers a GET meanwhile is only slow", async () => {
  const sent = await sendTo((request, response) => {
    if (request.method === "GET") response.end("TallyPrime Server is Running");
  }, 1_500);
  expect(sent).toEqual({ kind: "lost", because: "lost-answer" });
});

test("a connection that closes leaves it open what was written", async () => {
  expect(await sendTo((request) => void request.socket.destroy())).toEqual({
    kind: "lost",
    because: "tally-ended",
  });
});

test("an answer that ends in the middle is no answer", async () => {
  const sent = await sendTo((_, response) => response.end(CREATED.slice(0, 60)));
  expect(sent).toEqual({ kind: "lost", because: "lost-answer" });
});
