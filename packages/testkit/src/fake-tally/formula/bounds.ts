import type { AlterIdRange } from "../../sample-company/tally-source.ts";
import type { Expression } from "./expression.ts";

/**
 * The AlterIds that a condition leaves possible, so that a question about the last few changes need not look at all
 * vouchers. Never narrower than the condition.
 */
export function alterIdRange(condition: Expression): AlterIdRange {
  const { after, through } = bounds(condition);
  return {
    ...(after === -Infinity ? {} : { after }),
    ...(through === Infinity ? {} : { through }),
  };
}

type Bounds = { readonly after: number; readonly through: number };

const ALL: Bounds = { after: -Infinity, through: Infinity };

function bounds(condition: Expression): Bounds {
  if (condition.kind === "and") {
    return condition.all.map(bounds).reduce((a, b) => ({
      after: Math.max(a.after, b.after),
      through: Math.min(a.through, b.through),
    }));
  }
  if (condition.kind === "or") {
    return condition.all.map(bounds).reduce((a, b) => ({
      after: Math.min(a.after, b.after),
      through: Math.max(a.through, b.through),
    }));
  }
  if (condition.kind !== "operation") return ALL;
  const { operator, left, right } = condition;
  if (!isMethod(left, "alterid") || right.kind !== "value" || typeof right.value !== "number") return ALL;
  return boundsOf(operator, right.value);
}

function boundsOf(operator: string, bound: number): Bounds {
  switch (operator) {
    case ">":
      return { ...ALL, after: Math.floor(bound) };
    case ">=":
      return { ...ALL, after: Math.ceil(bound) - 1 };
    case "<":
      return { ...ALL, through: Math.ceil(bound) - 1 };
    case "<=":
      return { ...ALL, through: Math.floor(bound) };
    case "=":
      return { after: bound - 1, through: bound };
    default:
      return ALL;
  }
}

/** The only GUIDs a condition lets pass, or null when it may let others pass. */
export function guidsOf(condition: Expression): readonly string[] | null {
  if (condition.kind === "and") {
    const known = condition.all.map(guidsOf).filter((guids) => guids !== null);
    return known.toSorted((a, b) => a.length - b.length)[0] ?? null;
  }
  if (condition.kind === "or") {
    const all = condition.all.map(guidsOf);
    return all.every((guids) => guids !== null) ? [...new Set(all.flat())] : null;
  }
  if (condition.kind !== "operation") return null;
  const { operator, left, right } = condition;
  const isGuid = operator === "=" && isMethod(left, "guid") && right.kind === "value";
  return isGuid ? [String(right.value)] : null;
}

/** Every function a formula calls, in lower case. */
export function functionsIn(expression: Expression): string[] {
  switch (expression.kind) {
    case "function":
      return [expression.name, ...expression.parameters.flatMap(functionsIn)];
    case "method":
      return expression.parameters.flatMap(functionsIn);
    case "not":
    case "minus":
      return functionsIn(expression.of);
    case "and":
    case "or":
      return expression.all.flatMap(functionsIn);
    case "operation":
      return [...functionsIn(expression.left), ...functionsIn(expression.right)];
    case "value":
    case "word":
    case "variable":
    case "formula":
      return [];
  }
}

function isMethod(expression: Expression, name: string): boolean {
  return (
    expression.kind === "method" &&
    expression.name === name &&
    expression.levels === 0 &&
    expression.parameters.length === 0
  );
}
