import type { Contact, OpeningBill } from "../../sample-company/tally-books.ts";
import { groupTree } from "../company/groups.ts";
import {
  alterLedger,
  createGroup,
  createLedger,
  createVoucherType,
  deleteLedger,
  type LedgerDraft,
} from "../company/master-edits.ts";
import type { CompanyState } from "../company/state.ts";
import { ledgerNamed } from "../company/ledger-index.ts";
import type { Settings } from "../server/settings.ts";
import { all, find, textOf, type Element } from "../xml/element.ts";
import type { Imported } from "./import-voucher.ts";
import { importedAmount, importedDay, importedDays, isYes } from "./read-voucher.ts";

/** Makes, changes or deletes a GROUP, LEDGER or VOUCHERTYPE as an import does. */
export function importMaster(state: CompanyState, element: Element, settings: Settings): Imported {
  const name = element.attributes["NAME"] ?? textOf(element, "NAME");
  const action = (element.attributes["ACTION"] ?? "Create").toLowerCase();
  const kind = element.name === "LEDGER" ? "Ledger" : element.name === "GROUP" ? "Group" : "Voucher Type";
  if (name === "") return { state, counts: "errors", lineError: `${kind} has no name!` };
  const exists = isThere(state, element.name, name);
  if (exists && action === "create" && settings.quirks.existingMaster === "modal") {
    return { state, counts: "exceptions", modal: `${kind} '${name}' already exists!` };
  }
  try {
    if (action === "delete") return deleted(state, { kind, name, exists });
    if (element.name !== "LEDGER" && exists) return { state, counts: "altered" };
    const next = made(state, element, { name, exists });
    return { state: next, counts: exists ? "altered" : "created", masterId: exists ? 0 : next.lastMasterId };
  } catch (error) {
    if (error instanceof RangeError) return { state, counts: "errors", lineError: error.message };
    throw error;
  }
}

function made(state: CompanyState, element: Element, of: { name: string; exists: boolean }): CompanyState {
  const { name } = of;
  const parent = textOf(element, "PARENT");
  if (element.name === "GROUP") return createGroup(state, { name, parent });
  if (element.name === "VOUCHERTYPE") {
    const numbering = textOf(element, "NUMBERINGMETHOD");
    return createVoucherType(state, { name, parent, ...(numbering === "" ? {} : { numbering }) });
  }
  if (of.exists) return alterLedger(state, name, ledgerFields(element)).state;
  return createLedger(state, { ...ledgerFields(element), name, parent }).state;
}

function deleted(
  state: CompanyState,
  of: { kind: "Ledger" | "Group" | "Voucher Type"; name: string; exists: boolean },
): Imported {
  const { kind, name } = of;
  if (!of.exists) return { state, counts: "nothing", lineError: `${kind} '${name}' does not exist!` };
  if (kind !== "Ledger") throw new RangeError(`${kind} '${name}' cannot be deleted: it is in use.`);
  return { state: deleteLedger(state, name), counts: "deleted" };
}

function isThere(state: CompanyState, kind: string, name: string): boolean {
  if (kind === "LEDGER") return ledgerNamed(state, name) !== undefined;
  if (kind === "GROUP") return groupTree(state).byName(name) !== undefined;
  const wanted = name.trim().toLowerCase();
  return [...state.voucherTypes.values()].some((type) => type.name.trim().toLowerCase() === wanted);
}

/** The fields an import gives of a ledger; others keep what they are. */
function ledgerFields(element: Element): Partial<LedgerDraft> {
  const parent = textOf(element, "PARENT");
  const days = importedDays(textOf(element, "BILLCREDITPERIOD"));
  const contact = contactOf(element);
  const bills = all(element, "BILLALLOCATIONS.LIST").flatMap(openingBillOf);
  return {
    ...(parent === "" ? {} : { parent }),
    ...(has(element, "OPENINGBALANCE") ? { opening: importedAmount(textOf(element, "OPENINGBALANCE")) } : {}),
    ...(has(element, "ISBILLWISEON") ? { isBillWise: isYes(element, "ISBILLWISEON") } : {}),
    ...(has(element, "CREDITLIMIT") ? { creditLimit: importedAmount(textOf(element, "CREDITLIMIT")) } : {}),
    ...(days === undefined ? {} : { creditDays: days }),
    ...(bills.length === 0 ? {} : { openingBills: bills }),
    ...(contact === null ? {} : { contact }),
  };
}

function openingBillOf(bill: Element): OpeningBill[] {
  const date = importedDay(textOf(bill, "BILLDATE"));
  if (date === undefined) return [];
  return [
    {
      name: textOf(bill, "NAME"),
      date,
      amount: importedAmount(textOf(bill, "OPENINGBALANCE")),
      creditDays: importedDays(textOf(bill, "BILLCREDITPERIOD")) ?? null,
      isAdvance: isYes(bill, "ISADVANCE"),
    },
  ];
}

function contactOf(element: Element): Contact | null {
  const address = all(find(element, "ADDRESS.LIST"), "ADDRESS").map((line) => line.text);
  const contact: Contact = {
    address,
    state: textOf(element, "LEDSTATENAME"),
    pincode: textOf(element, "PINCODE"),
    email: textOf(element, "EMAIL"),
    mobile: textOf(element, "LEDGERMOBILE"),
    phone: textOf(element, "LEDGERPHONE"),
    person: textOf(element, "LEDGERCONTACT"),
    gstin: textOf(element, "PARTYGSTIN"),
    pan: textOf(element, "INCOMETAXNUMBER"),
    country: textOf(element, "COUNTRYNAME"),
  };
  const isBlank = Object.values(contact).every((value) => value.length === 0);
  return isBlank ? null : contact;
}

function has(element: Element, name: string): boolean {
  return find(element, name) !== undefined;
}
