import { askPath } from "@cfa/contract/ask-path";
import type { Turn } from "@cfa/contract/assistant";
import type { AnswerEvent } from "@cfa/contract/assistant-answer";

import { ApiFailure } from "../failure";
import { eventLines } from "./event-lines";

/** Longer than any answer takes: a line that is silent so long is lost. */
const SILENCE_MILLIS = 30_000;

/** What is told of an answer on its way. */
export type Told = Exclude<AnswerEvent<Turn>, { kind: "turn" | "failed" }>;

/** Asks, hands on what is told of the answer as it comes, and gives the whole. Throws an `ApiFailure` where there is none. */
export async function answerTo(
  companyId: string,
  body: object,
  { signal, onTold }: { signal: AbortSignal; onTold: (event: Told) => void },
): Promise<Turn> {
  const line = { path: askPath(companyId), body, signal, silenceMillis: SILENCE_MILLIS };
  try {
    for await (const data of eventLines(line)) {
      const event = JSON.parse(data) as AnswerEvent<Turn>;
      if (event.kind === "turn") return event.turn;
      if (event.kind === "failed") throw new ApiFailure(event.code, null);
      onTold(event);
    }
  } catch (failure) {
    throw failure instanceof ApiFailure ? failure : new ApiFailure("unreachable", null);
  }
  throw new ApiFailure("unreachable", null);
}
