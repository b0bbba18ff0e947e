/** What a filter may look at. */
export type Filtered = { readonly alterid: number; readonly guid: string; readonly vouchertypename?: string };

const COMPARISON = /^\$(alterid)\s*(<=|>=|<>|=|<|>)\s*(\d+)$/i;
const EQUALITY = /^\$(guid|vouchertypename)\s*=\s*"((?:[^"]|"")*)"$/i;

/**
 * A TDL condition as a test: comparisons of $AlterId, equality of $Guid and $VoucherTypeName, joined by And and Or (And
 * binds closer). Null when it says anything else: then Tally would do something we do not know.
 */
export function readFormula(text: string): ((object: Filtered) => boolean) | null {
  const either = text.split(/\s+or\s+/i).map((part) => {
    const all = part.split(/\s+and\s+/i).map((term) => readTerm(term.trim()));
    return all.every((term) => term !== null)
      ? (object: Filtered) => all.every((term) => term(object))
      : null;
  });
  return either.every((part) => part !== null) ? (object) => either.some((part) => part(object)) : null;
}

function readTerm(term: string): ((object: Filtered) => boolean) | null {
  const comparison = COMPARISON.exec(term);
  if (comparison) {
    const bound = Number(comparison[3]);
    return ({ alterid }) => compare(alterid, comparison[2] ?? "", bound);
  }
  const equality = EQUALITY.exec(term);
  if (!equality) return null;
  const wanted = (equality[2] ?? "").replaceAll('""', '"').toLowerCase();
  const field = equality[1]?.toLowerCase() === "guid" ? "guid" : "vouchertypename";
  return (object) => object[field]?.toLowerCase() === wanted;
}

function compare(value: number, operator: string, bound: number): boolean {
  switch (operator) {
    case "<":
      return value < bound;
    case "<=":
      return value <= bound;
    case ">":
      return value > bound;
    case ">=":
      return value >= bound;
    case "<>":
      return value !== bound;
    default:
      return value === bound;
  }
}
