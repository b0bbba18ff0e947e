import { request as httpRequest, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

import type { CompanyRecord } from "@cfa/contract/records";
import type { TallyBalance } from "@cfa/contract/sync";
import type { LocalDate } from "@cfa/values/local-date";
import { fail, ok, type Result } from "@cfa/values/result";

import type { TallyDocument } from "./document.ts";
import {
  failure,
  failureOfError,
  failureOfRefusal,
  saysCompanyClosed,
  type TallyFailure,
} from "./failure.ts";
import { createTallyReader } from "./read.ts";
import type { RecordSink } from "./record-reader.ts";
import { createBillsReader, type PendingBill } from "./reports/bills.ts";
import { createTrialBalanceReader } from "./reports/trial-balance.ts";
import { companiesRequest } from "./request/companies.ts";
import type { TallyRequest } from "./request/envelope.ts";
import { licenceRequest } from "./request/licence.ts";
import { billsRequest, trialBalanceRequest, type BillsSide } from "./request/reports.ts";

/** How to reach Tally. */
export type TallyAddress = {
  readonly host: string;
  readonly port: number;
  /** Longest silence of Tally while it works or answers; 180 s when left out. */
  readonly timeoutMs?: number;
  /** Rest between two questions, in which Tally serves its own user; 120 ms when left out. */
  readonly pauseMs?: number;
};

/**
 * Questions to one Tally. Only one is ever under way: Tally is a desktop program with one worker (A1). Failures
 * are values. What a sink was told of an answer that then failed must be thrown away.
 */
export type TallyClient = {
  /** The companies open now. An empty list means "not now", never that companies are gone (A7). */
  companies(): Promise<Result<CompanyRecord[], TallyFailure>>;
  /** Whether Tally runs in Educational mode; undefined when it does not say. */
  isEducational(): Promise<Result<boolean | undefined, TallyFailure>>;
  /**
   * Asks and streams the records to the sink. An empty answer is ok (kind "empty") only after Tally has
   * confirmed that the company is open; otherwise it is company-closed.
   */
  read(request: TallyRequest, sink: RecordSink): Promise<Result<TallyDocument, TallyFailure>>;
  /** Closing balances of all ledgers on a day, Tally's sign (debit negative). */
  trialBalance(company: string, asOf: LocalDate): Promise<Result<TallyBalance[], TallyFailure>>;
  /** The bills Tally itself lists as pending on a day. */
  bills(company: string, side: BillsSide, asOf: LocalDate): Promise<Result<PendingBill[], TallyFailure>>;
  /** Their sum in paise, Tally's sign. */
  billsTotal(company: string, side: BillsSide, asOf: LocalDate): Promise<Result<string, TallyFailure>>;
};

/** See TallyClient. */
export function createTallyClient(address: TallyAddress): TallyClient {
  const ask = createAsker(address);
  const where = `${address.host}:${address.port}`;

  const companies: TallyClient["companies"] = async () => {
    const found: CompanyRecord[] = [];
    const answer = await ask(companiesRequest(), { company: (record) => found.push(record) });
    return answer.ok ? ok(found) : answer;
  };
  const read: TallyClient["read"] = async (request, sink) => {
    const answer = await ask(request, sink);
    if (!answer.ok || answer.value.kind !== "empty" || request.company === undefined) return answer;
    const open = await companies();
    if (!open.ok) return open;
    if (open.value.some((company) => sameName(company.name, request.company ?? ""))) return answer;
    return fail(failure("company-closed", { address: where, company: request.company }));
  };
  const bills: TallyClient["bills"] = async (company, side, asOf) => {
    const reader = createBillsReader();
    const answer = await read(billsRequest(company, side, asOf), reader);
    return answer.ok ? understood(reader.result(), where) : answer;
  };
  return {
    companies,
    read,
    bills,
    async isEducational() {
      const answer = await ask(licenceRequest(), {});
      if (!answer.ok) return answer;
      const value = answer.value.value?.trim().toLowerCase();
      return ok(value === undefined || value === "" ? undefined : ["yes", "1", "true"].includes(value));
    },
    async trialBalance(company, asOf) {
      const reader = createTrialBalanceReader();
      const answer = await read(trialBalanceRequest(company, asOf), reader);
      return answer.ok ? understood(reader.result(), where) : answer;
    },
    async billsTotal(company, side, asOf) {
      const pending = await bills(company, side, asOf);
      if (!pending.ok) return pending;
      return ok(pending.value.reduce((total, bill) => total + BigInt(bill.pending), 0n).toString());
    },
  };
}

type Ask = (request: TallyRequest, sink: RecordSink) => Promise<Result<TallyDocument, TallyFailure>>;

/** Sends one question after another, each after a rest, and judges the answer. */
function createAsker(address: TallyAddress): Ask {
  const where = `${address.host}:${address.port}`;
  const pauseMs = address.pauseMs ?? 120;
  let line: Promise<unknown> = Promise.resolve();
  let readyAt = 0;

  const askNow: Ask = async (request, sink) => {
    const wait = readyAt - performance.now();
    if (wait > 0) await sleep(wait);
    try {
      const answer = await exchange(address, request, sink);
      return judge(answer, request, where);
    } finally {
      readyAt = performance.now() + pauseMs;
    }
  };
  return (request, sink) => {
    const answer = line.then(() => askNow(request, sink));
    line = answer.catch(() => undefined); // a caller's fault must not stop the next caller
    return answer;
  };
}

type Exchange =
  | { readonly read: ReturnType<ReturnType<typeof createTallyReader>["end"]> }
  | { readonly broken: unknown };

async function exchange(address: TallyAddress, request: TallyRequest, sink: RecordSink): Promise<Exchange> {
  const reader = createTallyReader(sink);
  let sinkFailed: { error: unknown } | undefined;
  try {
    const response = await send(address, Buffer.from(request.xml, "utf16le"));
    for await (const piece of response as AsyncIterable<Uint8Array>) {
      try {
        if (!reader.write(piece)) break;
      } catch (error) {
        sinkFailed = { error };
        break;
      }
    }
  } catch (error) {
    return { broken: error };
  }
  if (sinkFailed !== undefined) throw sinkFailed.error;
  return { read: reader.end() };
}

function send(address: TallyAddress, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const timeoutMs = address.timeoutMs ?? 180_000;
    const request = httpRequest({
      // Tally listens on IPv4 only, and "localhost" may be ::1 (A1).
      host: address.host === "localhost" ? "127.0.0.1" : address.host,
      port: address.port,
      method: "POST",
      path: "/",
      agent: false,
      timeout: timeoutMs,
      headers: {
        "Content-Type": "text/xml;charset=utf-16",
        "Content-Length": body.length,
        Connection: "close",
      },
    });
    request.once("timeout", () => {
      const silence = Object.assign(new Error(`no answer within ${timeoutMs} ms`), { code: "ETIMEDOUT" });
      request.destroy(silence);
    });
    request.once("response", (response) => {
      // A silence in the middle of the answer ends the answer with the same error.
      request.on("error", (error) => response.destroy(error));
      resolve(response);
    });
    request.once("error", reject);
    request.end(body);
  });
}

function judge(answer: Exchange, request: TallyRequest, where: string): Result<TallyDocument, TallyFailure> {
  const about = { address: where, company: request.company };
  if ("broken" in answer) {
    const detail = `${request.about}: ${answer.broken instanceof Error ? answer.broken.message : String(answer.broken)}`;
    return fail(failure(failureOfError(answer.broken), { ...about, detail }));
  }
  if (!answer.read.ok) {
    const detail = `${request.about}: ${answer.read.error.message}`;
    return fail(failure(failureOfRefusal(answer.read.error), { ...about, detail }));
  }
  const document = answer.read.value;
  if (document.bytes === 0) {
    return fail(failure("connection-lost", { ...about, detail: `${request.about}: an answer of 0 bytes` }));
  }
  if (document.kind === "error-answer") {
    const code = saysCompanyClosed(document) ? "company-closed" : "error-answer";
    return fail(failure(code, { ...about, detail: document.lineError }));
  }
  const fits = document.kind === "collection" || document.kind === "report" || document.kind === "empty";
  if (!fits || document.withoutGuid > 0) {
    const detail = `${request.about}: ${document.kind}, ${document.withoutGuid} objects without GUID`;
    return fail(failure("unexpected-answer", { ...about, detail }));
  }
  return ok(document);
}

function understood<T>(result: Result<T, string>, where: string): Result<T, TallyFailure> {
  return result.ok ? result : fail(failure("unexpected-answer", { address: where, detail: result.error }));
}

/** Names compare trimmed and without case, as Tally does. */
function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
