import { CORRECTION_STATES } from "@cfa/contract/correction-kinds";
import { oneOf } from "@cfa/contract/typed";
import { useLocalSearchParams, useRouter } from "expo-router";

import { Card } from "../../components/card";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { PagedList } from "../../components/paged-list";
import { ReviewTabs } from "../../components/review-tabs";
import { useWords } from "../../locale/locale";
import { useCorrections } from "../../queries/use-corrections";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { CorrectionCard } from "./correction-card";
import { StateChips } from "./state-chips";
import { TakeAll } from "./take-all";

/** What people have said beside Tally: by state, with what can be done about each. */
export function CorrectionsScreen() {
  const words = useWords();
  const router = useRouter();
  const companyId = useCompanyId();
  const params = useLocalSearchParams<{ state?: string }>();
  const state = oneOf(CORRECTION_STATES, params.state) ?? null;
  const read = useCorrections({ companyId, state });
  return (
    <Page
      title={words.corrections.heading}
      subtitle={words.corrections.subtitle}
      narrow
      onRefresh={read.refetch}
    >
      <ReviewTabs current="corrections" />
      <StateChips
        counts={read.data?.pages[0]?.counts}
        chosen={state}
        onChoose={(chosen) => router.setParams({ state: chosen ?? undefined })}
      />
      <PagedList
        read={read}
        skeleton={[4, 4]}
        gap={SPACE.m}
        empty={
          <Card>
            <Empty
              title={words.corrections.none}
              text={words.corrections.noneText}
              testID="corrections-empty"
            />
          </Card>
        }
        head={(rows) => <TakeAll rows={rows} />}
        row={(row, at) => <CorrectionCard key={row.correctionId} correction={row} at={at} />}
      />
    </Page>
  );
}
