import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server } from "node:net";

import { day } from "@cfa/values/local-date";
import { afterEach, describe, expect, it } from "vitest";

import { createTallyClient, type TallyClient } from "./client.ts";
import { collectRecords } from "./collect.ts";
import { ledgersRequest } from "./request/masters.ts";
import { collectionAnswer, COMPANY_GUID, guidOf } from "./test-xml.ts";

const COMPANY = collectionAnswer([
  `<COMPANY NAME="Asha &amp; Sons"><NAME>Asha &amp; Sons</NAME><GUID>${COMPANY_GUID}</GUID><BOOKSFROM>20240401</BOOKSFROM><ALTMSTID> 266</ALTMSTID><ALTVCHID> 50</ALTVCHID></COMPANY>`,
]);
const LEDGERS = collectionAnswer([
  `<LEDGER NAME="Cash"><GUID>${guidOf(1)}</GUID><ALTERID> 3</ALTERID><PARENT>Cash-in-Hand</PARENT></LEDGER>`,
]);

function valueAnswer(value: string): string {
  return `<ENVELOPE><HEADER><STATUS>1</STATUS></HEADER><BODY><DATA><RESULT TYPE="Logical">${value}</RESULT></DATA></BODY></ENVELOPE>`;
}

/** An answer of rows of our own columns. */
function rows(...columns: string[]): string {
  return collectionAnswer(columns.map((inside) => `<OBJECT NAME="">${inside}</OBJECT>`));
}

function companyRow(name: string, guid: string): string {
  return `<COMPANY NAME="${name}"><NAME>${name}</NAME><GUID>${guid}</GUID></COMPANY>`;
}

/** A row as Tally writes it, with types and line ends. */
function lookRow(name: string, guid: string): string {
  return `    <COMPANY NAME="${name}" RESERVEDNAME="">\r\n     <NAME TYPE="String">${name}</NAME>\r\n     <GUID TYPE="String">${guid}</GUID>\r\n     <ALTVCHID TYPE="Number"> 50123</ALTVCHID>\r\n     <ALTMSTID TYPE="Number"> 1266</ALTMSTID>\r\n    </COMPANY>\r\n`;
}

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

type Answer = string | ((response: ServerResponse, question: string) => void);

/** A stand-in for Tally that gives a canned answer by what is asked, in UTF-16 as Tally does. */
async function tallyThat(
  answer: (question: string) => Answer,
  options: { timeoutMs?: number; pauseMs?: number } = {},
) {
  const questions: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const question = Buffer.concat(pieces).toString("utf16le");
      questions.push(question);
      const given = answer(question);
      if (typeof given === "string") response.end(Buffer.from(`\ufeff${given}`, "utf16le"));
      else given(response, question);
    });
  });
  const port = await listen(server);
  return { client: clientAt(port, options), questions };
}

function clientAt(port: number, options: { timeoutMs?: number; pauseMs?: number } = {}): TallyClient {
  return createTallyClient({ host: "127.0.0.1", port, timeoutMs: 2_000, pauseMs: 0, ...options });
}

function listen(server: Server): Promise<number> {
  open.push(server);
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

/** "ok" or the failure's code when ledgers are asked for. */
async function codeOf(client: TallyClient): Promise<string> {
  const answer = await client.read(ledgersRequest("Asha & Sons"), {});
  return answer.ok ? "ok" : answer.error.code;
}

describe("asking Tally", () => {
  it("reads the open companies with their marks", async () => {
    const { client } = await tallyThat(() => COMPANY);
    expect(await client.companies()).toEqual({
      ok: true,
      value: [
        {
          guid: COMPANY_GUID,
          name: "Asha & Sons",
          booksFrom: "2024-04-01",
          masterMark: 266,
          voucherMark: 50,
        },
      ],
    });
  });

  it("names the company, escaped, in UTF-16", async () => {
    const { client, questions } = await tallyThat(() => LEDGERS);
    const { sink, records } = collectRecords();
    const answer = await client.read(ledgersRequest("Asha & Sons"), sink);
    expect(answer).toMatchObject({ ok: true, value: { kind: "collection", encoding: "utf-16le" } });
    expect(records.ledgers.map((ledger) => ledger.name)).toEqual(["Cash"]);
    expect(questions[0]).toContain("<SVCURRENTCOMPANY>Asha &amp; Sons</SVCURRENTCOMPANY>");
  });

  it("never asks two things at once", async () => {
    let busy = 0;
    let most = 0;
    const { client } = await tallyThat(() => (response) => {
      busy += 1;
      most = Math.max(most, busy);
      setTimeout(() => {
        busy -= 1;
        response.end(LEDGERS);
      }, 10);
    });
    expect(await Promise.all([codeOf(client), codeOf(client), codeOf(client)])).toEqual(["ok", "ok", "ok"]);
    expect(most).toBe(1);
  });

  it("rests between two questions", async () => {
    const { client } = await tallyThat(() => LEDGERS, { pauseMs: 60 });
    const began = performance.now();
    await codeOf(client);
    await codeOf(client);
    expect(performance.now() - began).toBeGreaterThan(58);
  });

  it("believes an empty answer only while the company is open", async () => {
    const nothing = collectionAnswer([]);
    const openTally = await tallyThat((question) =>
      question.includes("<TYPE>Company</TYPE>") ? COMPANY : nothing,
    );
    expect(await openTally.client.read(ledgersRequest("asha & sons "), {})).toMatchObject({
      ok: true,
      value: { kind: "empty" },
    });
    const closedTally = await tallyThat(() => nothing);
    expect(await codeOf(closedTally.client)).toBe("no-company");
    const otherOpen = await tallyThat((question) =>
      question.includes("<TYPE>Company</TYPE>") ? COMPANY.replaceAll("Asha", "Bindu") : nothing,
    );
    expect(await codeOf(otherOpen.client)).toBe("company-closed");
    expect(await closedTally.client.companies()).toEqual({ ok: true, value: [] });
  });

  it("reads the trial balance and the bills with Tally's sign", async () => {
    const { client } = await tallyThat((question) =>
      question.includes("Trial Balance")
        ? `<ENVELOPE><DSPACCNAME><DSPDISPNAME>Cash</DSPDISPNAME></DSPACCNAME><DSPACCINFO><DSPCLDRAMT><DSPCLDRAMTA>-150.00</DSPCLDRAMTA></DSPCLDRAMT><DSPCLCRAMT><DSPCLCRAMTA></DSPCLCRAMTA></DSPCLCRAMT></DSPACCINFO>
           <DSPACCNAME><DSPDISPNAME>Capital</DSPDISPNAME></DSPACCNAME><DSPACCINFO><DSPCLDRAMT><DSPCLDRAMTA></DSPCLDRAMTA></DSPCLDRAMT><DSPCLCRAMT><DSPCLCRAMTA>150.00</DSPCLCRAMTA></DSPCLCRAMT></DSPACCINFO></ENVELOPE>`
        : `<ENVELOPE><BILLFIXED><BILLDATE>1-Apr-25</BILLDATE><BILLREF>A</BILLREF><BILLPARTY>Ravi</BILLPARTY></BILLFIXED><BILLCL>-10.00</BILLCL><BILLDUE>1-May-25</BILLDUE>
           <BILLFIXED><BILLREF>B</BILLREF><BILLPARTY>Ravi</BILLPARTY></BILLFIXED><BILLCL>4.50</BILLCL></ENVELOPE>`,
    );
    const asOf = day("2025-06-30");
    expect(await client.trialBalance("X", asOf)).toEqual({
      ok: true,
      value: [
        { ledger: "Cash", closing: "-15000" },
        { ledger: "Capital", closing: "15000" },
      ],
    });
    expect(await client.bills("X", "receivable", asOf)).toEqual({
      ok: true,
      value: [
        { party: "Ravi", name: "A", date: "2025-04-01", dueDate: "2025-05-01", pending: "-1000" },
        { party: "Ravi", name: "B", pending: "450" },
      ],
    });
    const sums = { total: "-550", parties: [{ party: "Ravi", amount: "-550" }], bills: [] };
    expect(await client.billSums("X", { side: "receivable", asOf })).toEqual({ ok: true, value: sums });
    const asked = await client.billSums("X", { side: "receivable", asOf, parties: [" RAVI"] });
    expect(asked).toMatchObject({
      value: { bills: [{ party: "Ravi", side: "receivable", name: "A", pending: "-1000" }, { name: "B" }] },
    });
  });

  it("asks whether Tally runs in Educational mode", async () => {
    for (const [said, meant] of [
      ["Yes", true],
      ["No", false],
      ["", undefined],
    ] as const) {
      const { client } = await tallyThat(() => valueAnswer(said));
      expect(await client.isEducational()).toEqual({ ok: true, value: meant });
    }
  });
});

describe("what Tally counts and adds up itself", () => {
  const APRIL = { from: day("2025-04-01"), to: day("2025-04-30") };

  it("counts by day, whatever Tally calls the rows", async () => {
    const { client, questions } = await tallyThat(() =>
      rows(
        "<CFADAY>2-Apr-25</CFADAY><CFACOUNT> 12</CFACOUNT>",
        `<CFADAY TYPE="Date">20250401</CFADAY><CFACOUNT TYPE="Number"> 3</CFACOUNT>`,
      ),
    );
    expect(await client.countsByDay("X", APRIL)).toEqual({
      ok: true,
      value: [
        { date: "2025-04-01", count: 3 },
        { date: "2025-04-02", count: 12 },
      ],
    });
    expect(questions[0]).toContain(
      "<BY>CfaDay : $Date</BY><AGGRCOMPUTE>CfaCount : Sum : $$Number:1</AGGRCOMPUTE>",
    );
  });

  it("count and sum by month and type", async () => {
    const { client } = await tallyThat(() =>
      rows(
        "<CFAYEAR> 2025</CFAYEAR><CFAMONTH> 4</CFAMONTH><CFATYPE>Sales</CFATYPE><CFACOUNT> 2</CFACOUNT><CFAAMOUNT>-1180.50</CFAAMOUNT>",
      ),
    );
    expect(await client.voucherTotals("X", APRIL)).toEqual({
      ok: true,
      value: [{ month: "2025-04", type: "Sales", count: 2, amount: "-118050" }],
    });
  });

  it("a Tally that answers with plain vouchers cannot count", async () => {
    const { client } = await tallyThat(() =>
      collectionAnswer([`<VOUCHER><GUID>${guidOf(1)}</GUID><DATE>20250401</DATE></VOUCHER>`]),
    );
    expect(await client.countsByDay("X", APRIL)).toMatchObject({ error: { code: "unexpected-answer" } });
  });

  it("masters by kind, without a period", async () => {
    const { client, questions } = await tallyThat((question) =>
      rows(
        `<CFAPART>Primary</CFAPART><CFACOUNT> ${question.includes(">Ledger<") ? 40 : 2}</CFACOUNT>`,
        "<CFAPART>Sales</CFAPART><CFACOUNT> 1</CFACOUNT>",
      ),
    );
    expect(await client.masterCounts("X")).toEqual({
      ok: true,
      value: { groups: 3, ledgers: 41, voucherTypes: 3 },
    });
    for (const question of questions) expect(question).not.toContain("SVFROMDATE");
  });

  it("the closing stock of a period, a debit", async () => {
    for (const [name, tag, amount] of [
      ["Less: Closing Stock", "PLSUBAMT", "-500.00"],
      ["Closing Stock", "BSMAINAMT", "500.00"],
    ] as const) {
      const { client } = await tallyThat(
        () =>
          `<ENVELOPE><DSPACCNAME><DSPDISPNAME>Opening Stock</DSPDISPNAME></DSPACCNAME><PLAMT><PLSUBAMT>-9.00</PLSUBAMT></PLAMT><DSPACCNAME><DSPDISPNAME>${name}</DSPDISPNAME></DSPACCNAME><PLAMT><${tag}>${amount}</${tag}></PLAMT></ENVELOPE>`,
      );
      expect(await client.closingStock("X", APRIL)).toEqual({ ok: true, value: "-50000" });
    }
  });

  it("the current period, with Tally's release beside it", async () => {
    const { client } = await tallyThat(
      () =>
        `<ENVELOPE><HEADER><STATUS>1</STATUS><PRODMAJORREL>7</PRODMAJORREL><PRODMINORREL>1</PRODMINORREL><PRODTYPE>TallyPrime</PRODTYPE></HEADER><BODY><DATA><RESULT TYPE="Date" JD="43524">1-Mar-2019</RESULT></DATA></BODY></ENVELOPE>`,
    );
    expect(await client.periodFrom("X")).toEqual({
      ok: true,
      value: { day: "2019-03-01", release: "7.1", product: "TallyPrime" },
    });
  });
});

describe("looking every few minutes", () => {
  it("asks in UTF-8 for the counters alone: question and answer of two companies are below 3 kB", async () => {
    const kinds = Array.from(
      { length: 36 },
      (_, i) => `    <EXCISEDUTYCLASS${i}>0</EXCISEDUTYCLASS${i}>\r\n`,
    );
    const answer = `<ENVELOPE><HEADER><VERSION>1</VERSION><STATUS>1</STATUS></HEADER><BODY><DESC><CMPINFO>${kinds.join("")}</CMPINFO></DESC><DATA><COLLECTION>${lookRow("शर्मा ट्रेडर्स", guidOf(1))}${lookRow("Asha", guidOf(2))}</COLLECTION></DATA></BODY></ENVELOPE>`;
    let asked = 0;
    const { client } = await tallyThat(() => (response) => void response.end(answer));
    const server = open.at(-1);
    server?.on("request", (request: IncomingMessage) => {
      asked = Number(request.headers["content-length"]);
    });
    expect(await client.look()).toEqual({
      ok: true,
      value: [
        { guid: guidOf(1), name: "शर्मा ट्रेडर्स", marks: { masters: 1266, vouchers: 50123 } },
        { guid: guidOf(2), name: "Asha", marks: { masters: 1266, vouchers: 50123 } },
      ],
    });
    expect(asked + Buffer.byteLength(answer)).toBeLessThan(3_000);
  });

  it("a GET tells whether anybody answers at all", async () => {
    const { client } = await tallyThat(() => LEDGERS);
    expect(await client.isAnswering()).toBe(true);
    const stuck = await tallyThat(() => () => undefined, { timeoutMs: 80 });
    expect(await stuck.client.isAnswering()).toBe(false);
  });
});

describe("what goes wrong is told apart", () => {
  it("nobody listens: tally-closed, with the address in the sentence", async () => {
    const port = 1; // a program's own, which nobody runs: no other test is given it
    const answer = await clientAt(port).companies();
    expect(answer).toMatchObject({ ok: false, error: { code: "tally-closed" } });
    expect(!answer.ok && answer.error.message).toContain(`127.0.0.1:${port}`);
  });

  it("silence: busy, and the next question is asked all the same", async () => {
    let asked = 0;
    const { client } = await tallyThat(
      () => {
        asked += 1;
        return asked === 1 ? () => undefined : LEDGERS;
      },
      { timeoutMs: 1_500 }, // the second answer must come in time, on a busy machine too
    );
    expect(await codeOf(client)).toBe("busy");
    expect(await codeOf(client)).toBe("ok");
  });

  it("silence in the middle of an answer: busy", async () => {
    const { client } = await tallyThat(() => (response) => void response.write("<ENVELOPE><BODY>"), {
      timeoutMs: 80,
    });
    expect(await codeOf(client)).toBe("busy");
  });

  it("the connection breaks before or during the answer: connection-lost", async () => {
    const before = await tallyThat(() => (response) => void response.destroy());
    expect(await codeOf(before.client)).toBe("connection-lost");
    const during = await tallyThat(() => (response) => {
      response.writeHead(200, { "Content-Length": "5000" });
      response.write("<ENVELOPE><BODY>", () => response.destroy());
    });
    expect(await codeOf(during.client)).toBe("connection-lost");
    const nothing = await tallyThat(() => "".padEnd(0) || ((response) => void response.end()));
    expect(await codeOf(nothing.client)).toBe("connection-lost");
  });

  it("the answer ends in the middle: truncated", async () => {
    const { client } = await tallyThat(() => LEDGERS.slice(0, -30));
    expect(await codeOf(client)).toBe("truncated");
  });

  it("another program answers: not-tally, over HTTP or not", async () => {
    const web = await tallyThat(
      () => (response) => void response.end("<!doctype html><html><body>hello</body></html>"),
    );
    expect(await codeOf(web.client)).toBe("not-tally");
    const port = await listen(
      createTcpServer(
        (socket) =>
          void socket
            .resume()
            .on("error", () => undefined)
            .end("220 mail ready\r\n"),
      ),
    );
    expect(await codeOf(clientAt(port))).toBe("not-tally");
  });

  it("the company is not open: company-closed, in each of Tally's wordings", async () => {
    for (const words of ["Could not set 'SVCurrentCompany' to 'X'", "Could not find Company:X!"]) {
      const { client } = await tallyThat(
        () =>
          `<ENVELOPE><HEADER><STATUS>0</STATUS></HEADER><BODY><DATA><LINEERROR>${words}</LINEERROR></DATA></BODY></ENVELOPE>`,
      );
      expect(await codeOf(client)).toBe("company-closed");
    }
  });

  it("Tally refuses: error-answer or bad-report, with Tally's own words", async () => {
    for (const [words, code] of [
      ["Could not find Report 'Z'!", "bad-report"],
      ["Memory is low", "error-answer"],
    ] as const) {
      const { client } = await tallyThat(() => `<RESPONSE><LINEERROR>${words}</LINEERROR></RESPONSE>`);
      const answer = await client.read(ledgersRequest("X"), {});
      expect(answer).toMatchObject({ ok: false, error: { code } });
      expect(!answer.ok && answer.error.message).toContain(words);
    }
  });

  it("Tally shows a screen: prompts", async () => {
    const { client } = await tallyThat(
      () => "<ENVELOPE><LONGPROMPT>Type of file</LONGPROMPT><LONGPROMPT>Name</LONGPROMPT></ENVELOPE>",
    );
    expect(await codeOf(client)).toBe("prompts");
  });

  it("text with zero bytes that is no UTF-16: wrong-encoding", async () => {
    const { client } = await tallyThat(
      () => (response) => void response.end(Buffer.from("....\0E\0N\0V\0E\0L\0O\0P\0E")),
    );
    expect(await codeOf(client)).toBe("wrong-encoding");
  });

  it("blames a question for a broken connection only when the one before was answered", async () => {
    let isUp = true;
    const { client } = await tallyThat(() => (isUp ? LEDGERS : (response) => void response.destroy()));
    expect(await codeOf(client)).toBe("ok");
    isUp = false;
    const request = ledgersRequest("Asha & Sons");
    expect(await client.read(request, {})).toMatchObject({
      error: { code: "connection-lost", isBlamed: true },
    });
    expect(await client.read(request, {})).toMatchObject({
      error: { code: "connection-lost", isBlamed: false },
    });
  });

  it("objects of another company: wrong-company, unless they were imported into this one", async () => {
    const other = "99999999-2222-4333-8444-555555555555";
    const foreign = LEDGERS.replaceAll(COMPANY_GUID, other);
    const request = { ...ledgersRequest("Asha & Sons"), companyGuid: COMPANY_GUID };
    const ask = async (open: string) => {
      const { client } = await tallyThat((question) =>
        question.includes("<TYPE>Company</TYPE>") ? open : foreign,
      );
      const answer = await client.read(request, {});
      return answer.ok ? "ok" : answer.error.code;
    };
    const ours = companyRow("Asha &amp; Sons", COMPANY_GUID);
    expect(await ask(collectionAnswer([ours]))).toBe("ok");
    expect(await ask(collectionAnswer([ours, companyRow("Bindu", other)]))).toBe("wrong-company");
    expect(await ask(collectionAnswer([companyRow("Asha &amp; Sons", other)]))).toBe("company-closed");
    expect(await ask(collectionAnswer([ours, companyRow("asha &amp; sons", other)]))).toBe("wrong-company");
    expect(await ask(collectionAnswer([]))).toBe("no-company");
  });

  it("objects come without the ids that were asked for: unexpected-answer", async () => {
    const { client } = await tallyThat(() =>
      collectionAnswer(['<LEDGER NAME="Cash"><PARENT>X</PARENT></LEDGER>']),
    );
    expect(await codeOf(client)).toBe("unexpected-answer");
  });

  it("a caller's own fault reaches the caller and nobody else", async () => {
    const { client } = await tallyThat(() => LEDGERS);
    const broken = client.read(ledgersRequest("X"), {
      ledger() {
        throw new Error("disk full");
      },
    });
    await expect(broken).rejects.toThrow("disk full");
    expect(await codeOf(client)).toBe("ok");
  });
});
