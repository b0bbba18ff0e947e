import { describe, expect, it } from "vitest";

import { readWhole } from "./collect.ts";
import { importCodeOf } from "./import-file.ts";
import { collectionAnswer, exportFile, guidOf, ledger } from "./test-xml.ts";

describe("whether a file may be imported", () => {
  it("masters may", () => {
    expect(importCodeOf(readWhole(Buffer.from(exportFile([ledger(1, "Cash")]))).read)).toEqual({
      code: "import",
    });
  });

  it.each([
    ["answer", collectionAnswer([`<LEDGER NAME="Cash"><GUID>${guidOf(1)}</GUID></LEDGER>`])],
    ["report", "<ENVELOPE><BILLFIXED><BILLREF>1</BILLREF></BILLFIXED><BILLCL>-5.00</BILLCL></ENVELOPE>"],
    ["import-request", exportFile(['<LEDGER NAME="Cash"/>'])],
    ["import-answer", "<RESPONSE><CREATED>1</CREATED><ALTERED>0</ALTERED><ERRORS>0</ERRORS></RESPONSE>"],
    ["error-answer", "<RESPONSE><LINEERROR>No such report</LINEERROR></RESPONSE>"],
    ["empty", collectionAnswer([])],
    ["not-tally", "hello"],
    ["truncated", "<ENVELOPE><BODY>"],
    ["doctype", "<!DOCTYPE x><ENVELOPE/>"],
  ])("%s may not, and the sentence says what to do", (code, xml) => {
    const verdict = importCodeOf(readWhole(Buffer.from(xml)).read);
    expect(verdict).toEqual({ code, message: expect.stringMatching(/^This .*\.$/) as string });
  });
});
