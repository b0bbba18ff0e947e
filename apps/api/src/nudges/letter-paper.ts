import type { WaysToPay } from "../pay-page/ways-to-pay.ts";
import { LINK_PLACE } from "@cfa/nudges/templates/fill";
import type { Code, Letter } from "@cfa/reports/letters";
import type { Column, Row, Table } from "@cfa/reports/report";
import type { LocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";

import { dayText, PAY_WORDS, rupees } from "../pay-page/figures.ts";
import { qrModules } from "../pay-page/qr.ts";
import { reportWords } from "../reports/report-words.ts";
import { LETTER_WORDS, type LetterWords } from "./letter-words.ts";
import type { PrintedLetter } from "./letters.ts";

/** What stands on a letter besides what it says. `url`: of its page; null: it names none. */
export type LetterFrame = {
  readonly from: Letter["from"];
  readonly brand: string;
  readonly toLines: readonly string[];
  readonly today: LocalDate;
  readonly url: string | null;
  readonly ways: WaysToPay | null;
};

/** A letter as it goes on paper, in its customer's language. */
export function letterPaper({ nudge, party, now, text }: PrintedLetter, frame: LetterFrame): Letter {
  const { from, brand, toLines, today, url, ways } = frame;
  const { language } = nudge;
  const [words, report] = [LETTER_WORDS[language], reportWords(language)];
  const paragraphs = (part: string): string[] =>
    part
      .replaceAll(LINK_PLACE, () => url ?? "")
      .split(/\n{2,}/)
      .map((one) => one.trim())
      .filter((one) => one !== "" && one !== brand); // who writes signs below
  return {
    from,
    date: dayText(today, language),
    to: { name: party?.name ?? "", lines: toLines },
    subject: text.subject ?? from.name,
    before: paragraphs(text.before),
    table: billTable(now.bills, nudge.kind, words),
    after: paragraphs(text.after),
    pay: ways === null ? [] : payLines(ways, { due: rupees(now.amount), language }),
    codes: codesOf({ ways, url, due: rupees(now.amount), language }, words),
    signature: [report.letter.yours, words.forCompany(from.name), words.signatory],
    words: { page: report.page, total: report.total },
  };
}

function billTable(
  bills: PrintedLetter["now"]["bills"],
  kind: PrintedLetter["nudge"]["kind"],
  words: LetterWords,
): Table {
  const columns: Column[] = [
    { key: "bill", title: words.bill, kind: "text", width: 24 },
    { key: "date", title: words.billDate, kind: "day", width: 12 },
    { key: "due", title: words.dueDate, kind: "day", width: 12 },
    { key: "amount", title: words.amount, kind: "money", width: 16 },
  ];
  const rows = bills.map(({ name, bill, dueDate, amount }): Row => {
    return [name, bill.billDate, dueDate, amount === 0n ? null : amount];
  });
  const asks = kind === "reminder" || kind === "statement";
  const totals = asks ? [null, null, null, sum(bills.map(({ amount }) => amount))] : null;
  return { kind: "table", title: null, columns, rows, totals: () => totals, none: words.none };
}

type Asked = { due: string; language: PrintedLetter["nudge"]["language"] };

/** Where the sum is paid to, in words: what a code holds is typed by those who cannot scan it. */
function payLines(
  { upi, bank, payee, reference, isAboveUpi }: WaysToPay,
  { due, language }: Asked,
): string[] {
  const words = PAY_WORDS[language];
  if (upi === null && bank === null) return []; // it is the seller who writes: the page and the letter itself say how to answer
  const transfer =
    bank === null
      ? []
      : [
          isAboveUpi ? words.bankTitleLarge : words.bankTitle,
          `${words.payee}: ${payee}`,
          `${words.account}: ${bank.number}`,
          [`${words.ifsc}: ${bank.ifsc}`, ...(bank.bank === null ? [] : [bank.bank])].join(" · "),
        ];
  return [words.howToPaySum(due), ...transfer, `${words.reference}: ${reference}`, words.referenceNote];
}

function codesOf(
  { ways, url, due, language }: Asked & { ways: WaysToPay | null; url: string | null },
  words: LetterWords,
): Code[] {
  const pay = PAY_WORDS[language];
  const upi = ways?.upi ?? null;
  const vpa = upi === null ? null : new URL(upi).searchParams.get("pa");
  return [
    ...(upi === null || ways === null
      ? []
      : [
          {
            lines: [`${pay.upiScan}: ${due}`, `${pay.upiTo} ${ways.payee}`, `UPI: ${vpa}`],
            modules: qrModules(upi),
          },
        ]),
    ...(url === null ? [] : [{ lines: [words.page, url], modules: qrModules(url) }]),
  ];
}
