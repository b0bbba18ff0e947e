import type { OverdueBill, OverdueWay } from "@cfa/contract/offers";
import { overdueDaysOf } from "@cfa/books/outstanding";
import { overdueBills } from "@cfa/db/queries/offers/overdue-bills";
import { offerPlan } from "@cfa/db/queries/offers/programme";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { amountOff } from "@cfa/insights/offer/offer-step";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseFromJson, paiseToJson } from "@cfa/values/money";
import { z } from "zod";

/** As the engine kept them. */
const Kept = z.array(
  z.intersection(
    z.object({ billId: z.uuid(), amount: z.string() }),
    z.discriminatedUnion("kind", [
      z.object({
        kind: z.literal("interest-waiver"),
        until: z.string(),
        waived: z.string(),
        by: z.enum(["terms", "msme"]),
      }),
      z.object({
        kind: z.literal("instalments"),
        parts: z.array(z.object({ on: z.string(), amount: z.string() })).min(1),
      }),
      z.object({ kind: z.literal("price-cut"), until: z.string(), discount: z.number(), never: z.number() }),
    ]),
  ),
);
type Kept = z.infer<typeof Kept>[number];

/**
 * What the latest look found for overdue bills, of those that are still as they were then and of which nobody has said anything since. The largest
 * first; ways whose days have begun to pass are left out.
 */
export async function overdueWays(reader: BooksReader, today: LocalDate): Promise<OverdueBill[]> {
  const plan = await offerPlan(reader);
  if (plan === undefined) return [];
  const kept = Map.groupBy(Kept.parse(plan.alternatives), ({ billId }) => billId);
  const rows = await overdueBills(reader, { billIds: [...kept.keys()], today });
  return rows.flatMap(({ billId, ledgerId, party, name, date, dueDate, open }) => {
    const ways = (kept.get(billId) ?? [])
      .filter((way) => paiseFromJson(way.amount) === open && firstDayOf(way) >= today)
      .map(wayOut);
    if (ways.length === 0) return [];
    return {
      party: { partyId: idOut("party", ledgerId), name: party },
      bill: { billId: idOut("bill", billId), name, date, dueDate },
      amount: paiseToJson(open),
      overdueDays: overdueDaysOf(dueDate as LocalDate, today),
      ways,
    };
  });
}

function firstDayOf(way: Kept): string {
  return way.kind === "instalments" ? (way.parts[0]?.on ?? "") : way.until;
}

function wayOut(way: Kept): OverdueWay {
  if (way.kind === "interest-waiver") {
    const { kind, until, waived, by } = way;
    return { kind, until, waived, by };
  }
  if (way.kind === "instalments") return { kind: way.kind, parts: way.parts };
  const { kind, until, discount, never } = way;
  return { kind, until, discount, off: paiseToJson(amountOff(paiseFromJson(way.amount), discount)), never };
}
