import { jsonWithPaise } from "@cfa/values/money";

import type { BooksReader } from "../snapshot.ts";
import { cashSaid, type CashSaid } from "./cash-settings.ts";
import { recurringSaid, type RecurringSaidRow } from "./recurring-said.ts";

/** All that people say which a forecast of cash goes by; `text`: the same, to tell whether they say otherwise since. */
export async function saidOfCash(
  reader: BooksReader,
): Promise<{ money: CashSaid; items: RecurringSaidRow[]; text: string }> {
  const money = await cashSaid(reader);
  const items = await recurringSaid(reader);
  const words = items.map(({ ledgerGuid, direction, every, said, rhythm, size }) => ({
    ledgerGuid,
    direction,
    every,
    said,
    rhythm,
    size,
  }));
  return { money, items, text: jsonWithPaise({ ...money, items: words }) };
}
