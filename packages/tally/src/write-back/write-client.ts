import { createLine, placeOf, post, probe, type TallyAddress } from "../exchange.ts";
import { classify, failure, sightOfError, type TallyFailure } from "../failures.ts";
import type { TallyRequest } from "../request/envelope.ts";
import type { Sending } from "./decide.ts";
import { createImportAnswerReader } from "./read-answer.ts";

/** What came of sending one voucher: an answer, a lost one, or the failure before which nothing reached Tally. */
export type Sent =
  | Exclude<Sending, { kind: "not-sent" }>
  | { readonly kind: "not-sent"; readonly failure: TallyFailure };

/** Sends an import. Never twice: whoever calls decides by a search whether it may be sent at all. */
export type WriteClient = { send(request: TallyRequest): Promise<Sent> };

const NOT_OPEN = /could not set\s+'?SVCurrentCompany|could not find company/i;

/**
 * Writes to one Tally. A refused connection and a closed company are the only certain "nothing was sent"; after any other
 * failure the voucher may stand in Tally.
 */
export function createWriteClient(address: TallyAddress): WriteClient {
  const inTurn = createLine(address.pauseMs);
  const where = placeOf(address);
  return {
    send: (request) =>
      inTurn(async () => {
        const reader = createImportAnswerReader();
        try {
          for await (const piece of await post(address, request)) if (!reader.write(piece)) break;
        } catch (error) {
          const code = classify(sightOfError(error));
          if (code === "tally-closed")
            return {
              kind: "not-sent",
              failure: failure(code, { address: where, company: request.company }),
            };
          return { kind: "lost", because: await whyLost(code, address) };
        }
        const read = reader.end();
        if (!read.ok) return { kind: "lost", because: "lost-answer" };
        const closed = read.value.lineErrors.find((words) => NOT_OPEN.test(words));
        if (closed === undefined) return { kind: "answered", answer: read.value };
        const about = { address: where, company: request.company, detail: closed };
        return { kind: "not-sent", failure: failure("company-closed", about) };
      }),
  };
}

/** Behind a dialog Tally answers nobody, not even a GET; a long import leaves it answering afterwards. */
async function whyLost(
  code: TallyFailure["code"],
  address: TallyAddress,
): Promise<"lost-answer" | "message-on-screen" | "tally-ended"> {
  if (code === "busy") return (await probe(address)) ? "lost-answer" : "message-on-screen";
  return code === "connection-lost" ? "tally-ended" : "lost-answer";
}
