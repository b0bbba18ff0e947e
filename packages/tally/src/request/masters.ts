import type { TallySelf } from "@cfa/contract/sync";

import { collectionRequest, type TallyRequest } from "./envelope.ts";

/** Only what changed after a mark (exclusive) and, to cut a long list, up to one; everything when left out. */
export type Since = { readonly afterAlterId?: number; readonly upToAlterId?: number };

const IDENTITY = ["Name", "Guid", "MasterId", "AlterId", "Parent"];

const GROUP_FIELDS = [...IDENTITY, "ReservedName", "IsRevenue", "IsDeemedPositive", "AffectsGrossProfit"];

const VOUCHER_TYPE_FIELDS = [...IDENTITY, "ReservedName", "NumberingMethod"];

const LEDGER_FIELDS = [
  ...IDENTITY,
  "OnlyAlias",
  "OpeningBalance",
  "IsBillWiseOn",
  "BillCreditPeriod",
  "CreditLimit",
  "CurrencyName",
  "MailingName",
  "Address",
  "LedStateName",
  "CountryName",
  "PinCode",
  "Email",
  "EmailCC",
  "LedgerMobile",
  "LedgerPhone",
  "LedgerContact",
  "PartyGSTIN",
  "GSTRegistrationType",
  "IncomeTaxNumber",
];

const LEDGER_LISTS = [
  "LedMailingDetails.ApplicableFrom",
  "LedMailingDetails.MailingName",
  "LedMailingDetails.Address",
  "LedMailingDetails.State",
  "LedMailingDetails.Country",
  "LedMailingDetails.PinCode",
  "LedGSTRegDetails.ApplicableFrom",
  "LedGSTRegDetails.GSTIN",
  "LedGSTRegDetails.GSTRegistrationType",
  "MsmeRegistrationDetails.FromDate",
  "MsmeRegistrationDetails.EnterpriseType",
  "MsmeRegistrationDetails.MsmeActivityType",
  "BillAllocations.Name",
  "BillAllocations.BillDate",
  "BillAllocations.BillCreditPeriod",
  "BillAllocations.OpeningBalance",
  "BillAllocations.IsAdvance",
];

/** The groups of a company. No period: dates on a master collection freeze Tally (A2, rule 2). */
export function groupsRequest(company: string, since: Since = {}): TallyRequest {
  return master("groups", { company, type: "Group", fields: GROUP_FIELDS, since });
}

/** The ledgers of a company with their opening balances and opening bills. */
export function ledgersRequest(
  company: string,
  since: Since = {},
  style: TallySelf["fetchStyle"] = "fetch",
): TallyRequest {
  const nested =
    style === "fetch"
      ? { fields: [...LEDGER_FIELDS, ...LEDGER_LISTS] }
      : { fields: LEDGER_FIELDS, lists: [...new Set(LEDGER_LISTS.map((path) => path.split(".")[0] ?? ""))] };
  return master("ledgers", { company, type: "Ledger", ...nested, since });
}

/** The voucher types of a company; all of them are few, still a mark is allowed. */
export function voucherTypesRequest(company: string, since: Since = {}): TallyRequest {
  return master("voucher types", { company, type: "VoucherType", fields: VOUCHER_TYPE_FIELDS, since });
}

function master(
  about: string,
  ask: { company: string; type: string; fields: readonly string[]; lists?: readonly string[]; since: Since },
): TallyRequest {
  const { afterAlterId, upToAlterId } = ask.since;
  const conditions = [];
  if (afterAlterId !== undefined) conditions.push(`$AlterId > ${afterAlterId}`);
  if (upToAlterId !== undefined) conditions.push(`$AlterId <= ${upToAlterId}`);
  return collectionRequest({
    about: `${about} of ${ask.company}`,
    company: ask.company,
    type: ask.type,
    fields: ask.fields,
    ...(ask.lists === undefined ? {} : { lists: ask.lists }),
    conditions,
  });
}
