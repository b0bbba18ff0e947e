import type { TallyDocument, TallyRefusal } from "./document.ts";

/** Why a question to Tally brought nothing (A9). */
export type TallyFailureCode =
  | "tally-closed" // nobody listens at the address
  | "company-closed" // Tally runs, the company is not open in it
  | "busy" // no answer in time: long work, or a dialog on Tally's screen
  | "connection-lost" // the connection broke while waiting or reading
  | "truncated" // the answer ended in the middle
  | "not-tally" // something else answers at this address
  | "error-answer" // Tally refused the question
  | "unexpected-answer"; // an answer, but not to what was asked

/** A failure with one sentence for a person; `detail` is for the log. */
export type TallyFailure = {
  readonly code: TallyFailureCode;
  readonly message: string;
  readonly detail?: string;
};

/** A failure by its code, with the sentence that belongs to it. */
export function failure(
  code: TallyFailureCode,
  about: { address: string; company?: string | undefined; detail?: string | undefined },
): TallyFailure {
  const message = sentence(code, about);
  return about.detail === undefined ? { code, message } : { code, message, detail: about.detail };
}

/** What a broken connection means, by Node's error. */
export function failureOfError(error: unknown): TallyFailureCode {
  const { code = "", message = "" } = error instanceof Error ? (error as Error & { code?: string }) : {};
  if (
    ["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN", "EADDRNOTAVAIL"].includes(code)
  ) {
    return "tally-closed";
  }
  if (code.startsWith("HPE_") || message.includes("Parse Error")) return "not-tally";
  if (code === "ETIMEDOUT") return "busy";
  return "connection-lost";
}

/** What an answer that could not be read means. */
export function failureOfRefusal(refusal: TallyRefusal): TallyFailureCode {
  return refusal.code === "truncated" ? "truncated" : "not-tally";
}

/** Whether an error answer says that the company is not open; the wording differs by kind of question (A9). */
export function saysCompanyClosed(document: TallyDocument): boolean {
  return /could not set\s+'?SVCurrentCompany|could not find company/i.test(document.lineError ?? "");
}

function sentence(
  code: TallyFailureCode,
  about: { address: string; company?: string | undefined; detail?: string | undefined },
): string {
  const company = about.company === undefined ? "The company" : `The company "${about.company}"`;
  switch (code) {
    case "tally-closed":
      return `Tally does not answer at ${about.address}: open Tally, and check under F1 > Settings > Connectivity that it acts as server on this port.`;
    case "company-closed":
      return `${company} is not open in Tally: open it there (a waiting password prompt counts as closed).`;
    case "busy":
      return "Tally did not answer in time: look at the Tally screen, a message there may be waiting for a key.";
    case "connection-lost":
      return "The connection to Tally broke during an answer: check that Tally is still running.";
    case "truncated":
      return "Tally's answer ended in the middle; it is thrown away and asked for again in smaller parts.";
    case "not-tally":
      return `Another program answers at ${about.address}: check the port under F1 > Settings > Connectivity in Tally.`;
    case "error-answer":
      return `Tally refused the question${about.detail === undefined ? "." : `: ${about.detail}`}`;
    case "unexpected-answer":
      return "Tally gave an answer that does not fit the question; nothing of it is used.";
  }
}
