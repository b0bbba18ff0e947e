import { gstinProblem, tidyGstin } from "@cfa/contract/gstin";

import type { Catalogue } from "../../locale/en";

const LENGTH = 15;

/** What is said of a GSTIN while it is typed: a count until it is whole, then whether it is right. Empty is well. */
export function gstinSaid(typed: string, words: Catalogue): { hint?: string; error?: string } {
  const { company } = words.start;
  const gstin = tidyGstin(typed);
  if (gstin === "") return {};
  if (gstin.length < LENGTH) return { hint: company.gstinCount(gstin.length) };
  const fault = gstinFault(gstin, words);
  return fault === null ? { hint: company.gstinRight } : { error: fault };
}

/** Why a GSTIN cannot be taken as it is typed; null when it can, or when there is none. */
export function gstinFault(typed: string, words: Catalogue): string | null {
  const { gstinFaults } = words.start.company;
  const gstin = tidyGstin(typed);
  if (gstin === "" || gstinProblem(gstin) === null) return null;
  if (gstin.length < LENGTH) return gstinFaults.short;
  if (gstin.length > LENGTH) return gstinFaults.long;
  return /^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z][A-Z][0-9A-Z]$/.test(gstin) ? gstinFaults.digit : gstinFaults.form;
}
