import { describe, expect, it } from "vitest";

import { readWhole } from "./collect.ts";
import { exportFile, guidOf, ledger, voucher } from "./test-xml.ts";

function codeOf(xml: string): string {
  const { read } = readWhole(Buffer.from(xml));
  return read.ok ? read.value.kind : read.error.code;
}

/** A file by somebody who has read about Tally: objects straight below REQUESTDATA. */
function imitation(objects: string, declaration = ""): string {
  return `${declaration}<ENVELOPE><HEADER><VERSION>1</VERSION><TALLYREQUEST>Import Data</TALLYREQUEST></HEADER><BODY><IMPORTDATA>
    <REQUESTDESC><REPORTNAME>Vouchers</REPORTNAME></REQUESTDESC><REQUESTDATA>${objects}</REQUESTDATA></IMPORTDATA></BODY></ENVELOPE>`;
}

describe("a file that only imitates Tally", () => {
  it("puts ledgers where Tally never does and their group into an attribute", () => {
    expect(
      codeOf(
        imitation(
          '<LEDGER NAME="Ravi" PARENT="Sundry Debtors"><OPENINGBALANCE>500</OPENINGBALANCE></LEDGER>',
        ),
      ),
    ).toBe("hand-made");
  });

  it("puts vouchers without any id below REQUESTDATA", () => {
    const plain =
      "<VOUCHER><VOUCHERTYPENAME>Sales</VOUCHERTYPENAME><DATE>20250401</DATE><ALLLEDGERENTRIES.LIST><LEDGERNAME>A</LEDGERNAME><AMOUNT>5</AMOUNT></ALLLEDGERENTRIES.LIST></VOUCHER>";
    expect(codeOf(imitation(plain, '<?xml version="1.0" encoding="utf-8"?>'))).toBe("hand-made");
  });

  it("is still hand-made when it was also cut", () => {
    const whole = imitation(
      '<LEDGER NAME="Ravi" PARENT="Sundry Debtors"></LEDGER><LEDGER NAME="B" PARENT="X"></LEDGER>',
    );
    expect(codeOf(whole.slice(0, whole.indexOf("</REQUESTDATA>")))).toBe("hand-made");
  });

  it("turns every sign round, which would turn every figure round", () => {
    const inverted = Array.from({ length: 6 }, (_, number) =>
      voucher(number + 1, {
        lines: [
          { ledger: "Ravi", amount: "100.00", deemed: "Yes" },
          { ledger: "Sales", amount: "-100.00", deemed: "No" },
        ],
      }),
    );
    expect(codeOf(exportFile(inverted))).toBe("hand-made");
  });
});

describe("a file that is odd, but Tally's or a program's", () => {
  it("has a line whose sign disagrees with its side now and then", () => {
    const odd = voucher(1, {
      lines: [
        { ledger: "Ravi", amount: "-100.00" },
        { ledger: "Sales", amount: "100.20" },
        { ledger: "Round off", amount: "-0.20", deemed: "No" },
      ],
    });
    expect(codeOf(exportFile([odd]))).toBe("day-book");
  });

  it("has nothing but a debtor in credit", () => {
    const advance = ledger(
      1,
      "Ravi",
      "<PARENT>Sundry Debtors</PARENT><OPENINGBALANCE>500.00</OPENINGBALANCE>",
    );
    expect(codeOf(exportFile([advance]))).toBe("masters");
  });

  it("is a proper import request: no ids, with a declaration and a comment", () => {
    const request = exportFile([
      '<LEDGER NAME="Ravi" ACTION="Create"><NAME>Ravi</NAME><PARENT>Sundry Debtors</PARENT></LEDGER>',
    ]);
    expect(codeOf(`<?xml version="1.0" encoding="UTF-8"?><!-- made by a shop program -->${request}`)).toBe(
      "import-request",
    );
  });

  it("was saved again by an editor that added a declaration and a comment", () => {
    const xml = exportFile([ledger(1, "Ravi"), `<GROUP NAME="G"><GUID>${guidOf(2)}</GUID><PARENT/></GROUP>`]);
    expect(codeOf(`<?xml version="1.0" encoding="UTF-8"?><!-- saved -->${xml}`)).toBe("masters");
  });
});
