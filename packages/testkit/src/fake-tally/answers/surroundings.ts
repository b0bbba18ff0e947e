import { groupTree } from "../company/groups.ts";
import { ledgerNamed } from "../company/ledger-index.ts";
import type { View } from "../company/view.ts";
import type { Surroundings } from "../formula/compile.ts";
import { readExpression } from "../formula/expression.ts";
import { plain, type Value } from "../formula/value.ts";
import { LEDGER } from "../objects/ledger.ts";
import { GROUP, VOUCHER_TYPE } from "../objects/masters.ts";
import { scopeOf } from "../xml/shape.ts";

/** What the formulas of a request about one company can reach. */
export function surroundingsOf(view: View, formulas: ReadonlyMap<string, string>): Surroundings {
  return {
    formula(name) {
      const text = formulas.get(name);
      const read = text === undefined ? undefined : readExpression(text);
      return read?.ok === true ? read.value : undefined;
    },
    variable(name) {
      if (name === "svfromdate") return view.period.from;
      if (name === "svtodate") return view.period.to;
      return name === "svcurrentcompany" ? view.state.name : null;
    },
    object(type, name) {
      if (type === "ledger") {
        const ledger = ledgerNamed(view.state, name);
        return ledger === undefined ? null : scopeOf(LEDGER, ledger, { view });
      }
      if (type === "group") {
        const group = view.group(name);
        return group === undefined ? null : scopeOf(GROUP, group, { view });
      }
      const kind = type === "vouchertype" ? view.voucherType(name) : undefined;
      return kind === undefined ? null : scopeOf(VOUCHER_TYPE, kind, { view });
    },
    call: (name, parameters, scope) =>
      callOf(view, name)?.(parameters, (method) => scope.get(method) ?? null),
  };
}

type Call = (parameters: readonly Value[], own: (method: string) => Value) => Value;

/** `$$IsSales:$VoucherTypeName` asks for the reserved type behind a voucher type. */
const BASES: Readonly<Record<string, string>> = {
  issales: "sales",
  ispurchase: "purchase",
  isreceipt: "receipt",
  ispayment: "payment",
  iscontra: "contra",
  isjournal: "journal",
  isdebitnote: "debit note",
  iscreditnote: "credit note",
  ismemo: "memorandum",
  isrevjrnl: "reversing journal",
};

/** `$$GroupSundryDebtors` is a reserved group by its name of today. */
const GROUPS: Readonly<Record<string, string>> = {
  groupsundrydebtors: "Sundry Debtors",
  groupsundrycreditors: "Sundry Creditors",
  groupcash: "Cash-in-Hand",
  groupbank: "Bank Accounts",
  groupbankod: "Bank OD A/c",
};

function callOf(view: View, name: string): Call | undefined {
  const base = BASES[name];
  if (base !== undefined)
    return ([type = null]) => view.voucherType(plain(type))?.base.toLowerCase() === base;
  const group = GROUPS[name];
  const tree = groupTree(view.state);
  if (group !== undefined) {
    return () => [...view.state.groups.values()].find((each) => each.reservedName === group)?.name ?? group;
  }
  switch (name) {
    case "isledofgrp":
      return ([ledger = null, above = null]) => {
        const found = ledgerNamed(view.state, plain(ledger));
        const reserved = tree.byName(plain(above))?.reservedName ?? "";
        return found !== undefined && reserved !== "" && tree.isBelow(found.parent, reserved);
      };
    case "isbelongsto":
      return ([above = null], own) => {
        const reserved = tree.byName(plain(above))?.reservedName ?? "";
        return reserved !== "" && tree.isBelow(String(own("parent") ?? ""), reserved);
      };
    default:
      return undefined;
  }
}
