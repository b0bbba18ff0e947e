import type { Period } from "@cfa/values/period";

import type { StatedBill } from "../../sample-company/stated-bills.ts";
import type { AlterIdRange } from "../../sample-company/tally-source.ts";
import { pendingBillsOn } from "../company/pending-bills.ts";
import type {
  CompanyState,
  CurrencyNow,
  GroupNow,
  LedgerNow,
  VoucherNow,
  VoucherTypeNow,
} from "../company/state.ts";
import type { View } from "../company/view.ts";
import { voucherByGuid, vouchersBetween } from "../company/vouchers.ts";
import type { Scope } from "../formula/compile.ts";
import type { AskedFields } from "../request/fields.ts";
import { knownIn, scopeOf, type Shape, type Writer } from "../xml/shape.ts";
import { fieldsWriter, wholeWriter } from "../xml/write.ts";
import { escapeText } from "../xml/text.ts";
import { PENDING_BILL } from "./bill.ts";
import { VOUCHER_ALWAYS } from "./empty-tags.ts";
import { LEDGER } from "./ledger.ts";
import { COMPANY, CURRENCY, GROUP, languageNames, VOUCHER_TYPE } from "./masters.ts";
import { VOUCHER, voucherTag } from "./voucher.ts";

/** What a condition leaves possible, so that not every object has to be looked at. */
export type Narrowed = { readonly alterIds: AlterIdRange; readonly guids: readonly string[] | null };

export type RowsAsk = {
  readonly fields: AskedFields | "whole";
  readonly narrowed: Narrowed;
  /** Null: every object passes. */
  readonly passes: ((scope: Scope) => boolean) | null;
  /** Further lines behind an object's fields. */
  further?(scope: Scope): string;
};

/** A kind of object that collections list. */
export type Kind = {
  readonly tag: string;
  /** A master, which must never be asked with a period. */
  readonly isMaster: boolean;
  known(fields: AskedFields): { known: number; unknown: number };
  rows(view: View, ask: RowsAsk): Iterable<string>;
  scopes(view: View, narrowed: Narrowed): Iterable<Scope>;
};

/** Company is no kind here: its objects lie outside of any company. */
export const KINDS: Readonly<Record<string, Kind>> = {
  group: masterKind<GroupNow>("GROUP", (state) => state.groups, GROUP),
  ledger: masterKind<LedgerNow>("LEDGER", (state) => state.ledgers, LEDGER),
  vouchertype: masterKind<VoucherTypeNow>("VOUCHERTYPE", (state) => state.voucherTypes, VOUCHER_TYPE),
  currency: masterKind<CurrencyNow>("CURRENCY", (state) => state.currencies, CURRENCY),
  voucher: kindOf<VoucherNow>({
    tag: "VOUCHER",
    isMaster: false,
    shape: VOUCHER,
    list: vouchers,
    wrap: (voucher, view) => ({ open: voucherTag(view, voucher), close: VOUCHER_TAIL }),
  }),
  bill: kindOf<StatedBill>({
    tag: "BILL",
    isMaster: false,
    shape: PENDING_BILL,
    list: (view) =>
      (["receivable", "payable"] as const).flatMap((side) => [
        ...pendingBillsOn(view.state, side, view.period.to),
      ]),
    wrap: (bill) => ({ open: `<BILL NAME="${escapeText(bill.name)}" RESERVEDNAME="">`, close: "" }),
  }),
};

/** Rows of the list of open companies. */
export const COMPANY_KIND = kindOf<CompanyState>({
  tag: "COMPANY",
  isMaster: true,
  shape: COMPANY,
  list: (view) => [view.state],
  wrap: (company) => ({ open: `<COMPANY NAME="${escapeText(company.name)}" RESERVEDNAME="">`, close: "" }),
});

/** Kinds that a Tally has and this one has none of: their lists are empty. */
export const EMPTY_KINDS: ReadonlySet<string> = new Set([
  "costcategory",
  "costcentre",
  "godown",
  "stockgroup",
  "stockcategory",
  "stockitem",
  "unit",
  "budget",
  "gstclassification",
]);

/** What Tally writes in every voucher, as text. */
const VOUCHER_TAIL = [...VOUCHER_ALWAYS.values()]
  .map(({ tag, text }) => (text === "" ? `     <${tag}/>\r\n` : `     <${tag}>${text}</${tag}>\r\n`))
  .join("");

const INDENT = "     ";
const STYLE = { indent: INDENT, isTyped: true };

type Making<T> = {
  readonly tag: string;
  readonly isMaster: boolean;
  readonly shape: Shape<T>;
  list(view: View, narrowed: Narrowed): Iterable<T>;
  wrap(object: T, view: View): { open: string; close: string };
};

function kindOf<T>(making: Making<T>): Kind {
  const { tag, shape } = making;
  return {
    tag,
    isMaster: making.isMaster,
    known: (fields) => knownIn(shape, fields),
    *rows(view, ask) {
      const write: Writer<T> =
        ask.fields === "whole" ? wholeWriter(shape, STYLE) : fieldsWriter(shape, ask.fields, STYLE);
      for (const object of making.list(view, ask.narrowed)) {
        let further = "";
        if (ask.passes !== null || ask.further !== undefined) {
          const scope = scopeOf(shape, object, { view });
          if (ask.passes?.(scope) === false) continue;
          further = ask.further?.(scope) ?? "";
        }
        const { open, close } = making.wrap(object, view);
        yield `    ${open}\r\n${write(object, view)}${further}${close}    </${tag}>\r\n`;
      }
    },
    *scopes(view, narrowed) {
      for (const object of making.list(view, narrowed)) yield scopeOf(shape, object, { view });
    },
  };
}

function masterKind<T extends { name: string; masterId: number; alterId: number }>(
  tag: string,
  masters: (state: CompanyState) => ReadonlyMap<number, T>,
  shape: Shape<T>,
): Kind {
  return kindOf<T>({
    tag,
    isMaster: true,
    shape,
    list: (view) => masters(view.state).values(),
    wrap(master, view) {
      const reserved = shape.fields["reservedname"]?.value(master, view) ?? "";
      const aliases = "aliases" in master ? (master.aliases as readonly string[]) : [];
      return {
        open: `<${tag} NAME="${escapeText(master.name)}" RESERVEDNAME="${escapeText(String(reserved))}">`,
        close: languageNames([master.name, ...aliases], INDENT),
      };
    },
  });
}

/** Vouchers of the period: by GUID where only some can pass, else by date and AlterId. */
function vouchers(view: View, { alterIds, guids }: Narrowed): Iterable<VoucherNow> {
  const { state, period } = view;
  if (guids === null) return vouchersBetween(state, period, alterIds);
  const found = guids.map((guid) => voucherByGuid(state, guid)).filter((voucher) => voucher !== null);
  return found.filter((voucher) => isIn(period, voucher)).toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

function isIn(period: Period, voucher: VoucherNow): boolean {
  return voucher.date >= period.from && voucher.date <= period.to;
}
