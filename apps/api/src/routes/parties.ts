import { seesContacts } from "@cfa/contract/roles";
import { notOverdueFrom } from "@cfa/books/outstanding";
import type { Party } from "@cfa/contract/reads";
import { billsOfParty } from "@cfa/db/queries/bills";
import { standingCorrections } from "@cfa/db/queries/corrections";
import { linesOf } from "@cfa/db/queries/exceptions/shown";
import { ledgerBalance, partyRow, unappliedRows } from "@cfa/db/queries/parties";
import { partyTotals } from "@cfa/db/queries/rollups/party-standings";
import { readCompany, type CompanySnapshot } from "@cfa/db/queries/snapshot";
import { vouchersById } from "@cfa/db/queries/vouchers";
import type { LocalDate } from "@cfa/values/local-date";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { besideTally } from "../present/beside-tally.ts";
import { presentBill } from "../present/bill.ts";
import { readExchange } from "../present/exchange.ts";
import { readPartyPage } from "../present/party-list.ts";
import { presentParty } from "../present/party.ts";
import { readParts } from "../present/party-parts.ts";
import { readPartyTds } from "../present/tds-habits.ts";
import { uuidOf } from "../uuid-of.ts";
import { asOfDay } from "./as-of.ts";
import { isDay, isName, isPaise, isUuid, pageOf, readCursor } from "./cursor.ts";
import { wordsOf } from "./words.ts";

/** Parties: the list with its search, one party, a party's bills. */
export function partyRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { parties } = routes;
  return {
    list: parties.list.use(member).handler(({ context: { scope }, input }) => {
      const { side, limit } = input;
      const asOf = asOfDay(scope, input.asOf);
      const place = readCursor(input.cursor, [isPaise, isName, isUuid]);
      const words = wordsOf(input.search);
      return readCompany(db, scope.companyId, (snapshot) =>
        readPartyPage(snapshot, {
          side,
          asOf,
          limit,
          place,
          words,
          today: scope.today,
          class: input.class ?? null,
        }),
      );
    }),

    read: parties.read.use(member).handler(({ context: { scope }, input }) => {
      const asOf = asOfDay(scope, input.asOf);
      return readCompany(db, scope.companyId, (snapshot) =>
        readParty(snapshot, { scope, ledgerId: uuidOf("party", input.partyId), asOf }),
      );
    }),

    bills: parties.bills.use(member).handler(({ context: { scope }, input }) => {
      const { state, limit } = input;
      const asOf = asOfDay(scope, input.asOf);
      const ledgerId = uuidOf("party", input.partyId);
      const place = readCursor(input.cursor, [isDay, isUuid]);
      const after = place && { dueDate: place[0] ?? "", billId: place[1] ?? "" };
      return readCompany(db, scope.companyId, async (snapshot) => {
        if (!(await partyRow(snapshot, ledgerId))) throw new ApiFailure("not-found");
        const rows = await billsOfParty(snapshot, { ledgerId, asOf, state, limit: limit + 1, after });
        const page = pageOf(rows, { limit, placeOf: (row) => [row.dueDate, row.billId] });
        return { ...page, rows: page.rows.map((row) => presentBill(row, asOf)) };
      });
    }),
  };
}

async function readParty(
  snapshot: CompanySnapshot,
  wanted: { scope: Scope; ledgerId: string; asOf: LocalDate },
): Promise<Party> {
  const { ledgerId, asOf } = wanted;
  const party = await partyRow(snapshot, ledgerId);
  if (!party) throw new ApiFailure("not-found");
  const balance = await ledgerBalance(snapshot, { ledgerId, asOf });
  const totals = await partyTotals(snapshot, {
    asOf,
    notOverdueFrom: notOverdueFrom(asOf),
    ledgerIds: [ledgerId],
  });
  const sources = await unappliedRows(snapshot, { ledgerId, asOf });
  const vouchers = await vouchersById(
    snapshot,
    sources.flatMap((row) => row.voucherId ?? []),
  );
  const lines = await linesOf(snapshot, [...vouchers.keys()]);
  const options = { asOf, contacts: seesContacts(wanted.scope.role) };
  const parts = await readParts(snapshot, { party, asOf });
  const together = (parts.putTogether ?? []).map((part) => uuidOf("party", part.partyId));
  const exchange = await readExchange(snapshot, {
    ledgerIds: [ledgerId, ...together],
    side: party.home_side ?? "receivable",
    asOf,
  });
  const tds = await readPartyTds(snapshot, { party, asOf });
  const shown = {
    ...presentParty({ party, totals, balance, sources, vouchers, lines }, options),
    ...parts,
    ...(exchange === null ? {} : { exchange }),
    ...(tds === null ? {} : { tds }),
  };
  return besideTally(shown, await standingCorrections(snapshot, [party.guid]), options);
}
