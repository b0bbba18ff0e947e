import type { DraftKind } from "@cfa/contract/draft-voucher";
import { useLocalSearchParams } from "expo-router";
import { View } from "react-native";

import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { useWords } from "../../locale/locale";
import { useDraftChoices } from "../../queries/use-drafts";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { problemText } from "./draft-sheet";
import { NewDraftForm } from "./new-draft-form";

/** The page on which a credit note or a receipt is drafted for one bill. */
export function NewDraftScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const { billId, kind: asked } = useLocalSearchParams<{ billId: string; kind: string }>();
  const kind: DraftKind = asked === "receipt" ? "receipt" : "credit-note";
  const read = useDraftChoices({ companyId, billId, kind });
  const subtitle = read.data && `${read.data.party.name} · ${words.drafts.forBill(read.data.bill.name)}`;
  return (
    <Page title={words.drafts.draftKind[kind]} {...(subtitle === undefined ? {} : { subtitle })} back narrow>
      <ReadState read={read} skeleton={[5]}>
        {(choices) => {
          const missing = choices.ledgers.length === 0 ? [words.drafts.form.noLedgers[kind]] : [];
          const why = [...choices.problems.map((problem) => problemText(problem, words)), ...missing];
          if (why.length === 0 && choices.day !== null)
            return <NewDraftForm choices={choices} day={choices.day} companyId={companyId} />;
          return (
            <View style={{ gap: SPACE.s }} testID="draft-impossible">
              {(why.length === 0 ? [words.drafts.problems["date-outside-year"]] : why).map((sentence) => (
                <Notice key={sentence} icon="bad" kind="bad">
                  {sentence}
                </Notice>
              ))}
            </View>
          );
        }}
      </ReadState>
    </Page>
  );
}
