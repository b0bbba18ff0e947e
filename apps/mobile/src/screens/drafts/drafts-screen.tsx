import type { Draft } from "@cfa/contract/drafts";
import { useLocalSearchParams, useRouter } from "expo-router";
import { View } from "react-native";

import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { Money } from "../../components/money";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { PagedList } from "../../components/paged-list";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { Way } from "../../components/way";
import { useWords, useWordsOf } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { OFFER_REGISTER_WORDS } from "../../locale/offer-register/words";
import { useDrafts } from "../../queries/use-drafts";
import { useCompanyId } from "../../session/view";
import { DraftSheet } from "./draft-sheet";
import { stateOf } from "./draft-state";

/** Vouchers on their way to Tally, and the sheet of the one in the address. */
export function DraftsScreen() {
  const words = useWords();
  const register = useWordsOf(OFFER_REGISTER_WORDS);
  const router = useRouter();
  const companyId = useCompanyId();
  const { draft: draftId } = useLocalSearchParams<{ draft?: string }>();
  const read = useDrafts(companyId);
  const show = (draft: string | undefined): void => router.setParams({ draft });
  return (
    <Page title={words.drafts.heading} subtitle={words.drafts.subtitle} back narrow onRefresh={read.refetch}>
      <Card flush testID="drafts">
        <PagedList
          read={read}
          skeleton={[4]}
          empty={<Empty title={words.drafts.none} text={words.drafts.noneText} testID="drafts-empty" />}
          row={(row, at) => (
            <DraftRow key={row.draftId} draft={row} at={at} onPress={() => show(row.draftId)} />
          )}
        />
      </Card>
      <View style={{ alignItems: "flex-start" }}>
        <Way
          title={register.heading}
          href={{ pathname: "/[companyId]/offers/register", params: { companyId } }}
          testID="drafts-register"
        />
      </View>
      {draftId === undefined ? null : (
        <DraftSheet companyId={companyId} draftId={draftId} onClose={() => show(undefined)} />
      )}
    </Page>
  );
}

function DraftRow(props: { draft: Draft; at: number; onPress: () => void }) {
  const { draft, at, onPress } = props;
  const words = useWords();
  const { key, kind } = stateOf(draft);
  return (
    <LinkRow
      to={onPress}
      isFirst={at === 0}
      aside={<Money paise={draft.amount} type="strong" align="right" />}
      testID={`draft-row-${at}`}
    >
      <Text type="strong" lines={2}>
        {draft.party.name}
      </Text>
      <Text type="small" tone="textMuted">
        {`${words.drafts.kinds[draft.kind]} ${words.drafts.forBill(draft.bill.name)}`}
      </Text>
      <Text type="small" tone="textMuted">
        {`${dayText(draft.date)} · ${draft.marker}`}
      </Text>
      <Tag title={words.drafts.states[key]} kind={kind} testID={`draft-state-${at}`} />
    </LinkRow>
  );
}
