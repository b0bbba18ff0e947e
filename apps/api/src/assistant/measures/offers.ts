import { offerList, type OfferFullRow } from "@cfa/db/queries/offers/offer-list";
import { OfferReason } from "@cfa/contract/offers";
import { billsByKey } from "@cfa/db/queries/correction-keys";
import { billOfOffer } from "@cfa/db/queries/offers/offers";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";
import { localDateAt } from "@cfa/values/local-date";
import { formatRupees, sum } from "@cfa/values/money";
import { share } from "@cfa/values/percent";

import { inOrder, withinAmounts } from "../arrange.ts";
import type { Asked, Found, Row } from "../asked.ts";
import { bill, code, count, days, money, NONE, onDay, party, percent } from "../cells.ts";
import { overdueDays, readSide } from "./outstanding.ts";

const MOST = 1_000;

type Offered = OfferFullRow & { partyId: string | null; party: string; billId: string | null };

/** Offers that wait or are live; of named days those made in them, however they ended. */
export async function offers(asked: Asked): Promise<Found> {
  const { query, words } = asked;
  const found = withinAmounts(await readOffers(asked), asked);
  const rows = query.groupBy === "party" ? partyRows(found) : found.map((row) => offerRow(row, words.codes));
  const waiting = found.filter(({ state }) => state === "proposed").length;
  return {
    figures: [
      ["count", count(found.length)],
      ["amount", money(sum(found.map(({ amount }) => amount)))],
      ["cost", money(sum(found.map(({ cost }) => cost)))],
      ["proposed", count(waiting)],
    ],
    columns:
      query.groupBy === "party"
        ? ["party", "amount", "cost", "count"]
        : ["bill", "party", "amount", "discount", "until", "state", "usual", "delay"],
    rows: inOrder(rows, asked, "most"),
    ...(query.period === null ? { period: null, asOf: asked.today } : {}),
  };
}

async function readOffers({ snapshot, query, parties, withoutParties, period }: Asked): Promise<Offered[]> {
  const page = { limit: MOST, offset: 0 };
  const open = await offerList(snapshot, { list: "open", ...page });
  const over = query.period === null ? [] : await offerList(snapshot, { list: "over", ...page });
  const made = [...open, ...over].filter(({ proposedAt }) => {
    const on = localDateAt(proposedAt);
    return query.period === null || (on >= period.from && on <= period.to);
  });
  const ledgers = await partyLedgers(snapshot, {
    guids: [...new Set(made.map(({ ledgerGuid }) => ledgerGuid))],
  });
  const bills = await billsByKey(snapshot, made.map(billOfOffer));
  return made.flatMap((row) => {
    const ledger = ledgers.find(({ guid }) => guid === row.ledgerGuid);
    const partyId = ledger?.ledgerId ?? null;
    if (parties.length > 0 && (partyId === null || !parties.includes(partyId))) return [];
    if (partyId !== null && withoutParties.includes(partyId)) return [];
    const key = billOfOffer(row);
    const of = bills.find(
      (each) => each.ledgerGuid === key.ledgerGuid && each.nameKey === key.nameKey && each.date === key.date,
    );
    return [{ ...row, partyId, party: ledger?.name ?? "", billId: of?.billId ?? null }];
  });
}

function offerRow(row: Offered, codes: Readonly<Record<string, string>>): Row {
  const [step] = row.steps;
  const reason = OfferReason.safeParse(row.reason).data;
  return {
    cells: [
      bill(row.billId, row.billName),
      party(row.partyId, row.party),
      money(row.amount),
      step === undefined ? NONE : percent(step.discount),
      onDay(step?.until ?? null),
      code(row.state, codes[row.state]),
      onDay(reason?.usual ?? null),
      reason === undefined ? NONE : days(reason.delay),
    ],
    amount: row.amount,
    day: localDateAt(row.proposedAt),
  };
}

function partyRows(found: readonly Offered[]): Row[] {
  return [...Map.groupBy(found, ({ ledgerGuid }) => ledgerGuid).values()].map((of): Row => {
    const amount = sum(of.map((row) => row.amount));
    const cost = money(sum(of.map((row) => row.cost)));
    const { partyId = null, party: name = "" } = of[0] ?? {};
    return { cells: [party(partyId, name), money(amount), cost, count(of.length)], amount, day: null };
  });
}

/** What a discount on everything overdue would cost if all of these customers took it. */
export async function offerCost(asked: Asked): Promise<Found> {
  const { query, asOf } = asked;
  const books = await readSide(asked, "receivable");
  const over = query.moreThanDays ?? 0;
  const bills = books.bills.filter((each) => overdueDays(each, asOf) > over);
  const base = sum(bills.map(({ open }) => open));
  const points = query.percent ?? 0;
  const unapplied = sum(books.unapplied.map(({ amount }) => amount));
  const grouped = [...Map.groupBy(bills, ({ ledgerId }) => ledgerId)];
  return {
    figures: [
      ["cost", money(share(base, points))],
      ["base", money(base)],
      ["discount", percent(points)],
      ["bills", count(bills.length)],
      ["parties", count(grouped.length)],
    ],
    columns: ["party", "base", "cost"],
    rows: inOrder(
      grouped.map(([id, of]) => {
        const amount = sum(of.map(({ open }) => open));
        return {
          cells: [party(id, of[0]?.party ?? ""), money(amount), money(share(amount, points))],
          amount,
          day: null,
        };
      }),
      asked,
      "most",
    ),
    vouchers: bills.map(({ voucherId }) => voucherId),
    caveats: unapplied === 0n ? [] : [["unapplied-beside", { money: formatRupees(unapplied) }]],
  };
}
