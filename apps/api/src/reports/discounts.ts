import type { DiscountRow } from "@cfa/contract/discount-register";
import { nameKey } from "@cfa/books/name-key";
import { sum } from "@cfa/values/money";

import { readRegister, type Earned } from "../offers/register.ts";
import { periodOf } from "../routes/period.ts";
import { wordsOf } from "../routes/words.ts";
import { columnsOf } from "./columns.ts";
import { periodLine } from "./lines.ts";
import { listed, type ListedRow } from "./listed.ts";
import type { ReportWords } from "./words/en.ts";
import type { Asked, Source } from "./source.ts";

/** The discounts that customers earned by paying within a period, each with its credit note. */
export async function discounts(asked: Asked): Promise<Source> {
  const { snapshot, ask, scope, words } = asked;
  const period = periodOf(scope, ask);
  const { all } = await readRegister(snapshot, { today: scope.today });
  const within = all
    .filter(({ earned }) => earned.paidOn >= period.from && earned.paidOn <= period.to)
    .toSorted((a, b) => (a.earned.paidOn < b.earned.paidOn ? -1 : 1));
  const columns = columnsOf(words, [
    ["party", "text", 28],
    ["bill", "text", 14],
    ["date", "day", 10],
    ["paidOn", "day", 10],
    ["received", "money", 14],
    ["discount", "money", 14],
    ["noteState", "text", 16],
    ["noteKind", "text", 12],
    ["number", "text", 12],
    ["noteDay", "day", 10],
    ["deadline", "day", 10],
    ["daysLeft", "count", 9],
    ["terms", "count", 7],
  ]);
  const list = listed(
    within.map((one) => rowOf(one, words)),
    { columns, ask, words: wordsOf(ask.search) },
  );
  return {
    title: words.titles.discounts,
    lines: periodLine(asked, period),
    layout: "landscape",
    columns,
    page: list.page,
    all: list.all,
    totals: columns.map(({ key }, at) =>
      key === "received" || key === "discount"
        ? sum(list.rows.map(({ cells }) => cells[at] as bigint))
        : null,
    ),
    none: words.noDiscounts,
  };
}

function rowOf({ earned, row }: Earned, words: ReportWords): ListedRow {
  const { note, deadline, daysLeft, termsVersion } = row;
  return {
    cells: [
      earned.party,
      earned.billName,
      earned.billDate,
      earned.paidOn,
      earned.paid,
      earned.discount,
      words.noteStates[note.state],
      kindText(note.kind, words),
      note.number,
      note.day,
      deadline,
      daysLeft,
      termsVersion,
    ],
    nameKey: nameKey(`${earned.party ?? ""} ${earned.billName}`),
    ...(earned.ledgerId === null ? {} : { partyId: earned.ledgerId }),
    ...(earned.billId === null ? {} : { billId: earned.billId }),
  };
}

function kindText(kind: DiscountRow["note"]["kind"], words: ReportWords): string | null {
  return kind === null ? null : words.noteKinds[kind];
}
