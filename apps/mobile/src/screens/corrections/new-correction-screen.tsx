import { CORRECTION_KINDS } from "@cfa/contract/correction-kinds";
import { oneOf } from "@cfa/contract/typed";
import type { BillEvidence, Party } from "@cfa/contract/reads";
import { useLocalSearchParams } from "expo-router";

import { Card } from "../../components/card";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { useWords } from "../../locale/locale";
import { useBillEvidence } from "../../queries/use-bill-evidence";
import { useConflict } from "../../queries/use-corrections";
import { useParty } from "../../queries/use-party";
import { useCompanyId } from "../../session/view";
import { CorrectionFormCard } from "./correction-form";
import { editedForm, type Edited } from "./edited-form";
import type { FormTarget } from "./form-state";
import { RematchForm } from "./rematch-form";

type About = { target: FormTarget; title: string; suggestion: string | null; edited?: Edited };

/** The page on which something is corrected beside Tally: about a bill, a party, or a voucher's money; anew, or an earlier word. */
export function NewCorrectionScreen() {
  const words = useWords();
  const params = useLocalSearchParams<{
    kind?: string;
    partyId?: string;
    billId?: string;
    voucherId?: string;
    lineNo?: string;
    suggestion?: string;
    edits?: string;
  }>();
  const kind = oneOf(CORRECTION_KINDS, params.kind) ?? "due-date";
  const { billId, partyId, voucherId, edits } = params;
  const money =
    voucherId === undefined ? null : { voucherId, lineNo: Number.parseInt(params.lineNo ?? "1", 10) || 1 };
  const about: About = {
    target: { kind, partyId: partyId ?? "", billId: billId ?? null, money },
    title: words.corrections.make[kind],
    suggestion: params.suggestion ?? null,
  };
  return edits === undefined ? <Of {...about} /> : <Changed about={about} correctionId={edits} />;
}

/** The form of a correction in conflict, with what was said. */
function Changed({ about, correctionId }: { about: About; correctionId: string }) {
  const words = useWords();
  const companyId = useCompanyId();
  const read = useConflict({ companyId, partyId: about.target.partyId, correctionId });
  const edited = read.data?.correction === undefined ? null : editedForm(read.data.correction);
  if (edited !== null) return <Of {...about} edited={edited} />;
  return (
    <Page title={about.title} back narrow>
      <ReadState read={read} skeleton={[5]}>
        {() => (
          <Card>
            <Empty title={words.corrections.editGone} testID="edit-gone" />
          </Card>
        )}
      </ReadState>
    </Page>
  );
}

function Of(about: About) {
  const { billId } = about.target;
  return billId === null ? <OfParty {...about} /> : <OfBill {...about} billId={billId} />;
}

function OfBill({ target, title, edited, billId }: About & { billId: string }) {
  const companyId = useCompanyId();
  const read = useBillEvidence({ companyId, billId, asOf: null });
  return (
    <Page title={title} subtitle={billText(read.data)} back narrow>
      <ReadState read={read} skeleton={[5]}>
        {({ bill, party }) => (
          <CorrectionFormCard
            target={{ ...target, partyId: party.partyId }}
            bill={bill}
            party={null}
            initial={edited?.initial ?? {}}
            replaces={edited?.replaces}
          />
        )}
      </ReadState>
    </Page>
  );
}

function OfParty({ target, title, suggestion, edited }: About) {
  const companyId = useCompanyId();
  const read = useParty({ companyId, partyId: target.partyId, asOf: null });
  const body = (party: Party) =>
    target.kind === "rematch" ? (
      <RematchForm target={target} party={party} suggestion={suggestion} edited={edited} />
    ) : (
      <CorrectionFormCard
        target={target}
        bill={null}
        party={party}
        initial={edited?.initial ?? {}}
        replaces={edited?.replaces}
      />
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
