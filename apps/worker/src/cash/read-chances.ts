import { chancesSaid } from "@cfa/db/queries/cash/forecasts";
import { moneyMoved } from "@cfa/db/queries/cash/money-moved";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { SaidBelow } from "@cfa/insights/forecast/chance-below";
import { addDays, type LocalDate } from "@cfa/values/local-date";

const DAYS = 91;

/**
 * What was said on earlier days of falling below the floor, and whether it came so: whether what could be spent then, with all that moved
 * since, lay below the floor of then at the end of one of the thirteen weeks. Limits and accounts that changed meanwhile are left as they are.
 */
export async function readChances(
  snapshot: CompanySnapshot,
  { asOf, moneyIds }: { asOf: LocalDate; moneyIds: readonly string[] },
): Promise<SaidBelow[]> {
  const said: SaidBelow[] = [];
  for (const row of await chancesSaid(snapshot, addDays(asOf, -DAYS))) {
    if (row.chance === null || row.floor === null) continue;
    const then = row.asOf as LocalDate;
    const moved = await moneyMoved(snapshot, { moneyIds, from: addDays(then, 1), to: addDays(then, DAYS) });
    let balance = row.available;
    let came = balance < row.floor && moved.every(({ week }) => week > 0);
    for (const week of moved) {
      balance += week.in - week.out;
      came ||= balance < row.floor;
    }
    said.push({ chance: row.chance, came });
  }
  return said;
}
