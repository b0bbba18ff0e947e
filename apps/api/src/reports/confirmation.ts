import type { Block } from "@cfa/reports/report";
import { moneyText } from "@cfa/reports/cell-text";
import { ledgerBalance } from "@cfa/db/queries/parties";
import { formatDay } from "@cfa/values/local-date";
import { abs } from "@cfa/values/money";

import { asOfDay } from "../routes/as-of.ts";
import { headOf } from "./head.ts";
import type { Asked, Source } from "./source.ts";
import { partyAsked, statement } from "./statement.ts";

/** A letter to a party: the balance of its account, the bills behind it, and a reply to tear off and send back. */
export async function confirmation(asked: Asked): Promise<Source> {
  const { snapshot, words } = asked;
  const { letter } = words;
  const party = await partyAsked(asked);
  const asOf = asOfDay(asked.scope, asked.ask.asOf);
  const balance = await ledgerBalance(snapshot, { ledgerId: party.ledger_id, asOf });
  const direction = balance < 0n ? letter.cr : letter.dr;
  const sum = `${moneyText(abs(balance))}${balance === 0n ? "" : ` ${direction}`}`;
  const bills = await statement(asked);
  const { company } = await headOf(asked, bills);
  const before: Block[] = [
    { kind: "prose", paragraphs: [letter.to, party.name], strong: true },
    { kind: "prose", paragraphs: [letter.dear, letter.body(formatDay(asOf), sum), letter.ask] },
  ];
  const after: Block[] = [
    { kind: "prose", paragraphs: [letter.yours, company, "", letter.signature] },
    { kind: "tear-off", title: letter.reply },
    { kind: "prose", paragraphs: [`${letter.to} ${company}`], strong: true },
    {
      kind: "prose",
      paragraphs: [letter.confirm(formatDay(asOf), sum), letter.other, party.name, letter.place],
    },
  ];
  return { ...bills, title: words.titles.confirmation, before, after };
}
