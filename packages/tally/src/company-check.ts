import type { CompanyRecord } from "@cfa/contract/records";

import type { TallyDocument } from "./document.ts";
import type { TallyFailureCode } from "./failures.ts";

/** The company a question is about. Names compare trimmed and without case, as Tally does; the GUID is the identity. */
export type Asked = { readonly name: string; readonly guid: string | undefined };

/**
 * Whether an answer may be believed as it is. An empty one may mean that the company is not open. Objects carry the GUID
 * of the company they were made in; after an import that is another's, so only a majority of strangers raises a doubt.
 */
export function isDoubtful(document: TallyDocument, asked: Asked): boolean {
  if (document.kind === "empty") return true;
  if (asked.guid === undefined) return false;
  const own = document.prefixes.get(asked.guid) ?? 0;
  return [...document.prefixes].some(([prefix, count]) => prefix !== asked.guid && count > own);
}

/**
 * Settles a doubt by what is open now; undefined when the answer may be used. Vouchers imported from a company that is not
 * open are this company's own. Where all are of another company that is open beside it, nothing tells whose answer it is.
 */
export function faultOfAnswer(
  document: TallyDocument,
  asked: Asked,
  open: readonly CompanyRecord[],
): TallyFailureCode | undefined {
  if (open.length === 0) return "no-company";
  const named = open.filter((company) => isSameName(company.name, asked.name));
  const isOpen = named.some((company) => asked.guid === undefined || company.guid === asked.guid);
  if (!isOpen) return "company-closed";
  if (asked.guid === undefined) return undefined;
  if (named.length > 1) return "wrong-company";
  const own = document.prefixes.get(asked.guid) ?? 0;
  const strangers = open.filter((company) => company.guid !== asked.guid);
  return own === 0 && strangers.some((company) => document.prefixes.has(company.guid))
    ? "wrong-company"
    : undefined;
}

function isSameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
