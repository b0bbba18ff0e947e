import { stockOn, type StockOn } from "@cfa/books/stock";
import { stockStatements } from "@cfa/db/queries/ledgers/stated-stock";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { LocalDate } from "@cfa/values/local-date";

/** What Tally has said of the stock, and the first day of the books. */
export type Stock = {
  readonly stock: StockOn;
  /** False: Tally's trial balance has come and nothing it says shows any stock. */
  readonly hasStock: boolean;
  readonly statedOn: LocalDate[];
  readonly booksFrom: LocalDate | null;
};

/** Reads all that Tally has said of the stock. */
export async function readStock(snapshot: CompanySnapshot): Promise<Stock> {
  const { values, ofTrialBalance, openings, booksFrom } = await stockStatements(snapshot);
  // Days come from the database, where they are days.
  const stated = {
    values: values.map(({ asOf, value }) => ({ asOf: asOf as LocalDate, value })),
    ofTrialBalance:
      ofTrialBalance === null ? null : { ...ofTrialBalance, asOf: ofTrialBalance.asOf as LocalDate },
    openings,
    booksFrom: booksFrom as LocalDate | null,
  };
  const opened = ofTrialBalance === null ? null : -openings - ofTrialBalance.openingDifference;
  const showsNone =
    values.length === 0 && ofTrialBalance !== null && ofTrialBalance.openingStock === 0n && opened === 0n;
  return {
    stock: stockOn(stated),
    hasStock: !showsNone,
    statedOn: stated.values.map(({ asOf }) => asOf),
    booksFrom: stated.booksFrom,
  };
}
