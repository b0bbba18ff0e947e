import { moneyPosition } from "@cfa/books/cash/position";
import type { CashPosition } from "@cfa/contract/cash";
import { cashSaid } from "@cfa/db/queries/cash/cash-settings";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import { readAccounts } from "./accounts.ts";

/** How much money there is at the end of a day, account by account. */
export async function readPosition(snapshot: CompanySnapshot, asOf: LocalDate): Promise<CashPosition> {
  const said = await cashSaid(snapshot);
  const accounts = await readAccounts(snapshot, { asOf, said });
  const { money, overdrawn, free, available, isLimitMissing } = moneyPosition(accounts);
  return {
    asOf,
    money: paiseToJson(money),
    overdrawn: paiseToJson(overdrawn),
    free: paiseToJson(free),
    available: paiseToJson(available),
    floor: said.floor === null ? null : paiseToJson(said.floor),
    isBelowFloor: said.floor !== null && available < said.floor,
    isLimitMissing,
    accounts: accounts.map((account) => ({
      ledgerId: idOut("ledger", account.ledgerId),
      name: account.name,
      kind: account.kind,
      balance: paiseToJson(account.balance),
      uncleared: paiseToJson(account.uncleared),
      overdraftLimit: account.overdraftLimit === null ? null : paiseToJson(account.overdraftLimit),
      isLeftOut: account.isLeftOut,
    })),
  };
}
