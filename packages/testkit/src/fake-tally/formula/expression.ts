import { fail, ok, type Result } from "@cfa/values/result";

import { tokensOf, type Token } from "./tokens.ts";

export type Operator =
  | "="
  | "<>"
  | "<"
  | "<="
  | ">"
  | ">="
  | "contains"
  | "starting with"
  | "+"
  | "-"
  | "*"
  | "/";

/** A TDL formula as a tree. Names are in lower case. */
export type Expression =
  | { readonly kind: "value"; readonly value: string | number | boolean }
  /** A bare word such as Ledger in `$Parent:Ledger:$LedgerName`. */
  | { readonly kind: "word"; readonly text: string }
  /** `$Name`; with parameters `$Name:Ledger:"Cash"`. `levels` counts the `..` in front: the objects around. */
  | {
      readonly kind: "method";
      readonly name: string;
      readonly levels: number;
      readonly parameters: readonly Expression[];
    }
  | { readonly kind: "function"; readonly name: string; readonly parameters: readonly Expression[] }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "formula"; readonly name: string }
  | { readonly kind: "not"; readonly of: Expression }
  | { readonly kind: "minus"; readonly of: Expression }
  | { readonly kind: "and" | "or"; readonly all: readonly Expression[] }
  | {
      readonly kind: "operation";
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };

/** Reads a formula: Or, then And, then Not, then comparisons, then sums. Fails with what is wrong. */
export function readExpression(text: string): Result<Expression, string> {
  const tokens = tokensOf(text);
  if (!tokens.ok) return tokens;
  const reader = new ExpressionReader(tokens.value);
  try {
    const expression = reader.either();
    return reader.isAtEnd ? ok(expression) : fail(`nothing may follow at ${reader.here}`);
  } catch (error) {
    if (error instanceof SyntaxError) return fail(error.message);
    throw error;
  }
}

const COMPARISONS = new Set(["=", "<>", "<", "<=", ">", ">="]);

class ExpressionReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  get here(): string {
    return this.isAtEnd ? "the end" : `"${this.#tokens[this.#at]?.text}"`;
  }

  either(): Expression {
    const all = [this.#both()];
    while (this.#takes("word", "or")) all.push(this.#both());
    return all.length === 1 ? all[0]! : { kind: "or", all };
  }

  #both(): Expression {
    const all = [this.#denied()];
    while (this.#takes("word", "and")) all.push(this.#denied());
    return all.length === 1 ? all[0]! : { kind: "and", all };
  }

  #denied(): Expression {
    return this.#takes("word", "not") ? { kind: "not", of: this.#denied() } : this.#comparison();
  }

  #comparison(): Expression {
    const left = this.#sum();
    const operator = this.#comparator();
    return operator === undefined ? left : { kind: "operation", operator, left, right: this.#sum() };
  }

  #comparator(): Operator | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind === "sign" && COMPARISONS.has(token.text)) {
      this.#at++;
      return token.text as Operator;
    }
    if (this.#takes("word", "contains")) return "contains";
    if (!this.#takes("word", "starting")) return undefined;
    this.#takes("word", "with");
    return "starting with";
  }

  #sum(): Expression {
    let left = this.#product();
    for (;;) {
      const operator = this.#takes("sign", "+") ? "+" : this.#takes("sign", "-") ? "-" : undefined;
      if (operator === undefined) return left;
      left = { kind: "operation", operator, left, right: this.#product() };
    }
  }

  #product(): Expression {
    let left = this.#one();
    for (;;) {
      const operator = this.#takes("sign", "*") ? "*" : this.#takes("sign", "/") ? "/" : undefined;
      if (operator === undefined) return left;
      left = { kind: "operation", operator, left, right: this.#one() };
    }
  }

  #one(): Expression {
    if (this.#takes("sign", "-")) return { kind: "minus", of: this.#one() };
    if (this.#takes("sign", "(")) {
      const inner = this.either();
      if (!this.#takes("sign", ")")) throw new SyntaxError(`a parenthesis is not closed at ${this.here}`);
      return inner;
    }
    const token = this.#tokens[this.#at];
    if (token === undefined || token.kind === "sign" || isJoint(token))
      throw new SyntaxError(`a value is missing at ${this.here}`);
    this.#at++;
    return this.#named(token);
  }

  #named(token: Token): Expression {
    const { kind, text } = token;
    switch (kind) {
      case "string":
        return { kind: "value", value: text };
      case "number":
        return { kind: "value", value: Number(text) };
      case "function":
        return { kind: "function", name: text, parameters: this.#parameters() };
      case "method": {
        const ups = /^(?:\.\.)*/.exec(text)?.[0] ?? "";
        const name = text.slice(ups.length);
        return { kind: "method", name, levels: ups.length / 2, parameters: this.#objectNamed() };
      }
      case "variable":
        return { kind: "variable", name: text };
      case "formula":
        return { kind: "formula", name: text };
      case "word":
      case "sign":
        return word(text);
    }
  }

  #parameters(): Expression[] {
    const parameters: Expression[] = [];
    while (this.#takes("sign", ":")) parameters.push(this.#one());
    return parameters;
  }

  /** Behind a method: an object's type, a bare word, and its name. Anything else belongs to a function around it. */
  #objectNamed(): Expression[] {
    const [colon, type] = [this.#tokens[this.#at], this.#tokens[this.#at + 1]];
    return colon?.text === ":" && type?.kind === "word" ? this.#parameters() : [];
  }

  #takes(kind: Token["kind"], text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== kind || token.text !== text) return false;
    this.#at++;
    return true;
  }
}

function isJoint({ kind, text }: Token): boolean {
  return kind === "word" && (text === "and" || text === "or" || text === "not");
}

function word(text: string): Expression {
  if (text === "yes" || text === "true") return { kind: "value", value: true };
  if (text === "no" || text === "false") return { kind: "value", value: false };
  return { kind: "word", text };
}
