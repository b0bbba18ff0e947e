import { gstinProblem, tidyGstin } from "@cfa/contract/gstin";

import type { Catalogue } from "../../locale/en";

const LENGTH = 15;
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

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
  // The form is right when another last character would make it so.
  const body = gstin.slice(0, LENGTH - 1);
  const isForm = Array.from(DIGITS).some((digit) => gstinProblem(body + digit) === null);
  return isForm ? gstinFaults.digit : gstinFaults.form;
}
