import type { Proposal } from "@cfa/contract/corrections";
import type { CompanyTx } from "@cfa/db/company-scope";
import { companyProfile } from "@cfa/db/queries/company-profile";
import { tendGateway } from "@cfa/db/queries/gateway/account";
import { lockCompanyCorrections } from "@cfa/db/queries/corrections";
import {
  addOfferEvent,
  lockOffer,
  moveOffer,
  offerEventOf,
  offerEvents,
} from "@cfa/db/queries/offers/offers";
import { idOut } from "@cfa/values/ids";
import { localDateAt, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import type { Services } from "../context.ts";
import { wakeWorker } from "../corrections/note.ts";
import { dayText, PAY_WORDS, rupees, type PayLanguage } from "./figures.ts";
import type { DISPUTE_CAUSES } from "./forms.ts";
import { promiseDays, readStanding, type Found } from "./read.ts";
import { sayAsCustomer } from "./say-as-customer.ts";
import { dueOn } from "./standing.ts";

/** What a customer answers. `step`: the one that the page showed. */
export type Answer =
  | { readonly kind: "accepted"; readonly step: number }
  | { readonly kind: "promised"; readonly day: LocalDate }
  | { readonly kind: "disputed"; readonly cause: (typeof DISPUTE_CAUSES)[number]; readonly text: string };

/** What came of it: taken (also when it was taken before), or why not. `gone`: the address opens nothing any more. */
export type Outcome = "taken" | "gone" | "moved" | "used" | "not-now" | "bad-day" | "too-often";

const MOST_PROMISES = 3; // each one pauses the chasing

/**
 * Takes a customer's answer, once: the offer is locked, so that of many at the same moment one comes first and the others find it done. A
 * promise or dispute is a correction like those that people of the company make, said by the customer; the books follow as ever.
 */
export async function takeAnswer(
  tx: CompanyTx,
  asked: {
    offerId: string;
    tokenHash: Uint8Array;
    nonceHash: Uint8Array;
    answer: Answer;
    now: Date;
    enqueue: Services["enqueue"];
  },
): Promise<Outcome> {
  const { offerId, nonceHash, answer, now } = asked;
  const offer = await lockOffer(tx, offerId);
  const found = await readStanding(tx, offer, asked);
  if (found === null) return "gone";
  const used = await offerEventOf(tx, nonceHash);
  if (used !== undefined) return used.offerId === offerId && used.kind === answer.kind ? "taken" : "used";
  const refusal = await refusalOf(tx, found, { answer, now });
  if (refusal !== null) return refusal;

  await lockCompanyCorrections(tx);
  const { language } = await companyProfile(tx);
  const row = await sayAsCustomer(tx, {
    proposal: proposalFor(found, answer, now),
    reason: reasonOf(answer, found, language),
    name: PAY_WORDS[language].customer,
  });
  if (row === null) return "not-now";
  await wakeWorker(tx, asked.enqueue, [row]);
  if (answer.kind === "disputed") await tendGateway(tx, asked.enqueue); // nobody is to pay by it meanwhile
  const { correctionId } = row;
  await addOfferEvent(tx, { offerId, kind: answer.kind, nonceHash, at: now, correctionId });
  if (answer.kind === "accepted") {
    await moveOffer(tx, offerId, { state: "accepted", accepted_at: now, accepted_step: answer.step });
  }
  return "taken";
}

/** Why an answer is not taken as the offer stands, or that it was already; null: it is. */
async function refusalOf(
  tx: CompanyTx,
  { offer, standing, bill }: Found,
  { answer, now }: { answer: Answer; now: Date },
): Promise<Outcome | null> {
  const { kind } = standing;
  if (bill === null) return "not-now";
  if (answer.kind === "accepted") {
    if (kind === "accepted") return "taken";
    if (kind !== "live") return "not-now";
    return answer.step === standing.step ? null : "moved";
  }
  if (answer.kind === "disputed") {
    if (kind === "disputed") return "taken";
    return kind === "live" || kind === "accepted" || kind === "ended" ? null : "not-now";
  }
  if (kind !== "live" && kind !== "ended") return "not-now";
  const { first, last } = promiseDays(localDateAt(now));
  if (answer.day < first || answer.day > last) return "bad-day";
  const promises = (await offerEvents(tx, offer.offerId)).filter((event) => event.kind === "promised");
  return promises.length >= MOST_PROMISES ? "too-often" : null;
}

/** What is said of the books by it: an accepted offer is a promise of its step's sum by its step's day. */
function proposalFor({ bill, standing }: Found, answer: Answer, now: Date): Proposal {
  if (bill === null) throw new Error("an answer about a bill that is gone");
  if (answer.kind === "disputed") {
    const billId = idOut("bill", bill.billId);
    return { kind: "dispute", billId, amount: paiseToJson(standing.full), owner: null };
  }
  const day = answer.kind === "promised" ? answer.day : standing.steps[answer.step]?.until;
  if (day === undefined) throw new Error("an offer accepted at no step of it");
  return {
    kind: "promise",
    partyId: idOut("party", bill.ledgerId),
    amount: paiseToJson(dueOn(standing, day)),
    day,
    fromDate: localDateAt(now),
  };
}

function reasonOf(answer: Answer, found: Found, language: PayLanguage): string {
  const words = PAY_WORDS[language];
  if (answer.kind === "disputed") return words.said.disputed(words.causes[answer.cause], answer.text);
  if (answer.kind === "promised") return words.said.promised(dayText(answer.day, language));
  const step = found.standing.steps[answer.step];
  if (step === undefined) throw new Error("an offer accepted at no step of it");
  return words.said.accepted(rupees(step.pay), dayText(step.until, language));
}
