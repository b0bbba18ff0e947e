import type { BillEvidence } from "@cfa/contract/reads";
import { paiseFromJson } from "@cfa/values/money";

import { Notice } from "../../components/notice";
import { Way } from "../../components/way";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";

/** Says of a customer's bill that only its certificate is awaited, and leads to what there is to do about it. */
export function TdsOfBill({ evidence: { bill, party } }: { evidence: BillEvidence }) {
  const words = useWords();
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  if (bill.tdsAwaited === "0" || bill.side !== "receivable") return null;
  return (
    <Notice
      icon="voucher"
      kind="neutral"
      testID="bill-tds"
      action={
        keepsBooks ? (
          <Way
            title={words.tds.heading}
            href={{ pathname: "/[companyId]/tds/[partyId]", params: { companyId, partyId: party.partyId } }}
            testID="bill-to-tds"
          />
        ) : undefined
      }
    >
      {words.tds.onBill(moneyText(paiseFromJson(bill.tdsAwaited), { form: "full", words }))}
    </Notice>
  );
}
