import { partsOf } from "@cfa/values/local-date";
import { monthOf } from "@cfa/values/period";

import type { Expression, Operator } from "./expression.ts";
import { compareValues, dayOf, isTrue, numberOf, paiseOf, plain, type Value } from "./value.ts";

/** An object that a formula looks at. */
export type Scope = {
  /** A method's value by its lower-case name; undefined when the object has no such method. */
  get(name: string): Value | undefined;
  /** The object around it, as the voucher of an entry. */
  readonly above?: Scope;
  /** The objects of a list below it, by the list's lower-case name; undefined when it has no such list. */
  below?(list: string): readonly Scope[] | undefined;
};

/** What a formula can reach besides the object in front of it. */
export type Surroundings = {
  variable(name: string): Value;
  /** Another formula of the same request. */
  formula(name: string): Expression | undefined;
  /** An object by type and name. */
  object(type: string, name: string): Scope | null;
  /** Functions that depend on the company; undefined when there is none of the name. */
  call(name: string, parameters: readonly Value[], scope: Scope): Value | undefined;
};

export type Compiled = (scope: Scope) => Value;

/** A formula that names something Tally does not have. */
export class UnknownInFormula extends Error {}

/** A formula as a function, worked out once for many objects. Throws UnknownInFormula. */
export function compile(expression: Expression, around: Surroundings): Compiled {
  const below = (part: Expression): Compiled => compile(part, around);
  switch (expression.kind) {
    case "value":
      return () => expression.value;
    case "word":
      return () => expression.text;
    case "variable":
      return () => around.variable(expression.name);
    case "formula": {
      const named = around.formula(expression.name);
      if (named === undefined) throw new UnknownInFormula(`@@${expression.name}`);
      return below(named);
    }
    case "not": {
      const of = below(expression.of);
      return (scope) => !isTrue(of(scope));
    }
    case "minus": {
      const of = below(expression.of);
      return (scope) => {
        const value = of(scope);
        return typeof value === "bigint" ? -value : -numberOf(value);
      };
    }
    case "and": {
      const all = expression.all.map(below);
      return (scope) => all.every((part) => isTrue(part(scope)));
    }
    case "or": {
      const all = expression.all.map(below);
      return (scope) => all.some((part) => isTrue(part(scope)));
    }
    case "operation": {
      const work = operation(expression.operator);
      const [left, right] = [below(expression.left), below(expression.right)];
      return (scope) => work(left(scope), right(scope));
    }
    case "method":
      return method(expression, around);
    case "function":
      return call(expression, around);
  }
}

function method(expression: Expression & { kind: "method" }, around: Surroundings): Compiled {
  const { name, levels } = expression;
  const [type, key] = expression.parameters.map((part) => compile(part, around));
  if (type !== undefined && key !== undefined) {
    return (scope) => around.object(plain(type(scope)), plain(key(scope)))?.get(name) ?? null;
  }
  return (scope) => {
    let from: Scope | undefined = scope;
    for (let level = 0; level < levels; level++) from = from?.above;
    return from?.get(name) ?? null;
  };
}

/** Functions of values alone. */
const PLAIN_FUNCTIONS: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  date: ([value = null]) => dayOf(value),
  string: ([value = null]) => (value === null ? "" : String(value)),
  number: ([value = null]) => numberOf(value),
  asamount: ([value = null]) => paiseOf(value),
  abs: ([value = null]) =>
    typeof value === "bigint" ? (value < 0n ? -value : value) : Math.abs(numberOf(value)),
  isempty: ([value = null]) => value === null || value === "" || value === 0n,
  isequal: ([left = null, right = null]) => compareValues(left, right) === 0,
  sysname: ([value = null]) => value,
  dayofdate: ([value = null]) => partOf(value, "day"),
  monthofdate: ([value = null]) => partOf(value, "month"),
  yearofdate: ([value = null]) => partOf(value, "year"),
  monthstart: ([value = null]) => month(value)?.from ?? null,
  monthend: ([value = null]) => month(value)?.to ?? null,
};

function call(expression: Expression & { kind: "function" }, around: Surroundings): Compiled {
  const { name } = expression;
  const parameters = expression.parameters.map((part) => compile(part, around));
  const plainFunction = PLAIN_FUNCTIONS[name];
  if (plainFunction !== undefined) return (scope) => plainFunction(parameters.map((part) => part(scope)));
  if (around.call(name, [], { get: () => undefined }) === undefined) throw new UnknownInFormula(`$$${name}`);
  return (scope) =>
    around.call(
      name,
      parameters.map((part) => part(scope)),
      scope,
    ) ?? null;
}

function operation(operator: Operator): (left: Value, right: Value) => Value {
  switch (operator) {
    case "=":
      return (left, right) => compareValues(left, right) === 0;
    case "<>":
      return (left, right) => compareValues(left, right) !== 0;
    case "<":
      return (left, right) => compareValues(left, right) < 0;
    case "<=":
      return (left, right) => compareValues(left, right) <= 0;
    case ">":
      return (left, right) => compareValues(left, right) > 0;
    case ">=":
      return (left, right) => compareValues(left, right) >= 0;
    case "contains":
      return (left, right) => plain(left).includes(plain(right));
    case "starting with":
      return (left, right) => plain(left).startsWith(plain(right));
    case "+":
      return (left, right) =>
        isSum(left, right) ? paiseOf(left) + paiseOf(right) : numberOf(left) + numberOf(right);
    case "-":
      return (left, right) =>
        isSum(left, right) ? paiseOf(left) - paiseOf(right) : numberOf(left) - numberOf(right);
    case "*":
      return (left, right) => numberOf(left) * numberOf(right);
    case "/":
      return (left, right) => (numberOf(right) === 0 ? 0 : numberOf(left) / numberOf(right));
  }
}

function isSum(left: Value, right: Value): boolean {
  return typeof left === "bigint" || typeof right === "bigint";
}

function partOf(value: Value, part: "year" | "month" | "day"): number | null {
  const date = dayOf(value);
  return date === null ? null : partsOf(date)[part];
}

function month(value: Value): ReturnType<typeof monthOf> | null {
  const date = dayOf(value);
  return date === null ? null : monthOf(date);
}
