import { liveOffersTo } from "@cfa/db/queries/nudges/party-history";
import { nudgeBills, nudgeLedgers, type NudgeBillRow } from "@cfa/db/queries/nudges/party-rows";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import type { PlannedBill } from "@cfa/nudges/facts";
import type { Kind, Stage } from "@cfa/nudges/kinds";
import type { Said } from "@cfa/nudges/templates/fill";
import { partsOf, type LocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";
import { financialYearOf } from "@cfa/values/period";

/**
 * What a text would say to one party as its bills stand today, whether or not one would be sent; null: it has nothing that such a message is about.
 * `guids`: of all ledgers that are that party, its head first.
 */
export async function saidOfParty(
  reader: BooksReader,
  guids: readonly string[],
  { kind, stage, today }: { kind: Kind; stage: Stage; today: LocalDate },
): Promise<Said | null> {
  const { year } = partsOf(financialYearOf(today).from);
  const ledgers = await nudgeLedgers(reader, { guids, today, year });
  const head = ledgers.find(({ guid }) => guid === guids[0]);
  if (head === undefined || kind === "thanks") return null;
  const rows = await nudgeBills(reader, { ledgerIds: ledgers.map(({ ledgerId }) => ledgerId), today });
  const said = { party: head.name, day: today };
  if (kind === "offer") return offerTo(reader, { guids, rows, said, stage });
  const bills = rows
    .map((row) => ({ row, amount: kind === "statement" ? row.open : toAsk(row) }))
    .filter(({ amount }) => amount > 0n)
    .map(({ row, amount }) => billOf(row, amount, stage));
  if (bills.length === 0) return null;
  return { ...said, bills, amount: sum(bills.map(({ amount }) => amount)), offer: null };
}

/** What a reminder asks for: without what is disputed, only tax withheld, or paid by a post-dated receipt or likely already. */
function toAsk({ open, disputed, tdsAwaited, covered, postDated }: NudgeBillRow): bigint {
  return open - disputed - tdsAwaited - covered - postDated;
}

async function offerTo(
  reader: BooksReader,
  {
    guids,
    rows,
    said,
    stage,
  }: {
    guids: readonly string[];
    rows: readonly NudgeBillRow[];
    said: { party: string; day: LocalDate };
    stage: Stage;
  },
): Promise<Said | null> {
  for (const offer of await liveOffersTo(reader, guids)) {
    const row = rows.find(
      ({ guid, billKey, date }) =>
        guid === offer.guid && billKey === offer.billKey && date === offer.billDate,
    );
    const step = offer.steps.find(({ until }) => until >= said.day);
    if (row === undefined || step === undefined) continue;
    const off = BigInt(step.off);
    const pay = offer.amount - off;
    const terms = { pay, off, until: step.until as LocalDate };
    return { ...said, bills: [billOf(row, offer.amount, stage)], amount: pay, offer: terms };
  }
  return null;
}

function billOf(
  { guid, billKey, date, name, dueDate }: NudgeBillRow,
  amount: bigint,
  stage: Stage,
): PlannedBill {
  return {
    bill: { guid, billKey, billDate: date as LocalDate },
    name,
    dueDate: dueDate as LocalDate,
    amount,
    stage,
  };
}
