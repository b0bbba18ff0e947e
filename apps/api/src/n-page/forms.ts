import { rupees } from "../pay-page/figures.ts";
import { DISPUTE_CAUSES, disputeForm, hidden, promiseForm } from "../pay-page/forms.ts";
import { html, type Html } from "../pay-page/html.ts";
import type { NudgeBill, NudgeShowing, NudgeView } from "./view.ts";

/** The value of a form that means all bills of the message. */
export const ALL_BILLS = "all";
const LONGEST_REFERENCE = 40;

/** What the customer can answer, each a form of its own that works without a script. */
export function answers(view: NudgeView, showing: NudgeShowing): Html {
  return html`<section class="card more">
    ${view.due > 0n ? html`${promised(view, showing)}${paidForm(view, showing)}` : null}${disputed(view, showing)}${view.isStopped ? null : stopForm(view, showing)}
  </section>`;
}

function promised({ due, promiseDays }: NudgeView, showing: NudgeShowing): Html {
  const { words, common } = showing;
  const promise = { title: words.promiseTitle, note: words.promiseNote(rupees(due)), days: promiseDays };
  return promiseForm(promise, { ...showing, words: common });
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

function disputed(view: NudgeView, showing: NudgeShowing): Html | null {
  const { words, common } = showing;
  const bills = view.bills.filter(canDispute);
  if (bills.length === 0) return null;
  const dispute = {
    title: words.disputeTitle,
    note: words.disputeNote,
    causes: DISPUTE_CAUSES.filter((cause) => cause !== "paid"), // it has a form of its own
    which: whichBill(bills, showing, { withAll: false }),
  };
  return disputeForm(dispute, { ...showing, words: common });
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
