import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

/** What people say of a money account. Null: not said. */
export type CashAccountSaid = { ledgerGuid: string; overdraftLimit: bigint | null; isLeftOut: boolean };

/** What a company says of its money. `floor`: the sum below which it does not want to fall; null: not said. */
export type CashSaid = { floor: bigint | null; accounts: CashAccountSaid[] };

/** What is said of an account, by its ledger's GUID; of one of which nothing is said: that it counts, and no limit. */
export function saidOfAccounts({
  accounts,
}: CashSaid): (ledgerGuid: string) => Pick<CashAccountSaid, "overdraftLimit" | "isLeftOut"> {
  const known = new Map(accounts.map((one) => [one.ledgerGuid, one]));
  return (ledgerGuid) => {
    const { overdraftLimit = null, isLeftOut = false } = known.get(ledgerGuid) ?? {};
    return { overdraftLimit, isLeftOut };
  };
}

/** What the company says of its money. */
export async function cashSaid({ companyId, query }: BooksReader): Promise<CashSaid> {
  const setting = await query
    .selectFrom("company_setting")
    .select("cash_floor as floor")
    .where("company_id", "=", companyId)
    .executeTakeFirst();
  const accounts = await query
    .selectFrom("cash_account")
    .select(["ledger_guid as ledgerGuid", "overdraft_limit as overdraftLimit", "is_left_out as isLeftOut"])
    .where("company_id", "=", companyId)
    .execute();
  return {
    floor: setting?.floor ?? null,
    accounts: accounts.toSorted((a, b) => (a.ledgerGuid < b.ledgerGuid ? -1 : 1)),
  };
}

/** Keeps what a company says of its money in the place of what it said before. */
export async function keepCashSaid(tx: CompanyTx, { floor, accounts }: CashSaid): Promise<void> {
  await tx.query
    .insertInto("company_setting")
    .values({ company_id: tx.companyId, udyam_class: null, activity: null, cash_floor: floor })
    .onConflict((conflict) => conflict.column("company_id").doUpdateSet({ cash_floor: floor }))
    .execute();
  await tx.run("delete from cash_account where company_id = $1", [tx.companyId]);
  await tx.run(
    `insert into cash_account (company_id, ledger_guid, overdraft_limit, is_left_out)
     select $1, * from unnest($2::text[], $3::bigint[], $4::boolean[])`,
    [
      tx.companyId,
      accounts.map((one) => one.ledgerGuid),
      accounts.map((one) => one.overdraftLimit),
      accounts.map((one) => one.isLeftOut),
    ],
  );
}
