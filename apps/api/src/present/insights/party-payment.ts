import { seesContacts } from "@cfa/contract/roles";
import type { PartyPayment, PartyPaymentPage } from "@cfa/contract/insights";
import type { PaymentClass } from "@cfa/contract/payment-class";
import type { Role } from "@cfa/contract/reads";
import { forecastsOfParty } from "@cfa/db/queries/insights/forecasts";
import {
  partyInsight,
  partyInsights,
  type PartyInsightRow,
  type PartyOrder,
} from "@cfa/db/queries/insights/parties";
import { partyRow } from "@cfa/db/queries/parties";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { Side } from "@cfa/db/tables/bills";
import { idOut } from "@cfa/values/ids";
import { paiseToJson } from "@cfa/values/money";

import { ApiFailure } from "../../errors.ts";
import { pageAt } from "../../routes/cursor.ts";
import { presentForecast } from "./bill-forecast.ts";
import { readLearned } from "./learned.ts";

type Asked = { side: Side; today: string; role: Role; limit: number; offset: number };

/** How parties pay, some at a time. */
export async function readPartyPayments(
  snapshot: CompanySnapshot,
  asked: Asked & { class: PaymentClass | null; order: PartyOrder },
): Promise<Pick<PartyPaymentPage, "learned" | "nextCursor"> & { rows: PartyPayment[] }> {
  const { side, today, role, limit, offset } = asked;
  const found = await readLearned(snapshot, { side, today });
  if (found === null) return { learned: null, rows: [], nextCursor: null };
  const rows = await partyInsights(
    snapshot,
    { side, today, asOf: found.row.asOf },
    { class: asked.class, order: asked.order, limit: limit + 1, offset },
  );
  const page = pageAt(rows, { limit, offset });
  return { learned: found.learned, ...page, rows: page.rows.map((row) => presentParty(row, role)) };
}

/** How one party pays, and when its open bills are expected. */
export async function readPartyPayment(
  snapshot: CompanySnapshot,
  ledgerId: string,
  { side, today, role, limit, offset }: Asked,
): Promise<PartyPaymentPage> {
  if ((await partyRow(snapshot, ledgerId)) === undefined) throw new ApiFailure("not-found");
  const found = await readLearned(snapshot, { side, today });
  if (found === null) return { side, learned: null, party: null, rows: [], nextCursor: null };
  const on = { side, today, asOf: found.row.asOf };
  const party = await partyInsight(snapshot, on, ledgerId);
  const rows = await forecastsOfParty(snapshot, on, { ledgerId, limit: limit + 1, offset });
  const page = pageAt(rows, { limit, offset });
  return {
    side,
    learned: found.learned,
    party: party === undefined ? null : presentParty(party, role),
    rows: page.rows.map(presentForecast),
    nextCursor: page.nextCursor,
  };
}

function presentParty(row: PartyInsightRow, role: Role): PartyPayment {
  const { name, learnedClass, confidence, expectedDelay, uncertainty, reason, drift, risk, drivers } = row;
  const { pinId, pinnedAt } = row;
  const isPinned = pinId !== null && pinnedAt !== null;
  const limit = seesContacts(role) ? row.suggestedLimit : null;
  return {
    partyId: idOut("party", row.ledgerId),
    name,
    class: row.class,
    learnedClass,
    pin: isPinned
      ? {
          correctionId: idOut("correction", pinId),
          by: row.pinnedBy ?? "",
          at: pinnedAt.toISOString(),
          reason: row.pinnedWhy ?? "",
        }
      : null,
    confidence,
    expectedDelay,
    uncertainty,
    reason,
    drift,
    risk,
    drivers,
    expectedLoss: paiseToJson(row.expectedLoss),
    suggestedLimit: limit === null ? null : paiseToJson(limit),
  };
}
