import { CorrectionKind } from "@cfa/contract/corrections";
import type { BillEvidence, Party } from "@cfa/contract/reads";
import { useLocalSearchParams } from "expo-router";

import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { useWords } from "../../locale/locale";
import { useBillEvidence } from "../../queries/use-bill-evidence";
import { useParty } from "../../queries/use-party";
import { useCompanyId } from "../../session/view";
import { CorrectionFormCard } from "./correction-form";
import type { FormTarget } from "./form-state";
import { RematchForm } from "./rematch-form";

/** The page on which something is corrected beside Tally: about a bill, a party, or a voucher's money. */
export function NewCorrectionScreen() {
  const words = useWords();
  const params = useLocalSearchParams<{
    kind?: string;
    partyId?: string;
    billId?: string;
    voucherId?: string;
    lineNo?: string;
    suggestion?: string;
  }>();
  const kind = CorrectionKind.safeParse(params.kind).data ?? "due-date";
  const { billId, partyId, voucherId } = params;
  const title = words.corrections.make[kind];
  if (billId !== undefined) return <OfBill kind={kind} billId={billId} title={title} />;
  const money =
    voucherId === undefined ? null : { voucherId, lineNo: Number.parseInt(params.lineNo ?? "1", 10) || 1 };
  const target = { kind, partyId: partyId ?? "", billId: null, money };
  return <OfParty target={target} title={title} suggestion={params.suggestion ?? null} />;
}

function OfBill(props: { kind: FormTarget["kind"]; billId: string; title: string }) {
  const { kind, billId, title } = props;
  const companyId = useCompanyId();
  const read = useBillEvidence({ companyId, billId, asOf: null });
  return (
    <Page title={title} subtitle={billText(read.data)} back narrow>
      <ReadState read={read} skeleton={[5]}>
        {({ bill, party }) => (
          <CorrectionFormCard
            target={{ kind, partyId: party.partyId, billId, money: null }}
            bill={bill}
            party={null}
          />
        )}
      </ReadState>
    </Page>
  );
}

function OfParty(props: { target: FormTarget; title: string; suggestion: string | null }) {
  const { target, title, suggestion } = props;
  const companyId = useCompanyId();
  const read = useParty({ companyId, partyId: target.partyId, asOf: null });
  const body = (party: Party) =>
    target.kind === "rematch" ? (
      <RematchForm target={target} party={party} suggestion={suggestion} />
    ) : (
      <CorrectionFormCard target={target} bill={null} party={party} />
    );
  return (
    <Page title={title} subtitle={read.data?.name ?? ""} back narrow>
      <ReadState read={read} skeleton={[5]}>
        {body}
      </ReadState>
    </Page>
  );
}

function billText(evidence: BillEvidence | undefined): string {
  return evidence === undefined ? "" : `${evidence.party.name} · ${evidence.bill.name}`;
}
