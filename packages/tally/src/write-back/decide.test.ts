import { readFileSync } from "node:fs";

import { DRAFT_OUTCOME_CODES } from "@cfa/contract/draft-voucher";
import { describe, expect, test } from "vitest";

import { decide, undecided, type Sending } from "./decide.ts";
import { createImportAnswerReader } from "./read-answer.ts";
import { creditNote, inTally } from "./test-drafts.ts";

/* Every way in which Tally answers an import, and what is made of it. */

const DRAFT = { voucher: creditNote(), isOptional: false };
const THERE = inTally(DRAFT.voucher);

/** The answer in the older shape; `counts` are the counters that are not zero. */
function older(counts: Record<string, number>, more = ""): string {
  const names = ["CREATED", "ALTERED", "DELETED", "COMBINED", "IGNORED", "ERRORS", "CANCELLED", "EXCEPTIONS"];
  const counters = names.map((name) => `<${name}>${counts[name] ?? 0}</${name}>`);
  return `<RESPONSE>${counters.join("")}<LASTVCHID>42</LASTVCHID><LASTMID>0</LASTMID>${more}</RESPONSE>`;
}

function newer(counts: Record<string, number>, more = ""): string {
  const inside = older(counts)
    .replace("<RESPONSE>", "<IMPORTRESULT>")
    .replace("</RESPONSE>", "</IMPORTRESULT>");
  return `<ENVELOPE><HEADER><VERSION>1</VERSION><STATUS>1</STATUS></HEADER><BODY><DATA>${inside}${more}</DATA></BODY></ENVELOPE>`;
}

function answered(xml: string): Sending {
  const reader = createImportAnswerReader();
  reader.write(Buffer.from(xml));
  const read = reader.end();
  if (!read.ok) throw new Error(read.error);
  return { kind: "answered", answer: read.value };
}

/** What is decided when Tally claims success and then shows this. */
function readBack(change: Parameters<typeof inTally>[1]) {
  return decide(DRAFT, {
    sending: answered(newer({ CREATED: 1 })),
    sendings: 1,
    found: [inTally(DRAFT.voucher, change)],
  });
}

function outcomeOf(sending: Sending, found = [THERE], sendings = 1) {
  const decision = decide(DRAFT, { sending, sendings, found });
  if (decision.next === "send") return "send";
  const { state, code } = decision.outcome;
  return `${state}: ${code}`;
}

describe("counts as written", () => {
  test("one created, nothing wrong, and the voucher read back; in both shapes of the answer", () => {
    for (const shape of [older, newer]) {
      expect(outcomeOf(answered(shape({ CREATED: 1 })))).toBe("written: written");
    }
  });

  test("the number is Tally's own: it overrides ours and is only told", () => {
    const decision = decide(DRAFT, {
      sending: answered(newer({ CREATED: 1 })),
      sendings: 1,
      found: [inTally(DRAFT.voucher, { number: "CN/2025/0091" })],
    });
    expect(decision).toMatchObject({
      outcome: { state: "written", readBack: { number: "CN/2025/0091", amount: "35400", bill: "INV-118" } },
    });
  });

  test("without an answer, when the search shows the very voucher", () => {
    expect(outcomeOf({ kind: "lost", because: "lost-answer" })).toBe("written: found");
    expect(outcomeOf({ kind: "not-sent" })).toBe("written: found");
  });
});

describe("created 1, but what is read back differs", () => {
  const [discount, party] = THERE.entries;

  test.each([
    [
      "amount",
      {
        entries: [
          { ...discount!, amount: "-94400" },
          { ...party!, amount: "94400", bills: [] },
        ],
      },
    ],
    [
      "bill",
      {
        entries: [
          discount!,
          { ...party!, bills: [{ name: "", type: "on-account" as const, amount: "35400" }] },
        ],
      },
    ],
    ["party", { party: "Asha Store" }],
    ["date", { date: "2025-04-30" }],
    ["optional", { isOptional: true }],
    ["cancelled", { isCancelled: true }],
    ["type", { type: "Debit Note" }],
    ["lines", { entries: [{ ...discount!, ledger: "Sales" }, party!] }],
  ] as const)("in its %s", (field, change) => {
    const decision = readBack(change as Parameters<typeof inTally>[1]);
    expect(decision).toMatchObject({ next: "done", outcome: { state: "unknown", code: "differs" } });
    if (decision.next === "send") return;
    expect(decision.outcome.differences?.map((difference) => difference.field)).toContain(field);
    expect(decision.outcome.fix).toMatch(/never altered.*Alt\+X/);
  });
});

describe("is not written", () => {
  test("139 altered, 0 errors, 124 exceptions is a real answer", () => {
    const sending = answered(older({ ALTERED: 139, EXCEPTIONS: 124 }));
    expect(outcomeOf(sending, [])).toBe("refused: exceptions");
    expect(outcomeOf(sending)).toBe("unknown: counters-disagree");
  });

  test("altered instead of created, whether it is seen or not", () => {
    expect(outcomeOf(answered(newer({ ALTERED: 1 })))).toBe("unknown: altered");
    expect(outcomeOf(answered(newer({ ALTERED: 1 })), [])).toBe("unknown: altered");
  });

  test("created 1 and not to be found", () => {
    expect(outcomeOf(answered(newer({ CREATED: 1 })), [])).toBe("unknown: not-found-again");
  });

  test("nothing created and nothing wrong; more created than sent", () => {
    expect(outcomeOf(answered(newer({})), [])).toBe("refused: nothing-created");
    expect(outcomeOf(answered(newer({ CREATED: 2 })), [THERE, { ...THERE, guid: "other" }])).toBe(
      "unknown: twice",
    );
  });

  test.each([
    ["Voucher date is missing.", "date-refused"],
    ["Voucher totals do not match!  Dr: 354.00 Dr Cr: 353.99 Cr  Diff: 0.01 Dr", "totals-differ"],
    ["Ledger 'Discount Allowd' does not exist!", "ledger-missing"],
    ["Voucher Type 'CN' does not exist!", "voucher-type-missing"],
    ["You do not have permission to perform this action.", "tally-refused"],
  ])("%s", (words, code) => {
    const error = `<LINEERROR>${words}</LINEERROR>`;
    for (const sending of [
      answered(older({ ERRORS: 1 }, error)),
      answered(newer({ ERRORS: 1 }, error)),
      answered(`<ENVELOPE><HEADER><STATUS>0</STATUS></HEADER><BODY><DATA>${error}</DATA></BODY></ENVELOPE>`),
    ]) {
      expect(outcomeOf(sending, [])).toBe(`refused: ${code}`);
    }
  });

  test("a word of complaint beside a count of one", () => {
    const sending = answered(newer({ CREATED: 1 }, "<LINEERROR>Bill INV-118 ignored</LINEERROR>"));
    expect(outcomeOf(sending)).toBe("unknown: counters-disagree");
    expect(outcomeOf(sending, [])).toBe("refused: tally-refused");
  });

  test("Tally's words are told", () => {
    const sending = answered(
      older({ ERRORS: 1 }, "<LINEERROR>Ledger 'X &amp; Y' does not exist!</LINEERROR>"),
    );
    expect(decide(DRAFT, { sending, sendings: 1, found: [] })).toMatchObject({
      outcome: { message: expect.stringContaining("Tally says: Ledger 'X & Y' does not exist!") },
    });
  });
});

describe("a lost answer", () => {
  test("is unknown until a search decides", () => {
    expect(undecided({ kind: "lost", because: "lost-answer" })).toMatchObject({
      state: "unknown",
      code: "lost-answer",
    });
    expect(undecided({ kind: "lost", because: "killed" }).code).toBe("lost-answer");
    expect(undecided(answered(newer({ CREATED: 1 }))).code).toBe("not-read-back");
  });

  test("behind a dialog says so", () => {
    const said = undecided({ kind: "lost", because: "message-on-screen" });
    expect(said.message).toContain("a message waits on its screen");
    expect(said.fix).toContain("Look at the Tally screen");
  });

  test("with nothing found is never sent a second time: it may freeze or end Tally again", () => {
    for (const because of ["lost-answer", "message-on-screen", "tally-ended"] as const) {
      expect(outcomeOf({ kind: "lost", because }, [])).toBe("refused: not-there");
    }
  });

  test("that only the agent's own end explains is sent once more, and then no more", () => {
    expect(outcomeOf({ kind: "lost", because: "killed" }, [], 1)).toBe("send");
    expect(outcomeOf({ kind: "lost", because: "killed" }, [], 2)).toBe("refused: not-there");
  });
});

test("an answer that is cut, empty or somebody else's is no answer", () => {
  const texts = [
    "",
    "<RESPONSE><CREATED>1</CREATED>",
    "<html><body>CREATED</body></html>",
    "<ENVELOPE></ENVELOPE>",
  ];
  for (const text of texts) {
    const reader = createImportAnswerReader();
    reader.write(Buffer.from(text));
    expect([text, reader.end().ok]).toEqual([text, false]);
  }
});

test("counters are believed only where Tally puts them", () => {
  const reader = createImportAnswerReader();
  reader.write(
    Buffer.from(
      "<ENVELOPE><BODY><DESC><CMPINFO><CREATED>1</CREATED></CMPINFO></DESC><DATA><IMPORTRESULT><CREATED> 0</CREATED><ERRORS> 1</ERRORS></IMPORTRESULT></DATA></BODY></ENVELOPE>",
      "utf16le",
    ),
  );
  expect(reader.end()).toMatchObject({ ok: true, value: { counters: { created: 0, errors: 1 } } });
});

test("docs/tally/write-back.md names every outcome, with the state it belongs to", () => {
  const page = readFileSync(new URL("../../../../docs/tally/write-back.md", import.meta.url), "utf8");
  const named = [...page.matchAll(/\| (written|refused|unknown): ([a-z-]+) \|/g)].map((match) => match[2]);
  expect(named).toHaveLength(DRAFT_OUTCOME_CODES.length);
  expect(new Set(named)).toEqual(new Set(DRAFT_OUTCOME_CODES));
});
