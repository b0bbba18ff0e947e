import { billRow, type BillRow } from "@cfa/db/queries/bills";
import { vouchersById } from "@cfa/db/queries/vouchers";
import { idIn } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";
import { namedLines } from "@cfa/db/queries/assistant/voucher-lines";

import { ApiFailure } from "../../errors.ts";
import { readStatement } from "../../present/ledgers/statement.ts";
import { readTrialBalanceWithLedgers } from "../../present/ledgers/trial-balance.ts";
import { uuidOf } from "../../uuid-of.ts";
import type { Asked, Found, Row } from "../asked.ts";
import { balance, code, count, days, ledger, money, NONE, onDay, text } from "../cells.ts";
import { overdueDays } from "./outstanding.ts";

/** One ledger's entries with the balance after each. */
export async function ledgerStatement(asked: Asked): Promise<Found> {
  const { snapshot, period, query, most } = asked;
  const ledgerId = asked.ledgers[0] ?? asked.parties[0];
  if (ledgerId === undefined) throw new ApiFailure("not-found");
  const wanted = { ledgerId, period, after: null, limit: MOST_LINES };
  const found = await readStatement(snapshot, wanted);
  const rows = found.rows.map((line): Row => ({
    cells: [
      { kind: "voucher", value: line.voucherId, name: line.number === "" ? line.type : line.number },
      onDay(line.date),
      text(line.type),
      balance(paiseFromJson(line.amount)),
      balance(paiseFromJson(line.balance)),
      text(line.narration),
    ],
    amount: paiseFromJson(line.amount),
    day: line.date,
  }));
  const inDays = query.order === "latest" ? rows.toReversed() : rows;
  return {
    figures: [
      ["closing", balance(paiseFromJson(found.closing))],
      ["opening", balance(paiseFromJson(found.opening))],
      ["debit", money(paiseFromJson(found.debit))],
      ["credit", money(paiseFromJson(found.credit))],
    ],
    columns: ["voucher", "day", "type", "amount", "balance", "narration"],
    // Of more entries than are shown, the latest.
    rows: query.order === null ? inDays.slice(-most) : inDays,
    rowCount: rows.length,
    vouchers: found.rows.map((line) => uuid(line.voucherId)),
    caveats: found.nextCursor === null ? [] : [["rows-cut"]],
  };
}

const MOST_LINES = 5_000;

/** What the wire names, by the name inside. */
function uuid(voucherId: string): string | null {
  const found = idIn("voucher", voucherId);
  return found.ok ? found.value : null;
}

/** The balance of each ledger, and that both sides are equal. */
export async function trialBalance(asked: Asked): Promise<Found> {
  const { snapshot, asOf, words, most } = asked;
  const whole = await readTrialBalanceWithLedgers(snapshot, { asOf, limit: most });
  const stock = whole.openingStock;
  return {
    figures: [
      ["debit", money(paiseFromJson(whole.debit))],
      ["credit", money(paiseFromJson(whole.credit))],
      ...(stock === null ? [] : ([["openingStock", balance(paiseFromJson(stock.amount))]] as const)),
      ...(whole.openingDifference === "0"
        ? []
        : ([["difference", balance(paiseFromJson(whole.openingDifference))]] as const)),
    ],
    columns: ["ledger", "debit", "credit", "type"],
    rows: whole.ledgers.map((row): Row => {
      const amount = paiseFromJson(row.balance);
      return {
        cells: [
          { kind: "ledger", value: row.ledgerId, name: row.name },
          amount > 0n ? money(amount) : NONE,
          amount < 0n ? money(-amount) : NONE,
          text(row.path.at(-1) ?? words.codes["no-party"]),
        ],
        amount,
        day: null,
      };
    }),
    rowCount: whole.withBalance,
  };
}

/** One voucher with its entries; asked for by a bill, the one that made it, and first what is still open of the bill. */
export async function oneVoucher(asked: Asked): Promise<Found> {
  const { snapshot, query, today } = asked;
  const codes: Readonly<Record<string, string>> = asked.words.codes;
  const bill = query.voucherId === null ? await billAsked(asked) : null;
  const id = query.voucherId === null ? (bill?.voucherId ?? null) : uuidOf("voucher", query.voucherId);
  const found = id === null ? undefined : (await vouchersById(snapshot, [id])).get(id);
  if (found === undefined && query.voucherId !== null) throw new ApiFailure("not-found");
  const ofBill = bill === null ? [] : figuresOfBill(bill, today);
  if (found === undefined || id === null) return { figures: ofBill, period: null, asOf: today };
  const lines = await namedLines(snapshot, id);
  const debits = lines.reduce((sum, { amount }) => (amount > 0n ? sum + amount : sum), 0n);
  return {
    figures: [
      ...ofBill,
      ["amount", money(debits)],
      ["number", text(found.number)],
      ["type", text(found.type)],
      ["day", onDay(found.date)],
      ["reference", text(found.reference)],
      ["narration", text(found.narration)],
      ...(found.state === "posted" ? [] : ([["state", code(found.state, codes[found.state])]] as const)),
      ["count", count(lines.length)],
    ],
    columns: ["ledger", "debit", "credit"],
    rows: lines.map(({ ledgerId, name, amount }) => ({
      cells: [
        ledger(ledgerId, name),
        amount > 0n ? money(amount) : NONE,
        amount < 0n ? money(-amount) : NONE,
      ],
      amount,
      day: null,
    })),
    vouchers: [id],
    period: null,
    asOf: bill === null ? null : today,
  };
}

async function billAsked({ snapshot, query, today }: Asked): Promise<BillRow> {
  const billId = uuidOf("bill", query.billId ?? "");
  const found = await billRow(snapshot, { billId, asOf: today });
  if (found === undefined) throw new ApiFailure("not-found");
  return found;
}

/** What is still open of a bill, and since when. */
function figuresOfBill(bill: BillRow, today: LocalDate): Found["figures"] {
  return [
    ["open", money(bill.open)],
    ["due", onDay(bill.dueDate)],
    ["overdueDays", days(overdueDays(bill, today))],
  ];
}
