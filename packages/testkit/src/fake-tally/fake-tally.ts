import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { addDays } from "@cfa/values/local-date";
import { financialYearOf } from "@cfa/values/period";

import type { Books } from "../sample-company/tally-books.ts";
import { companiesCollection, companyCollection } from "./collections.ts";
import { billsReport, trialBalanceReport } from "./reports.ts";
import { decodeRequest, readRequest, type Ask, type Encoding } from "./request.ts";
import { escapeText } from "./xml.ts";

export type FakeTallyOptions = {
  /** The companies that are open. */
  readonly companies: readonly Books[];
  /** Default: any free port of 127.0.0.1. */
  readonly port?: number;
  /** Waits so long before each answer. */
  readonly latencyMs?: number;
};

/** A running fake Tally. What its user does at the keyboard is done by the functions. */
export type FakeTally = {
  readonly port: number;
  readonly url: string;
  /** Requests answered so far. */
  readonly answered: () => number;
  /** Opens these companies and no others; given changed books, they are what Tally now holds. */
  open(companies: readonly Books[]): void;
  /** The next answer's connection is cut after so many bytes. */
  cutNextAnswerAfter(bytes: number): void;
  close(): Promise<void>;
};

/**
 * Tally's XML over HTTP as the captured answers show it: one request at a time, the answer in the request's encoding, status
 * 200 for errors too. Listens on 127.0.0.1 only. Rejects when the port is taken.
 */
export async function startFakeTally(options: FakeTallyOptions): Promise<FakeTally> {
  let companies = options.companies;
  let cutAfter: number | undefined;
  let answered = 0;
  let line: Promise<unknown> = Promise.resolve();
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const bytes = await bodyOf(request);
      if ((options.latencyMs ?? 0) > 0)
        await new Promise((resolve) => setTimeout(resolve, options.latencyMs));
      const { text, encoding } = decodeRequest(bytes);
      const limit = cutAfter;
      cutAfter = undefined;
      await send(response, answerTo(bytes.length === 0 ? null : readRequest(text), companies), {
        encoding,
        limit,
      });
      answered++;
    };
    line = line.then(answer).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    answered: () => answered,
    open: (open) => {
      companies = open;
    },
    cutNextAnswerAfter: (bytes) => {
      cutAfter = bytes;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The answer as pieces of text. */
function answerTo(ask: Ask | null, open: readonly Books[]): Iterable<string> {
  if (ask === null) return ["<RESPONSE>TallyPrime Server is Running</RESPONSE>"];
  const type = ask.type.toLowerCase();
  if (type === "function") return [functionAnswer(ask)];
  if (type === "collection" && ask.objectType.toLowerCase() === "company")
    return companiesCollection(open, ask);
  const books = open.find((company) => company.name.toLowerCase() === ask.company.toLowerCase());
  if (books === undefined) {
    return [errorAnswer(`Could not set 'SVCurrentCompany' to '${ask.company}'`)];
  }
  if (type === "collection") {
    return companyCollection(books, ask) ?? [errorAnswer("Could not understand the collection")];
  }
  return (
    report(books, ask) ?? [
      `<RESPONSE>\r\n <LINEERROR>Could not find Report '${escapeText(ask.id)}'!</LINEERROR>\r\n</RESPONSE>\r\n`,
    ]
  );
}

function report(books: Books, ask: Ask): Iterable<string> | null {
  const asOf = ask.to ?? financialYearOf(addDays(books.vouchers.at(-1)?.date ?? books.booksFrom, 0)).to;
  switch (ask.id.toLowerCase()) {
    case "trial balance":
      return trialBalanceReport(books, asOf);
    case "bills receivable":
      return billsReport(books, "receivable", asOf);
    case "bills payable":
      return billsReport(books, "payable", asOf);
    default:
      return null;
  }
}

function errorAnswer(sentence: string): string {
  return `<ENVELOPE>\r\n <HEADER>\r\n  <VERSION>1</VERSION>\r\n  <STATUS>0</STATUS>\r\n </HEADER>\r\n <BODY>\r\n  <DATA>\r\n   <LINEERROR>${escapeText(sentence)}</LINEERROR>\r\n  </DATA>\r\n </BODY>\r\n</ENVELOPE>\r\n`;
}

function functionAnswer(ask: Ask): string {
  const value = ask.parameter.toLowerCase() === "iseducationalmode" ? "No" : "";
  return `<ENVELOPE>\r\n <HEADER>\r\n  <VERSION>1</VERSION>\r\n  <STATUS>1</STATUS>\r\n  <PRODMAJORREL>7</PRODMAJORREL>\r\n </HEADER>\r\n <BODY>\r\n  <DESC>\r\n  </DESC>\r\n  <DATA>\r\n   <RESULT TYPE="Logical">${value}</RESULT>\r\n  </DATA>\r\n </BODY>\r\n</ENVELOPE>\r\n`;
}

const PIECE_LENGTH = 32_768;

/** Sends in pieces and waits while the reader is behind, so that memory stays flat whatever the answer's size. */
async function send(
  response: ServerResponse,
  pieces: Iterable<string>,
  options: { encoding: Encoding; limit: number | undefined },
): Promise<void> {
  const isWide = options.encoding === "utf-16le";
  response.writeHead(200, { "Content-Type": isWide ? "text/xml;charset=utf-16" : "text/xml;charset=utf-8" });
  let sent = 0;
  let text = "";
  const flush = async (): Promise<void> => {
    let bytes = Buffer.from(text, isWide ? "utf16le" : "utf8");
    text = "";
    if (options.limit !== undefined && sent + bytes.length > options.limit) {
      bytes = bytes.subarray(0, options.limit - sent);
      response.write(bytes, () => response.destroy());
      throw new Error("cut as asked");
    }
    sent += bytes.length;
    if (response.destroyed) throw new Error("the reader has gone");
    if (!response.write(bytes)) {
      await new Promise<void>((resolve) => {
        const goOn = (): void => {
          response.off("drain", goOn).off("close", goOn);
          resolve();
        };
        response.once("drain", goOn).once("close", goOn);
      });
    }
  };
  for (const piece of pieces) {
    text += piece;
    if (text.length >= PIECE_LENGTH) await flush();
  }
  await flush();
  response.end();
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
