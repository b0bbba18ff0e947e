import { rupees } from "../pay-page/figures.ts";
import { DISPUTE_CAUSES, hidden, LONGEST_TEXT } from "../pay-page/forms.ts";
import { html, type Html } from "../pay-page/html.ts";
import type { NudgeBill, NudgeShowing, NudgeView } from "./view.ts";

/** The value of a form that means all bills of the message. */
export const ALL_BILLS = "all";
export const LONGEST_REFERENCE = 40;

/** What the customer can answer, each a form of its own that works without a script. */
export function answers(view: NudgeView, showing: NudgeShowing): Html {
  return html`<section class="card more">
    ${view.due > 0n ? promiseForm(view, showing) : null}${view.due > 0n ? paidForm(view, showing) : null}
    ${disputeForm(view, showing)}${view.isStopped ? null : stopForm(view, showing)}
  </section>`;
}

function promiseForm({ promiseDays, due }: NudgeView, showing: NudgeShowing): Html {
  const { words, common } = showing;
  return html`<details>
    <summary>${words.promiseTitle}</summary>
    <form method="post" action="${showing.path}/promise">
      ${hidden(showing)}
      <label
        >${common.promiseDay}<input
          type="date"
          name="day"
          required
          min="${promiseDays.first}"
          max="${promiseDays.last}"
      /></label>
      <button class="plain">${common.promise}</button>
      <p class="soft">${words.promiseNote(rupees(due))}</p>
    </form>
  </details>`;
}

function paidForm(view: NudgeView, showing: NudgeShowing): Html {
  const { words } = showing;
  const bills = view.bills.filter(({ due }) => due > 0n);
  return html`<details>
    <summary>${words.paidTitle}</summary>
    <form method="post" action="${showing.path}/paid">
      ${hidden(showing)}${whichBill(bills, showing, { withAll: true })}
      <label
        >${words.paidReference}<input
          name="reference"
          maxlength="${LONGEST_REFERENCE}"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
      /></label>
      <label>${words.paidDay}<input type="date" name="day" max="${view.promiseDays.first}" /></label>
      <button class="plain">${words.paid}</button>
      <p class="soft">${words.paidNote}</p>
    </form>
  </details>`;
}

function disputeForm(view: NudgeView, showing: NudgeShowing): Html | null {
  const { words, common } = showing;
  const bills = view.bills.filter(canDispute);
  if (bills.length === 0) return null;
  const causes = DISPUTE_CAUSES.filter((cause) => cause !== "paid").map(
    (cause) => html`<option value="${cause}">${common.causes[cause]}</option>`,
  );
  return html`<details>
    <summary>${words.disputeTitle}</summary>
    <form method="post" action="${showing.path}/dispute">
      ${hidden(showing)}${whichBill(bills, showing, { withAll: false })}
      <label
        >${common.disputeCause}<select name="cause" required>
          ${causes}
        </select></label
      >
      <label
        >${common.disputeText}<textarea name="text" rows="3" maxlength="${LONGEST_TEXT}"></textarea>
      </label>
      <button class="plain">${common.dispute}</button>
      <p class="soft">${words.disputeNote}</p>
    </form>
  </details>`;
}

/** Whether something can be wrong with it that nobody has said so far. */
export function canDispute({ standing }: NudgeBill): boolean {
  return standing !== "settled" && standing !== "disputed";
}

/** By what a form names a bill: by what the page shows of it. */
export function choiceOf({ date, name }: NudgeBill): string {
  return `${date} ${name}`;
}

/** Which bill is meant; the only one is not asked for. */
function whichBill(
  bills: readonly NudgeBill[],
  { words }: NudgeShowing,
  { withAll }: { withAll: boolean },
): Html {
  const [only] = bills;
  if (bills.length === 1 && only !== undefined) {
    return html`<input type="hidden" name="bill" value="${choiceOf(only)}" />`;
  }
  const options = bills.map(
    (bill) => html`<option value="${choiceOf(bill)}">${words.bill(bill.name)}</option>`,
  );
  return html`<label
    >${words.which}<select name="bill" required>
      ${withAll ? html`<option value="${ALL_BILLS}">${words.all}</option>` : null}${options}
    </select></label
  >`;
}

function stopForm({ seller }: NudgeView, showing: NudgeShowing): Html {
  const { words } = showing;
  return html`<details>
    <summary>${words.stopTitle}</summary>
    <form method="post" action="${showing.path}/stop">
      ${hidden(showing)}
      <button class="plain">${words.stop}</button>
      <p class="soft">${words.stopNote(seller)}</p>
    </form>
  </details>`;
}
