import { fail, ok, type Result } from "@cfa/values/result";

import type { View } from "../company/view.ts";
import { alterIdRange, functionsIn, guidsOf } from "../formula/bounds.ts";
import { compile, UnknownInFormula, type Compiled, type Scope } from "../formula/compile.ts";
import { readExpression, type Expression } from "../formula/expression.ts";
import { isTrue } from "../formula/value.ts";
import type { Narrowed } from "../objects/kinds.ts";
import type { Definition } from "../request/read-request.ts";
import { surroundingsOf } from "./surroundings.ts";

/** Functions that kill a Tally when they stand in a filter. */
const KILLERS: ReadonlySet<string> = new Set(["indaterange"]);

/** A collection's filters as one: all must hold. */
export type Condition = {
  readonly passes: ((scope: Scope) => boolean) | null;
  readonly narrowed: Narrowed;
};

export type BadFormula = { readonly kind: "crash" | "unknown"; readonly sentence: string };

/** Reads the filters of a definition. Fails with what is wrong, or with what would have killed Tally. */
export function conditionOf(definition: Definition, view: View): Result<Condition, BadFormula> {
  const expressions: Expression[] = [];
  for (const filter of definition.filters) {
    const text = definition.formulas.get(filter.replace(/^@@?/, "").toLowerCase());
    if (text === undefined) return unknown(`There is no formula '${filter}'`);
    const read = readExpression(text);
    if (!read.ok) return unknown(`Could not understand the formula '${text}': ${read.error}`);
    expressions.push(read.value);
  }
  if (expressions.length === 0) return ok({ passes: null, narrowed: { alterIds: {}, guids: null } });
  const whole: Expression = { kind: "and", all: expressions };
  const compiled = compiledFormula(whole, definition, view);
  if (!compiled.ok) return compiled;
  const test = compiled.value;
  return ok({
    passes: (scope) => isTrue(test(scope)),
    narrowed: { alterIds: alterIdRange(whole), guids: guidsOf(whole) },
  });
}

/** A formula ready to use; fails when it names what Tally does not have, or what kills it. */
export function compiledFormula(
  expression: Expression,
  definition: Definition,
  view: View,
): Result<Compiled, BadFormula> {
  const killer = functionsIn(expression).find((name) => KILLERS.has(name));
  if (killer !== undefined) return fail({ kind: "crash", sentence: `$$${killer} in a filter` });
  try {
    return ok(compile(expression, surroundingsOf(view, definition.formulas)));
  } catch (error) {
    if (!(error instanceof UnknownInFormula)) throw error;
    return unknown(`Could not find '${error.message}'`);
  }
}

function unknown(sentence: string): Result<never, BadFormula> {
  return fail({ kind: "unknown", sentence });
}
