import { formatPercent } from "@cfa/values/percent";

import { documentOf, mainPart, queryOf, sellerHead } from "./document.ts";
import { dayText, rupees } from "./figures.ts";
import { acceptForm, otherAnswers } from "./forms.ts";
import { html, Html } from "./html.ts";
import { PAY_SCRIPT } from "./script.ts";
import type { PayStep } from "./standing.ts";
import type { PayView, Showing } from "./view.ts";
import { waysCard } from "./ways-card.ts";
import type { PayWords } from "./words-en.ts";

/** The page of one offer, whole: style and script stand in it, and nothing is fetched besides. */
export function payPage(view: PayView, showing: Showing): string {
  const { words } = showing;
  const ways = waysCard(view, showing);
  const title = words.title(view.seller, view.billName);
  return documentOf({ htmlLang: words.htmlLang, title }, [
    sellerHead(view.seller, `${words.bill} ${view.billName}`, showing),
    mainPart(showing.notice, [
      html`${hero(view, showing)}${acceptForm(view, showing)}${stepList(view, showing)}${otherAnswers(view, showing)}`,
      ways,
    ]),
    html`<footer>
      <p>${words.safety}</p>
      <p>${words.privacy(view.seller)}</p>
      <p>
        <a class="quiet" href="${showing.path}/stop${queryOf(showing.language)}" rel="nofollow"
          >${words.stopLink}</a
        >
      </p>
    </footer>`,
    new Html(`<script>${PAY_SCRIPT}</script>`),
  ]);
}

/** A page that says one thing in both languages: whoever sees it has shown no offer. */
export function plainPage(what: "missing" | "tooMany" | "failed", all: readonly PayWords[]): string {
  const said = all.map(
    (words) =>
      html`<section lang="${words.htmlLang}">
        <h1>${words[what]}</h1>
        <p>${words[`${what}Note`]}</p>
      </section>`,
  );
  const [first] = all;
  if (first === undefined) throw new Error("a page in no language");
  return documentOf({ htmlLang: first.htmlLang, title: first[what] }, [
    html`<main class="alone"><div class="card">${said}</div></main>`,
  ]);
}

/** What is to be paid, what was already, or how it ended. */
function hero(view: PayView, showing: Showing): Html {
  const { words, language, now } = showing;
  const { standing, style, reported } = view;
  if (reported !== null) {
    return html`<section class="card state" role="status">
      <h1>${words.reported(rupees(reported))}</h1>
      <p>${words.reportedNote}</p>
    </section>`;
  }
  const step = standing.step === null ? undefined : standing.steps[standing.step];
  if (step === undefined) return ending(view, showing);
  const day = dayText(step.until, language);
  const off = rupees(step.off);
  const isAccepted = standing.kind === "accepted";
  return html`<section class="card" aria-labelledby="sum">
    ${isAccepted ? html`<p class="notice good" role="status">${words.accepted}</p>` : promised(view, showing)}
    <h1 id="sum">${isAccepted ? words.payBy(day) : words.payNow}</h1>
    <p class="sum">${rupees(step.pay)}</p>
    <p class="full">${words.insteadOf(rupees(standing.full))}</p>
    <span class="save"
      >${style === "percent" ? words.savePercent(off, formatPercent(step.discount)) : words.saveOff(off)}</span
    >
    <div class="clock">
      <p
        class="left"
        id="left"
        hidden
        role="timer"
        data-now="${now.getTime()}"
        data-ends="${standing.endsAt?.getTime() ?? 0}"
        data-day="${words.day}"
        data-days="${words.days}"
        data-query="${queryOf(language)}"
      >
        <span class="soft">${words.timeLeft}</span><b></b>
      </p>
      <p>${words.until(day)}</p>
    </div>
    ${isAccepted ? html`<p class="soft">${words.acceptedNote(rupees(step.pay), day)}</p>` : null}
  </section>`;
}

/** The day that the customer has named: said first, as whoever has just named it looks there. */
function promised({ promisedDay }: PayView, { words, language }: Showing): Html | null {
  if (promisedDay === null) return null;
  return html`<p class="notice good" role="status">${words.promised(dayText(promisedDay, language))}</p>`;
}

function ending(view: PayView, showing: Showing): Html {
  const { standing, paid } = view;
  const { words } = showing;
  const { kind, full } = standing;
  const said = {
    ended: [words.ended, words.endedNote],
    honoured: [words.honoured, words.honouredNote(rupees(paid ?? full))],
    settled: [words.settled, words.settledNote],
    disputed: [words.disputed, words.disputedNote],
    withdrawn: [words.withdrawn, words.withdrawnNote],
    live: [words.ended, words.endedNote],
    accepted: [words.ended, words.endedNote],
  }[kind];
  const [title = "", note = ""] = said;
  return html`<section class="card state">
    ${kind === "ended" ? promised(view, showing) : null}
    <h1>${title}</h1>
    ${
      kind === "ended"
        ? html`<p class="soft">${words.toPay}</p>
            <p class="sum">${rupees(full)}</p>`
        : null
    }
    <p>${note}</p>
  </section>`;
}

/** Every step with its sum; of no use to who has paid. */
function stepList({ standing, style, reported }: PayView, { words, language }: Showing): Html | null {
  const { kind, steps, full } = standing;
  const last = steps.at(-1);
  if ((kind !== "live" && kind !== "accepted") || last === undefined || reported !== null) return null;
  const row = (step: PayStep): Html => {
    const off = rupees(step.off);
    const less = style === "percent" ? `${off} · ${formatPercent(step.discount)}` : off;
    const tag = { past: words.stepPast, now: words.stepNow, later: "" }[step.when];
    return html`<li class="${step.when}">
      <span
        >${words.stepUntil(dayText(step.until, language))}${tag === "" ? null : html`<span class="tag">${tag}</span>`}<small
          >${words.stepOff(less)}</small
        ></span
      ><b>${rupees(step.pay)}</b>
    </li>`;
  };
  return html`<section class="card">
    <h2>${words.stepsTitle}</h2>
    <ol class="steps">
      ${steps.map(row)}
      <li>
        <span>${words.stepAfter(dayText(last.until, language))}<small>${words.stepFull}</small></span
        ><b>${rupees(full)}</b>
      </li>
    </ol>
    <p class="soft">${words.forGood}</p>
  </section>`;
}
