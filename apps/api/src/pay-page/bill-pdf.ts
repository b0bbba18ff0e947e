import { Writable } from "node:stream";

import { writePdf } from "@cfa/reports/pdf";
import type { Report, Row } from "@cfa/reports/report";
import { localDateAt, type LocalDate } from "@cfa/values/local-date";

import { dayText, PAY_WORDS, type PayLanguage } from "./figures.ts";
import type { Found } from "./read.ts";

/** The one bill as a document: its amount, what was received against it, what is due; and what is due by the offer, while it holds. */
export async function billPdf(
  found: Found & { bill: NonNullable<Found["bill"]> },
  shown: { seller: string; language: PayLanguage; now: Date },
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const to = new Writable({
    write(piece: Buffer, _, done) {
      pieces.push(piece);
      done();
    },
  });
  await writePdf(billReport(found, shown), to);
  return Buffer.concat(pieces);
}

function billReport(
  { bill, offer, standing }: Found & { bill: NonNullable<Found["bill"]> },
  { seller, language, now }: { seller: string; language: PayLanguage; now: Date },
): Report {
  const words = PAY_WORDS[language];
  const day = (date: string): string => dayText(date as LocalDate, language);
  const step = standing.step === null ? undefined : standing.steps[standing.step];
  const rows: Row[] = [
    [words.pdfWhole, bill.amount],
    [words.pdfReceived, bill.amount - bill.open],
    [words.pdfOpen, bill.open],
    ...(step === undefined ? [] : [[words.pdfOffer(day(step.until)), step.pay]]),
  ];
  return {
    head: {
      company: seller,
      title: words.pdfBill(offer.billName),
      lines: [
        { label: words.pdfDate, value: day(bill.date) },
        { label: words.pdfDue, value: day(bill.dueDate) },
        { label: words.pdfAsOf, value: day(localDateAt(now)) },
      ],
    },
    page: "portrait",
    blocks: [
      {
        kind: "table",
        title: null,
        columns: [
          { key: "what", title: words.pdfWhat, kind: "text", width: 40 },
          { key: "amount", title: words.pdfAmount, kind: "money", width: 20 },
        ],
        rows,
        totals: () => null,
        none: "",
      },
      { kind: "prose", paragraphs: [words.pdfNote(seller)] },
    ],
    words: { page: words.pdfPage, total: words.pdfTotal },
  };
}
