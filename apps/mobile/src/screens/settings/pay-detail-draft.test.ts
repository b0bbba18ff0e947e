import { describe, expect, it } from "vitest";

import { isSamePayDetail, payDetailDraft, payDetailProblems, saidByPayDetail } from "./pay-detail-draft";

const ASHA = { payee: "Asha Traders", vpa: "ashatraders@okbank", account: "", ifsc: "", bank: "" };

describe("where customers pay to, as it is typed", () => {
  it("is said in the one form of each part, and begins again with what was said", () => {
    const said = saidByPayDetail({
      payee: " Asha Traders ",
      vpa: "Asha Traders@OkBank",
      account: "1234 5678-90",
      ifsc: "hdfc 0000123",
      bank: " ",
    });
    expect(said).toEqual({
      payeeName: "Asha Traders",
      vpa: "ashatraders@okbank",
      account: { accountNumber: "1234567890", ifsc: "HDFC0000123", bankName: null },
    });
    expect(saidByPayDetail(payDetailDraft(said))).toEqual(said);
    expect([
      isSamePayDetail(said, { ...said }),
      isSamePayDetail(said, { ...said, vpa: null }),
      isSamePayDetail(null, said),
    ]).toEqual([true, false, false]);
  });

  it("says of each field what is wrong with it", () => {
    expect(payDetailProblems(ASHA)).toEqual({});
    expect(payDetailProblems({ ...ASHA, payee: "" })).toEqual({ payee: "payeeWrong" });
    expect(payDetailProblems({ ...ASHA, payee: "Asha\u202ETraders" })).toEqual({ payee: "payeeWrong" });
    expect(payDetailProblems({ ...ASHA, vpa: "asha@mail.example.in" })).toEqual({ vpa: "vpaWrong" });
    expect(payDetailProblems({ ...ASHA, vpa: "" })).toEqual({ vpa: "oneNeeded" });
    expect(payDetailProblems({ ...ASHA, account: "12345" })).toEqual({
      account: "accountWrong",
      ifsc: "ifscMissing",
    });
    expect(payDetailProblems({ ...ASHA, ifsc: "HDFC1000123" })).toEqual({
      account: "accountMissing",
      ifsc: "ifscWrong",
    });
    expect(payDetailProblems({ ...ASHA, bank: "x".repeat(101) })).toEqual({ bank: "bankWrong" });
  });
});
