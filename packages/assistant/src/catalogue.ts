import type { Grouping, Measure } from "@cfa/contract/assistant-kinds";
import type { TypedQuery } from "@cfa/contract/assistant-query";

/** What besides time and grouping a measure can be narrowed by. `class`: of customers. */
export const FILTERS = [
  "customers",
  "suppliers",
  "ledgers",
  "bill",
  "voucher",
  "amount",
  "moreThanDays",
  "class",
  "percent",
] as const;
export type Filter = (typeof FILTERS)[number];

/** `period`: of days that were. `ahead`: of days to come. `day`: as it stood at the end of one. `none`: as it stands. */
export type TakesTime = "period" | "ahead" | "day" | "none";

/** The days meant where none are said. `all`: no end to either side. */
export type UsualTime =
  | "today"
  | "this-month"
  | "this-year"
  | "last-year"
  | "next-7-days"
  | "next-30-days"
  | "to-month-end"
  | "all";

export type Unit = "money" | "days" | "count" | "list";

/** What a measure knows. The first of `needs` that is given will do; of what it needs it takes one only where `ofOne`. */
export type MeasureRule = {
  readonly time: TakesTime;
  readonly usual: UsualTime;
  readonly groupings: readonly Grouping[];
  /** Over a period, though it takes a day, where it is taken apart by day, week or month. */
  readonly isTrend: boolean;
  readonly thenBy: readonly Grouping[];
  readonly filters: readonly Filter[];
  readonly needs: readonly Filter[];
  readonly ofOne: boolean;
  readonly orders: readonly NonNullable<TypedQuery["order"]>[];
  readonly isCompared: boolean;
  readonly unit: Unit;
  /** Questions that ask for it, to show as such. They name nobody, so that anyone can ask them, but where one must be named ("…"). */
  readonly examples: { readonly en: readonly string[]; readonly hi: readonly string[] };
};

const rule = (
  given: Partial<MeasureRule> & Pick<MeasureRule, "time" | "usual" | "unit"> & { en: string; hi: string },
): MeasureRule => {
  const { en, hi, ...known } = given;
  return {
    groupings: [],
    isTrend: false,
    thenBy: [],
    filters: [],
    needs: [],
    ofOne: false,
    orders: [],
    isCompared: false,
    ...known,
    examples: { en: en.split("|"), hi: hi.split("|") },
  };
};

const RUNS = ["day", "week", "month"] as const;
const BY_FIGURE = ["most", "least"] as const;
const EITHER = ["most", "least", "latest", "earliest"] as const;

const ownedBy = {
  time: "day",
  usual: "today",
  unit: "money",
  groupings: ["party", "bill", "age"],
  thenBy: ["age"],
  orders: EITHER,
} as const;
const flow = {
  time: "period",
  usual: "this-month",
  unit: "money",
  isCompared: true,
  orders: EITHER,
} as const;

/** What each measure can be asked for. */
export const CATALOGUE: Readonly<Record<Measure, MeasureRule>> = {
  receivable: rule({
    ...ownedBy,
    filters: ["customers", "amount", "moreThanDays", "class"],
    en: "How much do customers owe us?|Who owes us the most?",
    hi: "ग्राहकों से कितना लेना है?|सबसे ज़्यादा किससे लेना है?",
  }),
  "overdue-receivable": rule({
    ...ownedBy,
    filters: ["customers", "amount", "moreThanDays", "class"],
    en: "How much is overdue?|Which bills are overdue by more than 60 days?",
    hi: "कितना ओवरड्यू है?|60 दिन से ज़्यादा पुराने ओवरड्यू बिल कौन से हैं?",
  }),
  payable: rule({
    ...ownedBy,
    filters: ["suppliers", "amount", "moreThanDays"],
    en: "How much do we owe suppliers?|Creditors by age",
    hi: "सप्लायरों को कितना देना है?|किस सप्लायर को सबसे ज़्यादा देना है?",
  }),
  "overdue-payable": rule({
    ...ownedBy,
    filters: ["suppliers", "amount", "moreThanDays"],
    en: "Which supplier bills are overdue?|How much are we late in paying suppliers?",
    hi: "सप्लायर के कौन से बिल ओवरड्यू हैं?",
  }),
  "bills-due": rule({
    time: "ahead",
    usual: "next-7-days",
    unit: "money",
    groupings: ["party", "bill", ...RUNS],
    filters: ["customers", "amount", "class"],
    orders: EITHER,
    en: "Which customer bills fall due this week?",
    hi: "इस हफ़्ते किन ग्राहकों के बिल की तारीख़ है?",
  }),
  "payables-due": rule({
    time: "ahead",
    usual: "next-7-days",
    unit: "money",
    groupings: ["party", "bill", ...RUNS],
    filters: ["suppliers", "amount"],
    orders: EITHER,
    en: "Whom do we have to pay this week?",
    hi: "इस हफ़्ते किसको पेमेंट करना है?",
  }),
  "net-position": rule({
    time: "day",
    usual: "today",
    unit: "money",
    groupings: ["party"],
    filters: ["customers", "suppliers", "amount"],
    orders: BY_FIGURE,
    en: "What is our net position with customers who are suppliers too?",
    hi: "लेना-देना मिलाकर नेट कितना है?",
  }),
  "last-receipt": rule({
    time: "none",
    usual: "all",
    unit: "money",
    groupings: ["party"],
    filters: ["customers"],
    orders: EITHER,
    en: "When did each customer last pay?",
    hi: "किस ग्राहक ने आख़िरी बार कब पैसा दिया?",
  }),
  "last-payment": rule({
    time: "none",
    usual: "all",
    unit: "money",
    groupings: ["party"],
    filters: ["suppliers"],
    orders: EITHER,
    en: "When did we last pay each supplier?",
    hi: "सप्लायर को आख़िरी पेमेंट कब किया?",
  }),
  receipts: rule({
    ...flow,
    groupings: ["party", "voucher", "ledger", ...RUNS],
    thenBy: RUNS,
    filters: ["customers", "ledgers", "amount", "class"],
    en: "How much did we collect this month?|Last 10 receipts",
    hi: "इस महीने कितना कलेक्शन आया?|आज कितना पैसा आया?",
  }),
  payments: rule({
    ...flow,
    groupings: ["party", "voucher", "ledger", ...RUNS],
    thenBy: RUNS,
    filters: ["suppliers", "ledgers", "amount"],
    en: "How much did we pay suppliers this month?",
    hi: "इस महीने सप्लायरों को कितना पेमेंट किया?",
  }),
  sales: rule({
    ...flow,
    groupings: ["party", "voucher", "ledger", "type", ...RUNS],
    thenBy: RUNS,
    filters: ["customers", "ledgers", "amount", "class"],
    en: "Sales this month against last month|Top 5 customers by sales this year",
    hi: "इस महीने कितनी बिक्री हुई?|महीने के हिसाब से बिक्री दिखाओ",
  }),
  "sales-returns": rule({
    ...flow,
    groupings: ["party", "voucher", ...RUNS],
    thenBy: RUNS,
    filters: ["customers", "amount"],
    en: "Sales returns this month",
    hi: "इस महीने ग्राहकों ने कितना माल वापस किया?",
  }),
  purchases: rule({
    ...flow,
    groupings: ["party", "voucher", "ledger", "type", ...RUNS],
    thenBy: RUNS,
    filters: ["suppliers", "ledgers", "amount"],
    en: "Purchases this month by supplier",
    hi: "इस महीने कितनी ख़रीद हुई?",
  }),
  "purchase-returns": rule({
    ...flow,
    groupings: ["party", "voucher", ...RUNS],
    thenBy: RUNS,
    filters: ["suppliers", "amount"],
    en: "Purchase returns this year",
    hi: "सप्लायर को कितना माल वापस किया?",
  }),
  "lost-customers": rule({
    time: "period",
    usual: "last-year",
    unit: "list",
    groupings: ["party"],
    filters: ["customers", "amount"],
    orders: EITHER,
    isCompared: true,
    en: "Which customers bought last year but not this year?",
    hi: "कौन से ग्राहक अब नहीं ख़रीदते?",
  }),
  expenses: rule({
    ...flow,
    groupings: ["ledger", "voucher", ...RUNS],
    thenBy: RUNS,
    filters: ["ledgers", "amount"],
    en: "Biggest expenses this month|Expenses by month this year",
    hi: "इस महीने कितना ख़र्चा हुआ?|सबसे बड़े ख़र्चे कौन से हैं?",
  }),
  "net-profit": rule({
    ...flow,
    usual: "this-year",
    groupings: ["month", "ledger"],
    orders: BY_FIGURE,
    en: "Are we making a profit this year?",
    hi: "इस साल मुनाफ़ा कितना हुआ?",
  }),
  "gross-profit": rule({
    ...flow,
    usual: "this-year",
    groupings: ["month"],
    orders: BY_FIGURE,
    en: "Gross profit this year",
    hi: "इस साल ग्रॉस मुनाफ़ा कितना है?",
  }),
  gst: rule({
    ...flow,
    groupings: ["month", "ledger"],
    orders: BY_FIGURE,
    en: "GST payable for last month",
    hi: "पिछले महीने का जीएसटी कितना है?",
  }),
  "gst-output": rule({
    ...flow,
    groupings: ["month", "ledger"],
    orders: BY_FIGURE,
    en: "Output GST of last month",
    hi: "पिछले महीने का आउटपुट जीएसटी कितना है?",
  }),
  "gst-input": rule({
    ...flow,
    groupings: ["month", "ledger"],
    orders: BY_FIGURE,
    en: "Input GST of last month",
    hi: "पिछले महीने का इनपुट जीएसटी कितना है?",
  }),
  "tds-awaited": rule({
    time: "none",
    usual: "all",
    unit: "money",
    groupings: ["party"],
    filters: ["customers", "amount"],
    orders: BY_FIGURE,
    en: "Which TDS certificates are awaited?",
    hi: "किस पार्टी का टीडीएस सर्टिफ़िकेट बाक़ी है?",
  }),
  "cash-balance": rule({
    time: "day",
    usual: "today",
    unit: "money",
    groupings: ["ledger", ...RUNS],
    isTrend: true,
    filters: ["ledgers", "amount"],
    orders: BY_FIGURE,
    isCompared: false,
    en: "How much cash and bank balance do we have?",
    hi: "बैंक और नक़द में कितना पैसा है?",
  }),
  "ledger-balance": rule({
    time: "day",
    usual: "today",
    unit: "money",
    groupings: ["ledger", ...RUNS],
    isTrend: true,
    filters: ["ledgers", "amount"],
    needs: ["ledgers"],
    orders: BY_FIGURE,
    en: "Balance of the ledger …",
    hi: "… खाते का बैलेंस कितना है?",
  }),
  "cash-forecast": rule({
    time: "ahead",
    usual: "next-30-days",
    unit: "money",
    groupings: RUNS,
    en: "Will we run short of cash in the next 30 days?",
    hi: "अगले महीने पैसे कम पड़ेंगे क्या?",
  }),
  "expected-receipts": rule({
    time: "ahead",
    usual: "next-7-days",
    unit: "money",
    groupings: ["party", "bill", ...RUNS],
    filters: ["customers", "amount", "class"],
    orders: EITHER,
    en: "How much money is expected next week?",
    hi: "अगले हफ़्ते कितना पैसा आने की उम्मीद है?",
  }),
  "cash-after-dues": rule({
    time: "ahead",
    usual: "to-month-end",
    unit: "money",
    en: "How much is left after paying all bills due this month?",
    hi: "इस महीने के सब बिल चुकाने के बाद कितना बचेगा?",
  }),
  "ledger-statement": rule({
    time: "period",
    usual: "this-year",
    unit: "list",
    filters: ["customers", "suppliers", "ledgers"],
    needs: ["customers", "suppliers", "ledgers"],
    ofOne: true,
    orders: ["latest", "earliest"],
    en: "Show the ledger of …",
    hi: "… का खाता दिखाओ",
  }),
  "trial-balance": rule({
    time: "day",
    usual: "today",
    unit: "list",
    groupings: ["ledger"],
    en: "Trial balance as of today",
    hi: "आज का ट्रायल बैलेंस दिखाओ",
  }),
  "day-book": rule({
    time: "period",
    usual: "today",
    unit: "list",
    groupings: ["voucher", "type", "day"],
    filters: ["customers", "suppliers", "ledgers", "amount"],
    orders: EITHER,
    en: "Day book for yesterday",
    hi: "आज की एंट्री दिखाओ",
  }),
  voucher: rule({
    time: "none",
    usual: "all",
    unit: "list",
    filters: ["voucher", "bill"],
    needs: ["voucher", "bill"],
    ofOne: true,
    en: "Show voucher number …",
    hi: "वाउचर … दिखाओ",
  }),
  "voucher-count": rule({
    time: "period",
    usual: "this-month",
    unit: "count",
    groupings: ["type", "party", ...RUNS],
    thenBy: RUNS,
    filters: ["customers", "suppliers"],
    orders: BY_FIGURE,
    isCompared: true,
    en: "How many vouchers were entered this month by type?",
    hi: "इस महीने कितने वाउचर बने?",
  }),
  unadjusted: rule({
    time: "period",
    usual: "all",
    unit: "money",
    groupings: ["party", "voucher"],
    filters: ["customers", "suppliers", "amount"],
    orders: EITHER,
    en: "Which receipts are not adjusted against any bill?",
    hi: "कौन सी रसीद किसी बिल से नहीं जुड़ी है?",
  }),
  duplicates: rule({
    time: "period",
    usual: "this-year",
    unit: "list",
    groupings: ["party"],
    filters: ["customers", "suppliers", "amount"],
    orders: EITHER,
    en: "Find possible duplicate invoices",
    hi: "कोई बिल दो बार चढ़ा है क्या?",
  }),
  "negative-cash": rule({
    time: "period",
    usual: "this-year",
    unit: "list",
    groupings: ["ledger", "day"],
    filters: ["ledgers"],
    orders: EITHER,
    en: "On which days was cash negative?",
    hi: "किस दिन नक़द माइनस में गया?",
  }),
  "days-to-pay": rule({
    time: "none",
    usual: "all",
    unit: "days",
    groupings: ["party", "class"],
    filters: ["customers", "class"],
    orders: BY_FIGURE,
    en: "Which customers take longest to pay?",
    hi: "कौन से ग्राहक सबसे देर से पैसा देते हैं?",
  }),
  "payment-class": rule({
    time: "none",
    usual: "all",
    unit: "list",
    groupings: ["party", "class"],
    filters: ["customers", "class"],
    orders: BY_FIGURE,
    en: "Which customers are risky and why?",
    hi: "कौन से ग्राहक जोखिम वाले हैं?",
  }),
  "expected-payment": rule({
    time: "none",
    usual: "all",
    unit: "list",
    groupings: ["party", "bill"],
    filters: ["customers", "bill", "amount"],
    orders: EITHER,
    en: "When is each open bill likely to be paid?",
    hi: "बाक़ी बिलों का पैसा कब तक आएगा?",
  }),
  "days-outstanding": rule({
    time: "day",
    usual: "today",
    unit: "days",
    groupings: ["month"],
    isTrend: true,
    en: "What is our DSO?",
    hi: "हमारा डीएसओ कितना है?",
  }),
  offers: rule({
    time: "period",
    usual: "all",
    unit: "list",
    groupings: ["party"],
    filters: ["customers", "amount"],
    orders: EITHER,
    en: "Which customers should get an early payment offer?",
    hi: "किन ग्राहकों को जल्दी पेमेंट का ऑफ़र दें?",
  }),
  "offer-cost": rule({
    time: "day",
    usual: "today",
    unit: "money",
    filters: ["customers", "class", "percent", "moreThanDays"],
    needs: ["percent"],
    ofOne: true,
    en: "What would a 2% discount to everyone overdue cost?",
    hi: "ओवरड्यू वालों को 2% छूट दें तो कितना ख़र्च होगा?",
  }),
  messages: rule({
    time: "period",
    usual: "all",
    unit: "list",
    groupings: ["party", ...RUNS],
    filters: ["customers"],
    orders: EITHER,
    en: "Which reminders were sent this week?",
    hi: "इस हफ़्ते किसको रिमाइंडर गया?",
  }),
  promises: rule({
    time: "period",
    usual: "all",
    unit: "list",
    groupings: ["party"],
    filters: ["customers", "amount"],
    orders: EITHER,
    en: "Who promised to pay this week?",
    hi: "इस हफ़्ते किसने पैसा देने का वादा किया?",
  }),
  sync: rule({
    time: "none",
    usual: "all",
    unit: "list",
    en: "When was the last sync with Tally?",
    hi: "डेटा कब का है?",
  }),
  "tie-out": rule({
    time: "none",
    usual: "all",
    unit: "list",
    en: "Do our totals match Tally?",
    hi: "हमारा हिसाब टैली से मिलता है क्या?",
  }),
  "draft-reminder": rule({
    time: "none",
    usual: "all",
    unit: "list",
    filters: ["customers"],
    needs: ["customers"],
    ofOne: true,
    en: "Draft a reminder to …",
    hi: "… के लिए रिमाइंडर लिखो",
  }),
};
