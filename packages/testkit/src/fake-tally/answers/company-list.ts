import type { CompanyState } from "../company/state.ts";
import { viewOf } from "../company/view.ts";
import { COMPANY_KIND } from "../objects/kinds.ts";
import { askedFields } from "../request/fields.ts";
import type { Definition } from "../request/read-request.ts";
import type { Settings } from "../server/settings.ts";
import { conditionOf } from "./condition.ts";
import { collectionEnvelope, errorAnswer } from "./envelope.ts";
import { answer, type Outcome } from "./outcome.ts";

/** The list of open companies with their change counters. */
export function companyList(of: {
  definition: Definition;
  settings: Settings;
  counts: Readonly<Record<string, number>>;
  open: readonly CompanyState[];
}): Outcome {
  const { definition, counts } = of;
  const empty = collectionEnvelope([], counts);
  if (of.settings.quirks.companyFetchFreezes && definition.fetch.length > 0)
    return { kind: "modal", text: "A list of companies by FETCH", after: empty };
  if (definition.nativeMethods.some((method) => method.includes("*")))
    return { kind: "crash", reason: "* in NATIVEMETHOD" };
  const fields = askedFields([...definition.fetch, ...definition.nativeMethods]);
  const { known, unknown } = COMPANY_KIND.known(fields);
  if (known === 0 && unknown > 0)
    return { kind: "crash", reason: "none of the fields that were asked for exists" };
  const rows: string[] = [];
  for (const state of of.open) {
    const view = viewOf(state, state.period);
    const condition = conditionOf(definition, view);
    if (!condition.ok) return answer(errorAnswer(condition.error.sentence));
    rows.push(...COMPANY_KIND.rows(view, { fields, ...condition.value }));
  }
  return { kind: "answer", pieces: collectionEnvelope(rows, counts) };
}
