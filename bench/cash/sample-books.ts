import { cashAccountKind } from "@cfa/books/cash/cash-account";
import { moneyPosition } from "@cfa/books/cash/position";
import { nameKey } from "@cfa/books/name-key";
import { deriveBooks } from "@cfa/books/test-sample-books";
import { learnPayments } from "@cfa/insights/learn-payments";
import type { CashBooks, PartySide } from "@cfa/insights/money/cash-books";
import { depositBooks } from "@cfa/insights/money/deposit-books";
import { sampleFlows, sampleLedgers } from "@cfa/insights/money/test-sample-flows";
import { dayNumber } from "@cfa/insights/payment-history";
import { samplePayments } from "@cfa/insights/test-sample-payments";
import { closingBalances } from "@cfa/testkit/sample-company/balances";
import type { SampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { SIZES } from "@cfa/testkit/sample-company/sizes";
import { addDays, type LocalDate } from "@cfa/values/local-date";

import { usualDepositRules } from "./deposit-rows.ts";
import { isOpen } from "./open-days.ts";

/** Who deposits early does so within the thirteen weeks for a day beyond them. */
const DAYS_AHEAD = 91 + 31;

/**
 * A company as its books were at the end of a day: what was entered by then. The order of entry is that of the MasterIds, and the first voucher
 * that bears a later day without being post-dated was entered after it.
 */
export function knownOn(company: SampleCompany, asOf: LocalDate): SampleCompany {
  const entered = company.vouchers.toSorted((a, b) => a.masterId - b.masterId);
  const first = entered.findIndex(({ date, isPostDated }) => date > asOf && !isPostDated);
  const after = entered[first]?.masterId ?? Infinity;
  return { ...company, vouchers: company.vouchers.filter(({ masterId }) => masterId < after), through: asOf };
}

/** Books as the forecast reads them, derived and learned from by our own packages. */
export function cashBooksOf(company: SampleCompany): CashBooks {
  const { through: asOf, booksFrom, size } = company;
  const derived = deriveBooks(company);
  const { streams, postDated } = sampleFlows(derived, asOf);
  const balances = new Map(
    [...closingBalances(company, asOf)].map(([masterId, balance]) => [masterId, -balance]),
  );
  const byKey = new Map(
    company.ledgers.map(({ name, masterId }) => [nameKey(name), balances.get(masterId) ?? 0n]),
  );
  const places = derived.chart.ledgers.map((ledger) => ({
    ...ledger,
    balance: byKey.get(ledger.nameKey) ?? 0n,
    kind: cashAccountKind(derived.chart.tree.placeOf(ledger.group)),
  }));
  const accounts = places
    .filter(({ kind }) => kind !== null)
    .map(({ balance, kind }) => ({
      balance,
      overdraftLimit: kind === "overdraft" ? SIZES[size].turnover : null, // as the generator's bank lends
      isLeftOut: false,
    }));
  const classes = sampleLedgers(derived);
  const owing = places.flatMap(({ name, nameKey: key, nature, balance }) => {
    const of = classes.get(key)?.class ?? null;
    return of === null ? [] : [{ name, class: of, nature, balance }];
  });
  const side = (of: "receivable" | "payable"): PartySide => {
    const books = samplePayments(company, of, derived);
    return { bills: books.bills, forecasts: learnPayments(books).insight.bills };
  };
  const period = { from: booksFrom, to: addDays(asOf, DAYS_AHEAD) };
  return {
    asOf,
    seed: 1,
    first: dayNumber(booksFrom),
    available: Number(moneyPosition(accounts).available),
    floor: null,
    streams,
    sides: { customer: side("receivable"), supplier: side("payable") },
    postDated,
    deposits: depositBooks(owing, { rules: usualDepositRules(), period }),
    said: [],
    isOpen,
  };
}
