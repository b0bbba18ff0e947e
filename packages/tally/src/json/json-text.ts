import { Tokenizer, TokenParser, TokenType } from "@streamparser/json";

import type { JsonValue } from "./message-node.ts";

/** Why a JSON text could not be read to its end. */
export type JsonFault = "no-json" | "cut-off" | "damaged" | "too-deep" | "too-long";

export type JsonLimits = { readonly depth: number; readonly message: number };
export const JSON_LIMITS: JsonLimits = { depth: 40, message: 64 * 1024 ** 2 };

/** What is told while it is read: each element of one of the lists asked for, and each plain value above them. */
export type JsonEvents = {
  element(list: string, value: JsonValue): void;
  /** One of the plain values asked for, by its path of keys. */
  scalar(path: string, value: JsonValue): void;
};

/** Text in, events out; pieces may end anywhere. Memory holds one element at a time. */
export type JsonText = {
  /** Returns false as soon as there is no point in sending more. */
  write(text: string): boolean;
  end(): void;
  readonly fault: JsonFault | undefined;
};

/** Numbers keep their digits: an amount must not pass through a floating point. */
class ExactTokenizer extends Tokenizer {
  protected override parseNumber(digits: string): number {
    return digits as unknown as number;
  }
}

/**
 * Reads a JSON text as a stream with the tokenizer and assembler of a library. Only the elements of `lists` (paths such
 * as "$.tallymessage.*") are told, with the plain values at `scalars`; each is let go before the next begins.
 */
export function createJsonText(
  { lists, scalars }: { lists: Readonly<Record<string, string>>; scalars: readonly string[] },
  events: JsonEvents,
  limits: JsonLimits = JSON_LIMITS,
): JsonText {
  const tokenizer = new ExactTokenizer();
  const parser = new TokenParser({ paths: [...Object.values(lists), ...scalars], keepStack: false });
  let fault: JsonFault | undefined;
  let depth = 0;
  let begun = false;
  let held = 0; // characters since the last element was let go
  const stop = (why: JsonFault): void => {
    fault ??= why;
  };
  tokenizer.onError = () => stop(begun ? "damaged" : "no-json");
  parser.onError = () => stop("damaged");
  parser.onValue = ({ value, stack, key }) => {
    const path = pathOf(stack, key);
    const list = listOf(path, lists);
    if (list !== undefined) {
      held = 0;
      events.element(list, value as JsonValue);
    } else if (typeof value !== "object") {
      events.scalar(path, value as JsonValue);
    }
  };
  tokenizer.onToken = (token) => {
    begun = true;
    if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) depth += 1;
    else if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) depth -= 1;
    if (depth > limits.depth) stop("too-deep");
    if (fault === undefined) parser.write(token);
  };
  return {
    write(text) {
      if (fault !== undefined) return false;
      held += text.length;
      if (!tokenizer.isEnded) tokenizer.write(text);
      else if (text.trim() !== "") stop("damaged");
      if (held > limits.message) stop("too-long");
      return fault === undefined;
    },
    end() {
      if (fault === undefined && !parser.isEnded) stop(begun ? "cut-off" : "no-json");
    },
    get fault() {
      return fault;
    },
  };
}

type Stack = readonly { key?: unknown }[];

/** "tallymessage.3" for the fourth element of a list; the root has no name. */
function pathOf(stack: Stack, key: unknown): string {
  const above = stack.slice(1).map((each) => each.key);
  return [...above, key].map(String).join(".");
}

function listOf(path: string, lists: Readonly<Record<string, string>>): string | undefined {
  for (const [name, pattern] of Object.entries(lists)) {
    const prefix = pattern.slice(2, -1); // "$.tallymessage.*" begins "tallymessage."
    if (path.startsWith(prefix) && /^\d+$/.test(path.slice(prefix.length))) return name;
  }
  return undefined;
}
