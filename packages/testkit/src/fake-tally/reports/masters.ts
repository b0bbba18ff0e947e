import type { View } from "../company/view.ts";
import { KINDS, type Kind } from "../objects/kinds.ts";
import { importHead } from "./vouchers.ts";

const EVERYTHING = { fields: "whole", passes: null, narrowed: { alterIds: {}, guids: null } } as const;

/** List of Accounts: masters in the wrapper of an import file, whole. */
export function* listOfAccounts(view: View, accountType: string): Generator<string> {
  yield importHead(view);
  for (const kind of kindsOf(accountType)) {
    for (const master of kind.rows(view, EVERYTHING)) {
      yield `   <TALLYMESSAGE xmlns:UDF="TallyUDF">\r\n${master}   </TALLYMESSAGE>\r\n`;
    }
  }
  yield "   </REQUESTDATA>\r\n  </IMPORTDATA>\r\n </BODY>\r\n</ENVELOPE>\r\n";
}

function kindsOf(accountType: string): Kind[] {
  const names: Readonly<Record<string, readonly string[]>> = {
    groups: ["group"],
    ledgers: ["ledger"],
    "voucher types": ["vouchertype"],
    currencies: ["currency"],
  };
  const wanted = names[accountType.toLowerCase()] ?? ["currency", "group", "ledger", "vouchertype"];
  return wanted.map((name) => KINDS[name]).filter((kind) => kind !== undefined);
}
