import { day } from "@cfa/values/local-date";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readReply } from "./read-reply.ts";

/** A Wednesday. */
const today = day("2026-12-02");
const read = (text: string) => readReply(text, { today });
const intent = (text: string) => {
  const { intent, isCertain } = read(text);
  return isCertain ? `${intent}!` : intent;
};

describe("no more messages", () => {
  test.for([
    "STOP",
    "Stop.",
    " stop!! ",
    "Please stop",
    "UNSUBSCRIBE",
    "Don't message me",
    "band karo",
    "Band kar do ji",
    "msg mat bhejo",
    "बंद",
    "बंद करो",
    "कृपया बंद करें।",
    "रोकें",
    "मत भेजो",
    "मैसेज मत भेजो 🙏",
    "S\u200bTOP",
  ])("is certain where nothing else is said: %s", (text) => {
    expect(intent(text)).toBe("stop!");
  });

  test("of offers alone", () => {
    expect(intent("Stop offers")).toBe("stop-offers!");
    expect(intent("stop offers from today")).toBe("stop-offers");
    expect(intent("ऑफर बंद करो")).toBe("stop-offers!");
    expect(intent("ऑफ़र बंद करें")).toBe("stop-offers!");
  });

  test.for([
    "cancel",
    "Stop. Do not call me",
    "please stop this at once",
    "बंद करो ये सब",
    "no",
    "I have paid, stop sending me messages",
    "paid kal, msg mat bhejo",
    "मैसेज मत भेजो भुगतान हो गया",
  ])("is for a person to decide otherwise: %s", (text) => {
    expect(intent(text)).toBe("stop");
  });

  test.for([
    "don't stop",
    "stop payment of cheque 1234",
    "non-stop supply",
    "bandhan bank",
    "bus stop ke paas",
    "stopped",
  ])("is not read into what says something else: %s", (text) => {
    expect(intent(text)).not.toMatch(/!$/);
  });

  test("to hear again is never taken for granted", () => {
    expect(intent("START")).toBe("start");
    expect(intent("शुरू करें")).toBe("start");
  });
});

describe("a promise", () => {
  test.for([
    ["Will pay Friday", "2026-12-04"],
    ["will pay by wednesday", "2026-12-09"],
    ["kal kar denge", "2026-12-03"],
    ["परसों दे देंगे", "2026-12-04"],
    ["कल भुगतान कर दूंगा", "2026-12-03"],
    ["will pay on 15/12", "2026-12-15"],
    ["will pay 5-1", "2027-01-05"],
    ["payment by 05.01.27", "2027-01-05"],
    ["will pay 15th dec", "2026-12-15"],
    ["Dec 20 will clear", "2026-12-20"],
    ["15 तारीख को भुगतान करेंगे", "2026-12-15"],
    ["1 tarikh ko kar denge", "2027-01-01"],
    ["will clear by month end", "2026-12-31"],
    ["महीने के अंत में दे देंगे", "2026-12-31"],
    ["3 din mein bhej denge", "2026-12-05"],
    ["शुक्रवार को कर देंगे", "2026-12-04"],
    ["tomorrow", "2026-12-03"],
    ["१५ तारीख", "2026-12-15"],
  ] as const)("%s: %s", ([text, on]) => {
    expect(read(text)).toMatchObject({ intent: "promise", day: on, isCertain: false });
  });

  test("with its sum, and without a day where none can be meant", () => {
    expect(read("will pay Rs 5,000 on friday").amount).toBe(5_000_00n);
    expect(read("will pay 2 lakh tomorrow").amount).toBe(2_00_000_00n);
    expect(read("50000/- kal bhej denge").amount).toBe(50_000_00n);
    expect(read("₹1.5 lakh कल दे देंगे").amount).toBe(1_50_000_00n);
    expect(read("will pay soon")).toMatchObject({ intent: "promise", day: null, amount: null });
    expect(read("will pay 45/12")).toMatchObject({ intent: "promise", day: null });
    expect(read("will pay on 1/11/2026").day).toBeNull();
  });
});

describe("paid", () => {
  test.for([
    ["Paid", null, null],
    ["payment done yesterday", "2026-12-01", null],
    ["kal kar diya", "2026-12-01", null],
    ["भुगतान कर दिया", null, null],
    ["Paid UTR 412345678901", null, "412345678901"],
    ["UTR: SBIN0N26120212345", null, "SBIN0N26120212345"],
    ["NEFT done hdfcr52026120212345678", null, "HDFCR52026120212345678"],
    ["ref no 633512345678", null, "633512345678"],
    ["paid on 30/11 utr no. 412345678901", "2026-11-30", "412345678901"],
  ] as const)("%s", ([text, on, utr]) => {
    expect(read(text)).toMatchObject({ intent: "paid", day: on, utr, isCertain: false });
  });

  test("a telephone number is no bank's, and what is not paid yet is not paid", () => {
    expect(read("call me 919825012345").utr).toBeNull();
    expect(read("paid, call 919825012345")).toMatchObject({ intent: "paid", utr: null });
    expect(read("not paid yet").intent).not.toBe("paid");
    expect(read("will be paid on friday").intent).toBe("promise");
    expect(read("unpaid").intent).toBe("other");
    expect(read("abhi nahi kiya, kal kar denge").intent).toBe("promise");
  });
});

test.for([
  "bill is wrong",
  "Rate difference hai",
  "माल नहीं मिला",
  "galat bill hai",
  "damaged goods, ₹500 less",
  "कम मिला",
])("something is wrong: %s", (text) => {
  expect(intent(text)).toBe("dispute");
});

test.for(["", "ok", "🙏", "who is this?", "call me", "😀".repeat(3_000), "\u0000"])(
  "nothing is read into: %s",
  (text) => {
    expect(read(text)).toEqual({ intent: "other", isCertain: false, day: null, amount: null, utr: null });
  },
);

test("whatever is written, an answer comes at once, and only a whole text of the list is certain", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 3_000 }),
      fc.constantFrom("stop", "बंद करो", "paid"),
      (text, word) => {
        const long = `${text} zz ${word}`;
        expect(readReply(long, { today }).isCertain).toBe(false);
      },
    ),
    { numRuns: 300 },
  );
});
