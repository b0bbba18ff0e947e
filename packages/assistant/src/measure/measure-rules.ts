import type { Measure } from "@cfa/contract/assistant-kinds";

import { any, before, type Seen } from "./seen.ts";
import { sideOf } from "./side.ts";

/** A measure, or two of which the question does not say which is meant. */
export type Ruled = Measure | readonly [Measure, Measure];

type Rule = (seen: Seen) => Ruled | null;

const when = (holds: boolean, measure: Ruled): Ruled | null => (holds ? measure : null);

const STOCK = [
  "pending",
  "owe",
  "due",
  "debtor",
  "creditor",
  "take",
  "give",
  "must",
  "must-take",
  "overdue",
  "late",
  "balance",
  "we-owe",
  "owe-us",
  "stuck",
  "must-pay-us",
  "we-must-pay",
];
const FLOW = [
  "collect",
  "received",
  "came",
  "paid",
  "payment",
  "paid-in",
  "paid-out",
  "sale",
  "purchase",
  "spend",
];

/** Whether it is of what is to come. */
function isAhead(seen: Seen): boolean {
  return any(seen, "future", "will-come", "expect", "forecast") || seen.time === "ahead";
}

/** What one word, or two of them, can mean but one thing. */
const own: Rule = (seen) => {
  const has = (...meanings: string[]): boolean => any(seen, ...meanings);
  return (
    when(has("trial"), "trial-balance") ??
    when(has("tds"), "tds-awaited") ??
    when(has("dso"), "days-outstanding") ??
    when(has("gst-output") && !has("gst-input", "net"), "gst-output") ??
    when(has("gst-input") && !has("gst-output", "net"), "gst-input") ??
    when(has("gst", "gst-output", "gst-input"), "gst") ??
    when(
      has("draft") && (has("remind", "message", "letter", "call") || (seen.party !== null && !has("ledger"))),
      "draft-reminder",
    ) ??
    when(has("call") && has("letter", "remind"), "draft-reminder") ??
    when(has("promise", "not-on-time") && !has("owe"), "promises") ??
    when(has("remind", "message") && !has("draft"), "messages") ??
    when(has("discount", "offer") && has("spend", "loss"), "offer-cost") ??
    when(seen.hasPercent && !has("margin", "profit", "growth", "gst", "share"), "offer-cost") ??
    when(has("discount", "offer"), "offers") ??
    when(has("duplicate"), "duplicates") ??
    when(has("unadjusted"), "unadjusted") ??
    when(
      has("negative") &&
        !has("future") &&
        seen.time !== "ahead" &&
        has("cash", "ledger", "bank", "balance", "money"),
      "negative-cash",
    ) ??
    when(has("tally") && has("match", "difference", "compare"), "tie-out") ??
    when(has("count-bills") && !has(...STOCK, "remind"), "voucher-count") ??
    when(has("match") && has("data", "how-much", "balance", "our", "which", "ledger"), "tie-out") ??
    when(has("tie-out"), "tie-out") ??
    when(has("sync", "data-age") || (has("data", "tally") && has("when", "last", "fresh", "old")), "sync") ??
    when(has("daybook"), "day-book") ??
    when(
      has("booked") &&
        has("which", "show") &&
        seen.ledger !== "expense" &&
        !has("sale", "purchase", "spend", "voucher"),
      "day-book",
    ) ??
    when(isOldCustomers(seen), "lost-customers") ??
    when(has("payables-due"), sideOf(seen) === "in" ? "bills-due" : "payables-due")
  );
};

/** Who took goods in some days and nothing in others. */
function isOldCustomers(seen: Seen): boolean {
  const times = seen.meanings.filter((meaning) => meaning === "{time}").length;
  const isOfMoney = any(seen, "pending", "pay", "payment", "due", "overdue");
  const isBought = any(seen, "bought", "purchase", "sale", "lump") || !any(seen, "paid");
  return times > 1 && any(seen, "not") && any(seen, "party", "who") && isBought && !isOfMoney;
}

/** How and when somebody pays. */
const payer: Rule = (seen) => {
  const has = (...meanings: string[]): boolean => any(seen, ...meanings);
  const pays = has("pay", "payment", "paid", "paid-in", "give", "money", "do", "pay-us", "collect");
  if (has("how-long", "days") && has("needs") && (seen.party !== null || has("party"))) return "days-to-pay";
  if (before(seen, "late", "we") && has("pay", "payment")) return "overdue-payable";
  if (has("how-long") && has("we", "our") && !has("us", "party") && sideOf(seen) === "out")
    return "overdue-payable";
  if (has("how-long") && !has("overdue", "old", "sale") && (pays || has("needs", "party", "habit")))
    return "days-to-pay";
  if (
    has("habit") &&
    has("late", "overdue", "delay") &&
    (has("party", "who") || seen.party !== null) &&
    !has("pending", "how-much")
  )
    return "days-to-pay";
  if (has("takes-time") || (has("habit", "slow", "delay") && pays && !has("month", "week", "sale", "spend")))
    return "days-to-pay";
  if (has("delay", "slow") && (has("party", "habit") || seen.party !== null) && !has("pending"))
    return "days-to-pay";
  // "in the late class": the class is asked for, not what is late.
  const isOfClass = has("class") && has("category", "party") && !has("how-much");
  const isFilter =
    has(...STOCK.filter((word) => word !== "late" || !isOfClass), "collect", "sale") || has("falls");
  if (has("on-time") && has("pay-us") && !isAhead(seen)) return "payment-class";
  if (
    has("good-payer") ||
    (has("on-time") && has("pay", "payment", "give") && !has("debtor") && !isAhead(seen))
  )
    return "payment-class";
  if (has("how") && (seen.party !== null || has("party")) && !isFilter) return "payment-class";
  const isOfMoney = has("debtor", "pending", "owe", "owe-us", "sale", "collect", "overdue");
  if (has("prompt") && has("risky") && !isOfMoney) return "payment-class";
  if (has("class", "risky", "prompt") && !isFilter) return "payment-class";
  const isAsked =
    has("when") || (has("on-time", "expect", "forecast") && !has("collect", "how-much", "money"));
  const isTheirs = seen.party !== "supplier";
  const isOne = isTheirs && (seen.party !== null || seen.hasBill || has("bill"));
  if (isAsked && isOne && (has("pay", "will-come", "expect", "future") || isAhead(seen)) && !has("last-time"))
    return "expected-payment";
  if (isAsked && isTheirs && has("when") && has("expect") && has("pay") && has("party"))
    return "expected-payment";
  const isPast = has("paid", "payment", "do", "paid-in", "paid-out", "came", "received", "collect", "pay");
  const isWhen = has("when") && isPast && !isAhead(seen);
  if ((has("last-time") || isWhen || (has("last") && isPast)) && seen.limit === null && !has("sale"))
    return sideOf(seen) === "out" ? "last-payment" : "last-receipt";
  return null;
};

/** Of cash and what is to come. */
const ahead: Rule = (seen) => {
  const has = (...meanings: string[]): boolean => any(seen, ...meanings);
  if (
    has("after-due") ||
    (has("after") && has("left") && has("pay", "paid", "payment", "clear", "due", "creditor"))
  )
    return "cash-after-dues";
  if (has("left") && has("must", "we-pay", "we-must-pay", "clear") && !has("falls")) return "cash-after-dues";
  if (has("left") && has("cash", "money") && has("due", "creditor", "supplier")) return "cash-after-dues";
  if (has("can-pay"))
    return has("due", "clear", "creditor", "supplier", "bill") ? "cash-after-dues" : "cash-forecast";
  const hasCash = has("cash", "bank", "money");
  if (
    has("expect", "forecast", "future", "how") &&
    has("cash", "bank") &&
    has("balance", "position", "how", "trend")
  )
    return "cash-forecast";
  if (has("negative") && has("cash", "bank", "money", "balance")) return "cash-forecast";
  if (has("short") && (hasCash || has("can", "future", "forecast") || seen.time === "ahead"))
    return "cash-forecast";
  if (has("can") && has("pay", "salary", "spend") && !has("discount")) return "cash-forecast";
  if (has("forecast", "future") && hasCash && !has("collect", "received", "will-come", "party", "came"))
    return "cash-forecast";
  if (seen.time === "ahead" && has("cash", "bank") && !has("collect", "will-come", "expect", "give", "must"))
    return "cash-forecast";
  if (has("future") && has("pay") && has("how-much") && !has("due", "we", "must")) return "expected-receipts";
  const isIn =
    has("collect", "received", "will-come", "paid-in", "came", "party") ||
    (has("money") && !has("give", "must"));
  if (has("expect", "forecast") && (isIn || has("pay", "pay-us", "payment", "debtor")))
    return "expected-receipts";
  if (
    has("will-come") ||
    (has("collect", "received", "paid-in", "came") && isAhead(seen) && !has("due", "falls", "must-take"))
  )
    return "expected-receipts";
  return null;
};

/** Looked up in the books. */
const books: Rule = (seen) => {
  const has = (...meanings: string[]): boolean => any(seen, ...meanings);
  const isOf = has(...STOCK) && !has("balance");
  if (has("count") && has("voucher", "bill", "transaction") && !isOf && !has("return", "remind"))
    return "voucher-count";
  if ((seen.hasVoucher || seen.hasBill) && !has("remind")) return "voucher";
  if (has("sale-return", "credit-note")) return "sales-returns";
  if (has("purchase-return", "debit-note")) return "purchase-returns";
  if (has("return")) {
    if (has("purchase", "supplier") || seen.party === "supplier" || before(seen, "we", "return"))
      return "purchase-returns";
    return has("sale", "party", "came", "pay-us") || seen.party === "customer"
      ? "sales-returns"
      : ["sales-returns", "purchase-returns"];
  }
  const isNamed = seen.party !== null || seen.ledger !== null;
  if (has("cash-book") && has("bank")) return "cash-balance";
  if (has("cash-book", "bank-book")) return "ledger-statement";
  if (isNamed && has("ledger") && !has("balance", "how-much")) return "ledger-statement";
  if (
    isNamed &&
    has("transaction", "voucher") &&
    !has("count", "payment", "paid-out", "collect", "paid-in", "sale", "purchase")
  )
    return "ledger-statement";
  if (isNamed && has("account") && !isOf && !has("balance", "how-much", "money", "hold", ...FLOW))
    return "ledger-statement";
  if (has("voucher", "transaction") && !has(...FLOW) && !isOf) return "day-book";
  return null;
};

/** Of the profit and loss account. */
const trade: Rule = (seen) => {
  const has = (...meanings: string[]): boolean => any(seen, ...meanings);
  if (has("gross-profit") || (has("margin") && !has("net-profit"))) return "gross-profit";
  if (has("profit", "loss", "net-profit")) return "net-profit";
  const isBought = has("bought", "purchase") || (has("sale") && has("party"));
  if (has("stop") && (isBought || has("party", "sale"))) return "lost-customers";
  if (has("not") && isBought && !has("pending", "paid", "pay")) return "lost-customers";
  const isOwing = has(
    "pending",
    "we-owe",
    "owe-us",
    "late",
    "owe",
    "overdue",
    "debtor",
    "creditor",
    "must-take",
    "take",
    "collect",
    "must",
    "due",
    "falls",
  );
  if (has("sale", "bought") && has("future") && seen.time === "ahead") return null;
  if (has("raised") && has("bill") && !isOwing && seen.party !== "supplier" && !has("supplier", "purchase"))
    return "sales";
  if (has("sale") && !has("purchase") && !isOwing) return "sales";
  if (has("bought") && !has("supplier") && seen.party !== "supplier" && !isOwing) {
    const isTheirs = seen.party !== null || has("party") || before(seen, "who", "bought");
    return isTheirs && !before(seen, "we", "bought") ? "sales" : "purchases";
  }
  if (has("purchase", "bought") && !isOwing) return "purchases";
  if (has("goods") && seen.party !== null && !isOwing)
    return seen.party === "supplier" ? "purchases" : "sales";
  if (has("goods") && has("supplier") && !isOwing) return "purchases";
  if (has("spend") || (has("salary") && !has("pending"))) return "expenses";
  if (seen.ledger === "expense" && !has("balance", "ledger")) return "expenses";
  if (has("money") && has("category") && !has("pending", "bank", "came")) return "expenses";
  return null;
};

/** What is owed. */
const owed: Rule = (seen) => {
  const has = (...meanings: string[]): boolean => any(seen, ...meanings);
  if (seen.ledger !== null && seen.party === null && !has("overdue", "late", ...FLOW)) return null;
  const isBoth =
    (has("both") && !has("cash", "bank")) ||
    (has("owe-us") && has("we-owe")) ||
    (has("position") && seen.party !== null) ||
    (has("net") && (has("position", "balance", "party", "debtor", "take") || seen.party !== null));
  if (isBoth) return "net-position";
  const side = sideOf(seen);
  const by = (received: Measure, paid: Measure): Ruled =>
    side === null ? [received, paid] : side === "in" ? received : paid;
  const isStock = has(...STOCK) || (has("bill") && has("old"));
  if (has("overdue", "late") || (seen.hasDays && !has("ageing") && (isStock || has("bill", "old"))))
    return side === "out" ? "overdue-payable" : "overdue-receivable";
  if (has("old") && has("bill", "pending", "due", "debtor"))
    return by("overdue-receivable", "overdue-payable");
  const isToday =
    seen.time === "today" && !has("at-end") && has("due", "falls", "must", "must-pay-us", "we-must-pay");
  const isDated = seen.time === "ahead" || seen.time === "open" || isToday;
  const isDue = has(
    "due",
    "falls",
    "must",
    "must-take",
    "must-pay-us",
    "we-must-pay",
    "give",
    "take",
    "pending",
    "owe",
    "debtor",
    "creditor",
    "we-owe",
    "owe-us",
  );
  // "closing dues on 31 March": as they stood.
  if (has("balance") && isDue && (seen.time === "ahead" || seen.time === "today") && !has("falls", "future"))
    return by("receivable", "payable");
  const toPay = has("payment", "pay", "paid-out", "we-pay", "pay-us", "bill");
  if ((isDated && (isDue || (toPay && isAhead(seen)))) || (toPay && has("future"))) {
    if (
      seen.time === "open" &&
      has("owe", "owe-us", "we-owe", "pending", "balance", "stuck") &&
      !has("falls", "due")
    )
      return by("receivable", "payable");
    return by("bills-due", "payables-due");
  }
  if (has("falls") && seen.time === null && !has("owe", "pending")) return by("bills-due", "payables-due");
  // "suppliers total to pay as on 31 March": as it stood.
  if (has("at-end") && has("pay", "must") && !has("paid", "do")) return by("receivable", "payable");
  if (isFlow(seen)) return null;
  if (has("ageing")) return by("receivable", "payable");
  if (
    isStock ||
    (seen.party !== null && has("account", "how-much", "status") && !has("sent-out", "goods", "payment"))
  ) {
    if (
      seen.party === null &&
      has("balance") &&
      !has("pending", "due", "owe", "party", "supplier", "debtor", "creditor")
    )
      return null;
    return by("receivable", "payable");
  }
  return null;
};

/** Money that went one way or the other, in days that were. */
function isFlow(seen: Seen): boolean {
  const isPaid = any(seen, "collect", "received", "came", "paid-in", "paid-out", "paid", "we-pay", "pay-us");
  if (any(seen, "pending", "owe", "balance", "debtor", "creditor", "must-take")) return false;
  if (any(seen, "must", "we-must-pay", "must-pay-us") && !isPaid) return false;
  return (
    isPaid ||
    (any(seen, "payment", "pay") &&
      (seen.limit !== null || seen.time === "past" || any(seen, "do", "how-much")))
  );
}

const MONEY = new Set([
  "money",
  "how-much",
  "balance",
  "our",
  "we",
  "us",
  "hold",
  "show",
  "cash-hold",
  "{time}",
  "which",
  "position",
  "total",
]);

/** "Payments" of themselves are those made, as Tally has it, where they are listed or were made. */
function madeSide(seen: Seen): "out" | null {
  const isListed = any(seen, "which", "show", "{above}", "{below}", "{between}", "do");
  return any(seen, "payment") && isListed ? "out" : null;
}

const money: Rule = (seen) => {
  const has = (...meanings: string[]): boolean => any(seen, ...meanings);
  const isMoved = has(
    "collect",
    "received",
    "came",
    "paid-in",
    "paid-out",
    "paid",
    "payment",
    "pay",
    "pay-us",
    "we-pay",
  );
  if (has("cash-hold") && has("cash", "bank", "money") && !has("collect", "paid-in"))
    return seen.ledger === null ? "cash-balance" : "ledger-balance";
  if (seen.ledger !== null && has("hold")) return "ledger-balance";
  if (has("sent-out") && seen.party !== null && sideOf(seen) === "out") return "payments";
  if (isMoved && seen.ledger === "expense") return "expenses";
  if (isMoved && !has("pending", "owe")) {
    const isToSupplier =
      has("supplier") && has("received", "collect") && has("us", "our", "we") && !has("party");
    const side =
      has("paid-out") || isToSupplier
        ? "out"
        : has("collect", "received", "came", "paid-in", "pay-us")
          ? "in"
          : (sideOf(seen) ?? madeSide(seen));
    return side === null ? ["receipts", "payments"] : side === "in" ? "receipts" : "payments";
  }
  if (seen.ledger !== null) return "ledger-balance";
  if (has("cash", "bank")) return "cash-balance";
  if (has("money") && seen.meanings.every((meaning) => MONEY.has(meaning))) return "cash-balance";
  if (has("top", "most", "good", "zyada") && has("supplier") !== has("party"))
    return has("supplier") ? "purchases" : "sales";
  return null;
};

const RULES: readonly Rule[] = [own, payer, ahead, books, trade, owed, money];

/** The measure that a question's words say, by rules of the trade from the most telling words to the least; null where none tells. */
export function ruledMeasure(seen: Seen): Ruled | null {
  for (const rule of RULES) {
    const found = rule(seen);
    if (found !== null) return found;
  }
  return null;
}
