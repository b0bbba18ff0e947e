import {
  accountNumberProblem,
  ifscProblem,
  payeeNameProblem,
  tidyAccountNumber,
  tidyIfsc,
  tidyVpa,
  vpaProblem,
} from "@cfa/contract/pay-detail-form";
import type { PayDetail } from "@cfa/contract/pay-details";

import type { PayDetailWords } from "../../locale/pay-details/en";

/** What is typed, as it is typed. */
export type PayDetailDraft = Record<"payee" | "vpa" | "account" | "ifsc" | "bank", string>;
export type PayDetailSaid = Pick<PayDetail, "payeeName" | "vpa" | "account">;

/** Which sentence says what is wrong with a field. */
export type PayDetailProblems = Partial<Record<keyof PayDetailDraft, keyof PayDetailWords>>;

/** What the form begins with. */
export function payDetailDraft(detail: PayDetailSaid | null): PayDetailDraft {
  return {
    payee: detail?.payeeName ?? "",
    vpa: detail?.vpa ?? "",
    account: detail?.account?.accountNumber ?? "",
    ifsc: detail?.account?.ifsc ?? "",
    bank: detail?.account?.bankName ?? "",
  };
}

/** What is said by a draft, in the one form of each part. */
export function saidByPayDetail(draft: PayDetailDraft): PayDetailSaid {
  const [vpa, accountNumber, ifsc] = [
    tidyVpa(draft.vpa),
    tidyAccountNumber(draft.account),
    tidyIfsc(draft.ifsc),
  ];
  const isAccount = accountNumber !== "" || ifsc !== "";
  return {
    payeeName: draft.payee.trim(),
    vpa: vpa === "" ? null : vpa,
    account: isAccount ? { accountNumber, ifsc, bankName: draft.bank.trim() || null } : null,
  };
}

const LONGEST_NAME = 100;

/** What keeps a draft from being saved, by field; nothing where it can be. */
export function payDetailProblems(draft: PayDetailDraft): PayDetailProblems {
  const { payeeName, vpa, account } = saidByPayDetail(draft);
  const problems: PayDetailProblems = {};
  if (payeeName === "" || !isName(payeeName)) problems.payee = "payeeWrong";
  if (vpa !== null && vpaProblem(vpa) !== null) problems.vpa = "vpaWrong";
  if (vpa === null && account === null) problems.vpa = "oneNeeded";
  if (account !== null) {
    const { accountNumber, ifsc } = account;
    if (accountNumber === "") problems.account = "accountMissing";
    else if (accountNumberProblem(accountNumber) !== null) problems.account = "accountWrong";
    if (ifsc === "") problems.ifsc = "ifscMissing";
    else if (ifscProblem(ifsc) !== null) problems.ifsc = "ifscWrong";
  }
  if (!isName(draft.bank.trim())) problems.bank = "bankWrong";
  return problems;
}

/** Whether two say the same. */
export function isSamePayDetail(one: PayDetailSaid | null, other: PayDetailSaid): boolean {
  const flat = (said: PayDetailSaid) => JSON.stringify(payDetailDraft(said));
  return one !== null && flat(one) === flat(other);
}

function isName(text: string): boolean {
  return text.length <= LONGEST_NAME && payeeNameProblem(text) === null;
}
