import { dayText, rupees } from "./figures.ts";
import { html, type Html } from "./html.ts";
import { isOpen } from "./standing.ts";
import type { PayView, Showing } from "./view.ts";

export const DISPUTE_CAUSES = ["goods", "damaged", "price", "paid", "other"] as const;
export const LONGEST_TEXT = 500;

/** What else the customer can answer, each a form of its own that works without a script; and the bill as a file. */
export function otherAnswers(view: PayView, showing: Showing): Html {
  const { standing, reported } = view;
  const { words, language, path } = showing;
  const canSay = isOpen(standing);
  const canPromise = canSay && standing.kind !== "accepted" && reported === null;
  const promise = { title: words.promiseTitle, note: words.promiseNote, days: view.promiseDays };
  const dispute = {
    title: words.disputeTitle,
    note: words.disputeNote,
    causes: DISPUTE_CAUSES,
    which: null,
  };
  return html`<section class="card more">
    ${canPromise ? promiseForm(promise, showing) : null}${canSay ? disputeForm(dispute, showing) : null}
    <a class="pdf" href="${path}/bill.pdf?lang=${language}" download>${words.pdf}</a>
  </section>`;
}

/** The one answer that the page is made for; none is asked of who has paid already. */
export function acceptForm({ standing, reported }: PayView, showing: Showing): Html | null {
  const { words, language } = showing;
  const step = standing.step === null ? undefined : standing.steps[standing.step];
  if (step === undefined || standing.kind !== "live" || reported !== null) return null;
  return html`<section class="card">
    <h2>${words.acceptTitle}</h2>
    <form method="post" action="${showing.path}/accept">
      ${hidden(showing)}<input type="hidden" name="step" value="${standing.step}" />
      <button>${words.accept(rupees(step.pay), dayText(step.until, language))}</button>
    </form>
    <p class="soft">${words.acceptNote}</p>
  </section>`;
}

/** What a form for customers is shown by. */
export type FormShowing = Pick<Showing, "words" | "language" | "path" | "nonce">;

/** Names a day of payment. */
export function promiseForm(
  { title, note, days }: { title: string; note: string; days: PayView["promiseDays"] },
  showing: FormShowing,
): Html {
  const { words } = showing;
  return html`<details>
    <summary>${title}</summary>
    <form method="post" action="${showing.path}/promise">
      ${hidden(showing)}
      <label
        >${words.promiseDay}<input type="date" name="day" required min="${days.first}" max="${days.last}"
      /></label>
      <button class="plain">${words.promise}</button>
      <p class="soft">${note}</p>
    </form>
  </details>`;
}

/** Says what is wrong with a bill. `which`: asks which one, where there are several. */
export function disputeForm(
  {
    title,
    note,
    causes,
    which,
  }: { title: string; note: string; causes: readonly (typeof DISPUTE_CAUSES)[number][]; which: Html | null },
  showing: FormShowing,
): Html {
  const { words } = showing;
  return html`<details>
    <summary>${title}</summary>
    <form method="post" action="${showing.path}/dispute">
      ${hidden(showing)}${which}
      <label
        >${words.disputeCause}<select name="cause" required>
          ${causes.map((cause) => html`<option value="${cause}">${words.causes[cause]}</option>`)}
        </select></label
      >
      <label
        >${words.disputeText}<textarea name="text" rows="3" maxlength="${LONGEST_TEXT}"></textarea>
      </label>
      <button class="plain">${words.dispute}</button>
      <p class="soft">${note}</p>
    </form>
  </details>`;
}

/** What goes back with a form. */
export function hidden({ nonce, language }: Pick<Showing, "nonce" | "language">): Html {
  return html`<input type="hidden" name="nonce" value="${nonce}" /><input
      type="hidden"
      name="lang"
      value="${language}"
    />`;
}
