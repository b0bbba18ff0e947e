import type { CashClass } from "@cfa/books/cash/cash-class";
import { cashMovesOf } from "@cfa/books/cash/cash-moves";
import type { Purposes } from "@cfa/books/cash/purposes";
import type { PartyKind } from "@cfa/books/party";
import { movesBalances, type VoucherState } from "@cfa/books/voucher";
import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import { directionOf, type Flow, type Stream } from "../forecast/flows.ts";
import { dayNumber } from "../payment-history.ts";
import type { KnownFlow, PartyClass } from "./cash-books.ts";

/** A voucher with all of its lines, debit positive, wherever it was read from. */
export type MoneyVoucher = {
  readonly date: LocalDate;
  readonly state: VoucherState;
  readonly lines: readonly { readonly ledgerId: string; readonly amount: Paise }[];
};

/** What money that moves against a ledger is for. Class null: money lies on it, and it counts. */
export type FlowLedger = { readonly class: CashClass | null; readonly partyKind: PartyKind | null };

/** Money that moved up to a day, by what it was for, and what will move on days after it. */
export type MoneyFlows = { readonly streams: Stream[]; readonly postDated: KnownFlow[] };

/** Takes vouchers in any order, then says their flows. */
export type FlowBook = { add(voucher: MoneyVoucher): void; flows(): MoneyFlows };

/**
 * Makes the flows of money out of vouchers: one stream for each class, ledger and party, with one flow a day and direction. The ledger of a
 * party's stream is its class, so that the parties of one side stand beside each other. Vouchers that move no balance are left out; those
 * dated after `asOf` are told apart, each by itself.
 */
export function flowBook({
  asOf,
  ledgers,
}: {
  asOf: LocalDate;
  ledgers: ReadonlyMap<string, FlowLedger>;
}): FlowBook {
  const streams = new Map<string, Stream & { days: Map<string, Flow> }>();
  const postDated: KnownFlow[] = [];
  const add = ({ date, state, lines }: MoneyVoucher): void => {
    if (!movesBalances(state)) return;
    const day = dayNumber(date);
    for (const move of cashMovesOf(lines.map((line) => cashLine(line, ledgers)))) {
      const amount = Number(move.amount);
      if (amount === 0) continue;
      const of = streamOf(move.ledgerId, amount, ledgers);
      if (date > asOf) {
        postDated.push({ day, amount, ...of });
        continue;
      }
      const key = JSON.stringify([of.class, of.ledger, of.party]);
      const stream = streams.get(key) ?? { ...of, flows: [], days: new Map<string, Flow>() };
      streams.set(key, stream);
      const at = `${day} ${directionOf(amount)}`;
      const flow = stream.days.get(at) ?? { day, amount: 0 };
      stream.days.set(at, flow);
      flow.amount += amount;
    }
  };
  const flows = (): MoneyFlows => ({
    streams: [...streams.values()].map(({ days, ...stream }) => ({
      ...stream,
      flows: [...days.values()].toSorted(byDay),
    })),
    postDated: postDated.toSorted(byDay),
  });
  return { add, flows };
}

/** The ledgers of a company as its flows are told. Money that goes to an account that is left out is laid by. */
export function flowLedgers(
  { money, others }: Purposes<{ readonly ledgerId: string; readonly partyKind: PartyKind | null }>,
  isLeftOut: (ledgerId: string) => boolean,
): Map<string, FlowLedger> {
  return new Map<string, FlowLedger>([
    ...money.map(({ ledgerId }): [string, FlowLedger] => [
      ledgerId,
      { class: isLeftOut(ledgerId) ? "assets" : null, partyKind: null },
    ]),
    ...others.map((ledger): [string, FlowLedger] => [ledger.ledgerId, ledger]),
  ]);
}

const UNKNOWN: FlowLedger = { class: "other", partyKind: null };

function cashLine(
  { ledgerId, amount }: MoneyVoucher["lines"][number],
  ledgers: ReadonlyMap<string, FlowLedger>,
): Parameters<typeof cashMovesOf>[0][number] {
  const { class: of } = ledgers.get(ledgerId) ?? UNKNOWN;
  return { ledgerId, amount, isMoney: of === null, isTax: of === "gst" };
}

/** To which stream money against a ledger belongs. */
export function streamOf(
  ledgerId: string,
  amount: number,
  ledgers: ReadonlyMap<string, FlowLedger>,
): Pick<KnownFlow, "class" | "ledger" | "party"> {
  const { class: of, partyKind } = ledgers.get(ledgerId) ?? UNKNOWN;
  if (of !== "customer" && of !== "supplier") return { class: of ?? "other", ledger: ledgerId, party: null };
  const side: PartyClass = partyKind !== "both" ? of : amount > 0 ? "customer" : "supplier";
  return { class: side, ledger: side, party: ledgerId };
}

function byDay(a: { day: number; amount: number }, b: { day: number; amount: number }): number {
  return a.day - b.day || b.amount - a.amount;
}
