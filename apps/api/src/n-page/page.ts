import { dayText, rupees } from "../pay-page/figures.ts";
import { documentOf, mainPart, queryOf, sellerHead } from "../pay-page/document.ts";
import { hidden } from "../pay-page/forms.ts";
import { html, type Html } from "../pay-page/html.ts";
import { howToPay } from "../pay-page/ways-card.ts";
import { answers } from "./forms.ts";
import type { NudgeBill, NudgeShowing, NudgeView } from "./view.ts";

/** The page of a message, whole: its bills as they stand now, how to pay, and what can be answered. It needs no script. */
export function nudgePage(view: NudgeView, showing: NudgeShowing): string {
  const { words, common } = showing;
  const about = aboutOf(view, showing);
  const ways = view.due > 0n ? howToPay({ due: view.due, ways: view.ways, gateway: null }, common) : null;
  return documentOf({ htmlLang: common.htmlLang, title: words.title(view.seller, about) }, [
    sellerHead(view.seller, about, { language: showing.language, words: common }),
    mainPart(showing.notice, [
      html`${hero(view, showing)}${billList(view, showing)}${answers(view, showing)}`,
      ways,
    ]),
    footer(view.seller, showing),
  ]);
}

function aboutOf({ bills }: NudgeView, { words }: NudgeShowing): string {
  const [first, ...others] = bills;
  if (first === undefined) return words.settled;
  return others.length === 0 ? words.bill(first.name) : words.bills(bills.length);
}

/** How messages stand for a customer who may end them. `offers`: offers can be ended alone. */
export type StopView = {
  readonly seller: string;
  readonly isStopped: boolean;
  readonly areOffersStopped: boolean;
  readonly offers: boolean;
};

/** The page on which a customer ends messages, or is told that they have ended. */
export function stopPage(view: StopView, showing: NudgeShowing): string {
  const { words, common, path, language } = showing;
  const { seller } = view;
  return documentOf({ htmlLang: common.htmlLang, title: words.title(seller, words.stopTitle) }, [
    sellerHead(seller, words.stopTitle, { language, words: common }),
    mainPart(
      showing.notice,
      [html`${stopped(view, showing)}${stopForms(view, showing)}`],
      html`<p><a class="quiet" href="${path}${queryOf(language)}" rel="nofollow">${words.back}</a></p>`,
    ),
    footer(seller, showing),
  ]);
}

function stopped(
  { seller, isStopped, areOffersStopped, offers }: StopView,
  { words }: NudgeShowing,
): Html | null {
  if (!isStopped && !(offers && areOffersStopped)) return null;
  return html`<section class="card state" role="status">
    <h1>${isStopped ? words.stopped : words.stoppedOffers}</h1>
    <p>${isStopped ? words.stoppedNote(seller) : words.stopOffersNote}</p>
  </section>`;
}

function stopForms(
  { seller, isStopped, areOffersStopped, offers }: StopView,
  showing: NudgeShowing,
): Html | null {
  const { words, path } = showing;
  if (isStopped) return null;
  const form = (what: string, button: string, note: string): Html =>
    html`<form method="post" action="${path}/stop">
      ${hidden(showing)}<input type="hidden" name="what" value="${what}" />
      <button class="plain">${button}</button>
      <p class="soft">${note}</p>
    </form>`;
  return html`<section class="card">
    <h2>${words.stopTitle}</h2>
    ${offers && !areOffersStopped ? form("offers", words.stopOffers, words.stopOffersNote) : null}
    ${form("all", words.stop, words.stopNote(seller))}
  </section>`;
}

function hero(view: NudgeView, showing: NudgeShowing): Html {
  const { words, language } = showing;
  const { due, bills, promisedDay, isSaidPaid } = view;
  const said = isSaidPaid
    ? html`<p class="notice good" role="status">${words.saidPaid}</p>`
    : promisedDay === null
      ? null
      : html`<p class="notice good" role="status">${words.promised(dayText(promisedDay, language))}</p>`;
  if (due > 0n) {
    return html`<section class="card" aria-labelledby="sum">
      ${said}
      <h1 id="sum">${words.toPay}</h1>
      <p class="sum">${rupees(due)}</p>
    </section>`;
  }
  const isLookedInto = bills.some(({ standing }) => standing !== "settled");
  return html`<section class="card state">
    ${isLookedInto ? said : null}
    <h1>${isLookedInto ? words.looking : words.settled}</h1>
    <p>${isLookedInto ? words.lookingNote : words.settledNote}</p>
  </section>`;
}

function billList({ bills }: NudgeView, showing: NudgeShowing): Html | null {
  const { words } = showing;
  if (bills.length === 0) return null;
  return html`<section class="card">
    <h2>${words.billsTitle}</h2>
    <ul class="steps">
      ${bills.map((bill) => billRow(bill, showing))}
    </ul>
  </section>`;
}

function billRow(bill: NudgeBill, { words, language }: NudgeShowing): Html {
  const { name, date, dueDate, open, due, standing } = bill;
  const dated = words.dated(dayText(date, language));
  if (standing !== "open") {
    return html`<li>
      <span>${words.bill(name)}<small>${dated} · ${words.standing[standing]}</small></span>
      ${standing === "settled" ? null : html`<b>${rupees(open)}</b>`}
    </li>`;
  }
  const partly = due === open ? "" : ` · ${words.partly(rupees(open))}`;
  return html`<li>
    <span
      >${words.bill(name)}<small>${dated} · ${words.due(dayText(dueDate, language))}${partly}</small></span
    >
    <b>${rupees(due)}</b>
  </li>`;
}

function footer(seller: string, { words, common }: NudgeShowing): Html {
  return html`<footer>
    <p>${common.safety}</p>
    <p>${words.privacy(seller)}</p>
  </footer>`;
}
