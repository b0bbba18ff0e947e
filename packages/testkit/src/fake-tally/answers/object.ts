import { guidOf } from "../../sample-company/tally-books.ts";
import type { CompanyState } from "../company/state.ts";
import { viewOf, type View } from "../company/view.ts";
import { ledgerNamed } from "../company/ledger-index.ts";
import { voucherByGuid } from "../company/vouchers.ts";
import { KINDS, type Narrowed } from "../objects/kinds.ts";
import { askedFields } from "../request/fields.ts";
import { bareError } from "./envelope.ts";
import { answer, type Outcome } from "./outcome.ts";
import { plain, type Value } from "../formula/value.ts";
import type { Scope } from "../formula/compile.ts";

/** Answers one object, asked for by its name or GUID; without a list of fields it comes whole. */
export function objectAnswer(
  ask: { subtype: string; id: string; idType: string; fields: readonly string[] },
  state: CompanyState,
): Outcome {
  const type = ask.subtype.toLowerCase().replaceAll(" ", "");
  const kind = KINDS[type];
  if (kind === undefined || type === "bill")
    return { kind: "modal", text: `Internal Error: Incorrect Object Type! (${ask.subtype})`, after: [] };
  const fields = ask.fields.length === 0 ? "whole" : askedFields(ask.fields);
  if (fields !== "whole" && !fields.all) {
    const { known } = kind.known(fields);
    if (known === 0) return { kind: "crash", reason: "none of the fields that were asked for exists" };
  }
  const view = viewOf(state, type === "voucher" ? ALL_DAYS : state.period);
  const wanted = wantedOf(ask, view, type);
  const [object] = kind.rows(view, { fields, passes: wanted.passes, narrowed: wanted.narrowed });
  if (object === undefined) return answer(bareError(`Could not find ${ask.subtype}:${ask.id}!`));
  return answer(
    "<ENVELOPE>\r\n <HEADER>\r\n  <VERSION>1</VERSION>\r\n  <STATUS>1</STATUS>\r\n </HEADER>\r\n <BODY>\r\n  <DESC>\r\n  </DESC>\r\n  <DATA>\r\n   <TALLYMESSAGE>\r\n",
    object,
    "   </TALLYMESSAGE>\r\n  </DATA>\r\n </BODY>\r\n</ENVELOPE>\r\n",
  );
}

const ALL_DAYS = { from: "1900-01-01", to: "9999-12-31" } as View["period"];

type Wanted = { readonly passes: (scope: Scope) => boolean; readonly narrowed: Narrowed };

function wantedOf(ask: { id: string; idType: string }, view: View, type: string): Wanted {
  const by = ask.idType.toLowerCase();
  const everything = { alterIds: {}, guids: null };
  if (type === "voucher") {
    const guid = by === "id" || by === "masterid" ? guidOf(view, Number(ask.id)) : ask.id;
    if (by !== "name" || voucherByGuid(view.state, guid) !== null)
      return { passes: () => true, narrowed: { alterIds: {}, guids: [guid] } };
    return { passes: says("vouchernumber", ask.id), narrowed: everything };
  }
  if (by === "guid") return { passes: says("guid", ask.id), narrowed: everything };
  if (by === "id" || by === "masterid")
    return { passes: says("masterid", Number(ask.id)), narrowed: everything };
  // An alias finds its ledger too.
  const name = type === "ledger" ? (ledgerNamed(view.state, ask.id)?.name ?? ask.id) : ask.id;
  return { passes: says("name", name), narrowed: everything };
}

function says(field: string, value: Value): (scope: Scope) => boolean {
  return (scope) => plain(scope.get(field) ?? null) === plain(value);
}
