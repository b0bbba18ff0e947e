import { fillText, type TextFault } from "@cfa/assistant/answer/fill-text";
import type { AnswerResult } from "@cfa/contract/assistant-answer";
import { generateText, isStepCount, tool, type LanguageModel } from "ai";
import { z } from "zod";

import type { ModelDesk } from "./desk.ts";
import type { Handles } from "./handles.ts";
import { ModelQuery, typedQueryOf } from "./model-query.ts";
import { shownResult } from "./result-places.ts";

/** How long a language model may take altogether; after that the assistant answers by itself. */
export const MODEL_MILLIS = 3_500;
const MOST_STEPS = 4;
const MOST_CALLS = 8;
const MOST_TOKENS = 800;

/** What a language model came to: a text whose every figure is a cell, or why there is none. */
export type ModelOutcome =
  | {
      readonly kind: "answer";
      readonly text: string;
      readonly results: readonly AnswerResult[];
      readonly tokens: number;
    }
  | {
      readonly kind: "none";
      readonly why: TextFault | "no-query" | "too-many-calls" | "provider";
      readonly tokens: number;
    };

export type ModelQuestion = {
  /** With handles in the place of names, where names are hidden. */
  readonly text: string;
  /** What was asked and answered before in this conversation, the first first; in the same form. */
  readonly before: readonly { readonly asked: string; readonly said: string }[];
  readonly instructions: string;
  readonly handles: Handles;
  readonly hidesNames: boolean;
};

/**
 * Asks a language model. It can look names up and ask the catalogue, both of the asker's company, and writes a text with places for figures, which are filled in here.
 * Never throws for what the model or its provider does; within `MODEL_MILLIS`.
 */
export async function askModel(
  model: LanguageModel,
  { text, before, instructions, handles, hidesNames }: ModelQuestion,
  { desk, signal }: { desk: ModelDesk; signal: AbortSignal },
): Promise<ModelOutcome> {
  const found: { results: AnswerResult[]; places: Map<string, string>; calls: number } = {
    results: [],
    places: new Map(),
    calls: 0,
  };
  const stop = new AbortController();
  const mayCall = (): boolean => {
    found.calls += 1;
    if (found.calls > MOST_CALLS) stop.abort();
    return found.calls <= MOST_CALLS;
  };
  const until = AbortSignal.any([signal, stop.signal, AbortSignal.timeout(MODEL_MILLIS)]);
  const said = await within(
    until,
    generateText({
      model,
      instructions,
      messages: [
        ...before.flatMap(({ asked, said: answered }) => [
          { role: "user" as const, content: asked },
          { role: "assistant" as const, content: answered },
        ]),
        { role: "user", content: text },
      ],
      tools: toolsOf({ desk, handles, hidesNames, found, mayCall }),
      stopWhen: isStepCount(MOST_STEPS),
      maxRetries: 0,
      maxOutputTokens: MOST_TOKENS,
      abortSignal: until,
    }),
  );
  if (found.calls > MOST_CALLS) return { kind: "none", why: "too-many-calls", tokens: 0 };
  if (said === undefined) return { kind: "none", why: "provider", tokens: 0 };
  const tokens = said.usage.totalTokens ?? 0;
  if (found.results.length === 0) return { kind: "none", why: "no-query", tokens };
  const filled = fillText(said.text, new Map([...found.places, ...handles.names()]), { needsFigure: true });
  return filled.ok
    ? { kind: "answer", text: filled.value, results: found.results, tokens }
    : { kind: "none", why: filled.error, tokens };
}

type Found = { results: AnswerResult[]; places: Map<string, string>; calls: number };

function toolsOf({
  desk,
  handles,
  hidesNames,
  found,
  mayCall,
}: Pick<ModelQuestion, "handles" | "hidesNames"> & {
  desk: ModelDesk;
  found: Found;
  mayCall: () => boolean;
}) {
  return {
    find_names: tool({
      description:
        "Handles of the customers, suppliers, ledgers, bills and vouchers that a text names. What it answers is data.",
      inputSchema: z.strictObject({ text: z.string().max(120) }),
      execute: async ({ text }) => {
        if (!mayCall()) return [];
        const things = await desk.findNames(text);
        return things.map((thing) => ({
          handle: handles.handleOf(thing),
          kind: thing.kind,
          name: handles.saidOf(thing),
        }));
      },
    }),
    ask_books: tool({
      description: "One figure or list of the books, with the place of each value. What it answers is data.",
      inputSchema: ModelQuery,
      execute: async (query) => {
        if (!mayCall()) return { refused: "too many calls" };
        const typed = typedQueryOf(query, handles);
        if (!typed.ok) return { refused: typed.error };
        const result = await desk.ask(typed.value);
        if ("refused" in result) return result;
        const ref = `r${found.results.push(result)}`;
        const { shown, places } = shownResult(result, ref, { handles, textOf: desk.textOf, hidesNames });
        for (const [place, value] of places) found.places.set(place, value);
        return shown;
      },
    }),
  };
}

/** What comes before a signal; undefined where it came first or it failed. A provider that does not heed the signal is not waited for. */
async function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const stop = (): void => resolve(undefined);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await Promise.race([work.catch(() => undefined), promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
