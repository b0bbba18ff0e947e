import type { LocalDate } from "@cfa/values/local-date";

import type { Kind, Language, Stage } from "../kinds.ts";
import type { Rendered } from "../plan.ts";
import type { TemplateFact } from "../rules.ts";
import type { Said } from "./fill.ts";
import { sampleSaid } from "./sample-said.ts";

/* What is said by a message that an owner sends to try a text: nobody who reads it may take it for a real one. */

const MARK = "[Test]";
/** Where no brackets may stand: in the number of a bill. */
const BILL_MARK = "TEST";

/** Made-up bills of a made-up customer, marked as a test: its name, and the numbers of its bills. */
export function testSaid(kind: Kind, stage: Stage, on: { today: LocalDate; language: Language }): Said {
  const said = sampleSaid(kind, stage, on);
  const bills = said.bills.map((bill) => ({ ...bill, name: bill.name.replace(/^[A-Z]+/, BILL_MARK) }));
  return { ...said, party: `${MARK} ${said.party}`, bills };
}

/** The text as it goes out: a mail with the mark above it, what is registered word by word with the mark in its values; null: none of them can hold it. */
export function withMark(rendered: Rendered, { way }: Pick<TemplateFact, "way">): Rendered | null {
  if (way === "email") {
    const { subject, body } = rendered;
    return { ...rendered, subject: `${MARK} ${subject ?? ""}`.trim(), body: `${MARK}\n\n${body}` };
  }
  const isMarked = rendered.values.some(({ text }) => text.includes(MARK) || text.includes(BILL_MARK));
  return isMarked ? rendered : null;
}
