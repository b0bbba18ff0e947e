import type { CashPosition } from "@cfa/contract/cash";
import type { CashForecastAnswer } from "@cfa/contract/cash-forecast";
import type { BillPayment, PartyPaymentPage } from "@cfa/contract/insights";
import type { BillEvidence, Home, Party } from "@cfa/contract/reads";
import type { TdsReceivable } from "@cfa/contract/tds";
import { formatDay, type LocalDate } from "@cfa/values/local-date";
import { formatRupees, formatRupeesShort } from "@cfa/values/money";

import type { Ask, Made } from "./made.ts";

/* The chief figures, each tied to its own path in an answer: the very element shows the very sum. */

export type Tie = { readonly id: string; readonly shows: string };

/** What elements of a page show, by the API for a day; null: today. Short sums are in English. */
export async function tiesOf(name: string, ask: Ask, made: Made, asOf: LocalDate | null): Promise<Tie[]> {
  const at = `/api/companies/${made.companyId}`;
  const on = asOf === null ? "" : `?asOf=${asOf}`;
  if (name === "home") return ofHome(await ask<Home>(`${at}/home${on}`), await ofCash(ask, at, asOf));
  if (name === "cash") return ofCash(ask, at, asOf);
  const [kind, what] = [name.split("-")[0], name.replace(/^[a-z]+-/, "")];
  const party = made.parties[what];
  if (kind === "party" && party !== undefined) {
    return ofParty(
      await ask<Party>(`${at}/parties/${party}${on}`),
      asOf === null ? await ask<PartyPaymentPage>(`${at}/parties/${party}/payments`) : null,
    );
  }
  const bill = made.bills[what];
  if (kind === "bill" && bill !== undefined) {
    return ofBill(
      await ask<BillEvidence>(`${at}/bills/${bill}${on}`),
      asOf === null ? await ask<BillPayment>(`${at}/bills/${bill}/payment`) : null,
    );
  }
  if (name === "tds")
    return [
      { id: "tds-awaited", shows: full((await ask<TdsReceivable>(`${at}/tds-receivable${on}`)).awaited) },
    ];
  return [];
}

function ofHome({ receivable, payable }: Home, cash: Tie[]): Tie[] {
  const sides = Object.entries({ receivable, payable }).flatMap(([name, side]) => [
    { id: `home-${name}-short`, shows: short(side.outstanding) },
    { id: `home-${name}-outstanding`, shows: full(side.outstanding) },
    { id: `home-${name}-due`, shows: full(side.due) },
    { id: `home-${name}-overdue`, shows: full(side.overdue) },
    { id: `home-${name}-unapplied`, shows: full(side.unapplied) },
    ...(side.tdsAwaited === "0" ? [] : [{ id: `home-${name}-tds-awaited`, shows: full(side.tdsAwaited) }]),
  ]);
  // The last press on the page was the other side's: its buckets stand there.
  const buckets = payable.ageing.map(({ key, amount }) => ({ id: `ageing-${key}`, shows: short(amount) }));
  return [...sides, ...buckets, ...cash];
}

async function ofCash(ask: Ask, at: string, asOf: LocalDate | null): Promise<Tie[]> {
  const { available } = await ask<CashPosition>(`${at}/cash${asOf === null ? "" : `?asOf=${asOf}`}`);
  const today = { id: "cash-available", shows: full(available) };
  const forecast = asOf === null ? (await ask<CashForecastAnswer>(`${at}/cash/forecast`)).forecast : null;
  const [week] = forecast?.weeks ?? [];
  if (forecast === null || week === undefined) return [today];
  return [
    today,
    { id: "cash-flows-in", shows: short(week.in.mean) },
    { id: "cash-flows-out", shows: short(week.out.mean) },
  ];
}

function ofParty(party: Party, payments: PartyPaymentPage | null): Tie[] {
  const sides = (["receivable", "payable"] as const).flatMap((name) => {
    const side = party[name];
    if (side === null) return [];
    return (["outstanding", "due", "overdue", "unapplied"] as const).map((part) => ({
      id: `party-${name}-${part}`,
      shows: full(side[part]),
    }));
  });
  const found = payments?.party ?? null;
  return [...sides, ...(found === null ? [] : [{ id: "expected-loss", shows: whole(found.expectedLoss) }])];
}

function ofBill({ bill }: BillEvidence, payment: BillPayment | null): Tie[] {
  const expected = payment?.forecast?.expected ?? null;
  return [
    { id: "bill", shows: full(bill.amount) },
    { id: "bill", shows: full(bill.open) },
    { id: "bill", shows: formatDay(bill.dueDate as LocalDate) },
    ...(expected === null ? [] : [{ id: "bill-forecast", shows: formatDay(expected as LocalDate) }]),
  ];
}

const full = (paise: string): string => formatRupees(BigInt(paise));
const whole = (paise: string): string => formatRupees(BigInt(paise), { paise: false });
const short = (paise: string): string => formatRupeesShort(BigInt(paise));
