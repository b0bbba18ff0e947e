import type { Paise } from "@cfa/values/money";

import { rupees } from "./figures.ts";
import { html, type Html } from "./html.ts";
import { qrDrawing } from "./qr.ts";
import { isOpen } from "./standing.ts";
import type { PayView, Showing } from "./view.ts";
import type { WaysToPay } from "./ways-to-pay.ts";
import type { PayWords } from "./words-en.ts";

/** How to pay: UPI where it carries the sum, the gateway's page, the bank's details. Null: nothing is to be paid here, or it was already. */
export function waysCard({ standing, ways, gateway, reported }: PayView, { words }: Showing): Html | null {
  if (!isOpen(standing) || reported !== null) return null;
  return howToPay({ due: standing.due, ways, gateway }, words);
}

/** How a sum is paid. `gateway`: where it is paid by card or netbanking; null: nowhere. */
export function howToPay(
  { due: sum, ways, gateway }: { due: Paise; ways: WaysToPay; gateway: string | null },
  words: PayWords,
): Html {
  const due = rupees(sum);
  const sections = [
    upiWay(ways, { due, words }),
    gatewayWay(gateway, { ways, words }),
    bankWay(ways, { due, words }),
  ].filter((section) => section !== null);
  const isNone = sections.length === 0;
  if (isNone && ways.aboveUpi === null) {
    return html`<section class="card">
      <h2>${words.howToPay}</h2>
      <p>${words.noWays}</p>
    </section>`;
  }
  return html`<section class="card">
    <h2>${words.howToPaySum(due)}</h2>
    ${ways.aboveUpi === null ? null : html`<p class="soft">${words.aboveUpi(rupees(ways.aboveUpi))}</p>`}
    ${isNone ? html`<p>${words.noAccount}</p>` : sections}
  </section>`;
}

function upiWay({ upi, payee }: WaysToPay, { due, words }: { due: string; words: PayWords }): Html | null {
  if (upi === null) return null;
  return html`<div class="way upi">
    <a class="button" href="${upi}">${words.upiOpen}</a><span class="soft">${words.upiScan}</span>
    <div class="qr">${qrDrawing(upi, words.upiQr(due, payee))}</div>
    <p class="soft">${words.upiTo} <b>${payee}</b></p>
  </div>`;
}

/** It costs the seller something: where the customer can pay by UPI at once it stands back. */
function gatewayWay(
  gateway: string | null,
  { ways, words }: { ways: WaysToPay; words: PayWords },
): Html | null {
  if (gateway === null) return null;
  const look = ways.upi === null ? "button" : "button plain";
  const text = ways.isAboveUpi ? words.gatewayOpenLarge : words.gatewayOpen;
  return html`<div class="way">
    <a class="${look}" href="${gateway}" rel="noopener noreferrer">${text}</a>
    <p class="soft">${words.gatewayNote}</p>
  </div>`;
}

function bankWay(
  { bank, payee, aboveUpi, reference }: WaysToPay,
  { due, words }: { due: string; words: PayWords },
): Html | null {
  if (bank === null) return null;
  return html`<div class="way">
    <h3>${aboveUpi === null ? words.bankTitle : words.bankTitleLarge}</h3>
    <dl>
      <dt>${words.payee}</dt>
      <dd>${payee}</dd>
      <dt>${words.account}</dt>
      <dd>${bank.number}</dd>
      <dt>${words.ifsc}</dt>
      <dd>${bank.ifsc}</dd>
      ${
        bank.bank === null
          ? null
          : html`<dt>${words.bank}</dt>
              <dd>${bank.bank}</dd>`
      }
      <dt>${words.amount}</dt>
      <dd>${due}</dd>
      <dt>${words.reference}</dt>
      <dd>${reference}</dd>
    </dl>
    <p class="soft">${words.referenceNote}</p>
  </div>`;
}
