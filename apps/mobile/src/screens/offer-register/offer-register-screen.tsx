import type { DiscountRegister } from "@cfa/contract/discount-register";
import { NOTE_LISTS } from "@cfa/contract/offer-kinds";
import { useState } from "react";
import { View } from "react-native";

import { Card } from "../../components/card";
import { Fact, Facts } from "../../components/fact";
import { Money } from "../../components/money";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { PagedList } from "../../components/paged-list";
import { Segmented } from "../../components/segmented";
import { Text } from "../../components/text";
import { useLocale, useWordsOf } from "../../locale/locale";
import { monthText } from "../../locale/moment-text";
import { OFFER_REGISTER_WORDS } from "../../locale/offer-register/words";
import { useOfferRegister } from "../../queries/use-offer-register";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { askOf } from "../reports/report-ask";
import { ReportFiles } from "../reports/report-files";
import { NoteRow } from "./note-row";
import { RulesCard } from "./rules-card";

type List = (typeof NOTE_LISTS)[number];

/** Discounts that customers earned: the credit notes to post first, with their clock, and the rules they go by. */
export function OfferRegisterScreen() {
  const words = useWordsOf(OFFER_REGISTER_WORDS);
  const [list, setList] = useState<List>("to-post");
  const read = useOfferRegister(useCompanyId(), list);
  const whole: DiscountRegister | undefined = read.data?.pages[0];
  const none = { all: words.none, "to-post": words.noneToPost, posted: words.nonePosted }[list];
  return (
    <Page title={words.heading} back narrow onRefresh={read.refetch}>
      <Text tone="textMuted">{words.text}</Text>
      {whole === undefined ? null : <Sums whole={whole} />}
      <Segmented
        label={words.list}
        options={(["to-post", "posted", "all"] as const).map((key) => ({ key, title: words.lists[key] }))}
        chosen={list}
        onChoose={setList}
        testID="register-list"
      />
      <Card flush testID="register">
        <PagedList
          read={read}
          skeleton={[4]}
          empty={
            <Empty
              icon={list === "to-post" && whole?.total.count !== 0 ? "good" : "none"}
              title={whole?.total.count === 0 ? words.none : none}
              {...(whole?.total.count === 0 ? { text: words.noneText } : {})}
              testID="register-none"
            />
          }
          row={(row, at) => (
            <NoteRow
              key={row.offerId}
              row={row}
              at={at}
              ledgers={whole?.ledgers ?? []}
              mayDraft={whole?.mayDraft ?? false}
            />
          )}
        />
      </Card>
      {whole === undefined ? null : (
        <>
          <Months whole={whole} />
          <RulesCard rules={whole.rules} />
          <Files />
        </>
      )}
    </Page>
  );
}

function Sums({ whole: { total } }: { whole: DiscountRegister }) {
  const words = useWordsOf(OFFER_REGISTER_WORDS);
  return (
    <Card testID="register-sums">
      <Facts>
        {[
          { label: words.toPost, ...total.toPost },
          { label: words.earned, ...total },
        ].map(({ label, count, discount }) => (
          <Fact key={label} label={label}>
            <View>
              <Money paise={discount} type="title" />
              <Text type="small" tone="textMuted">
                {words.times(count)}
              </Text>
            </View>
          </Fact>
        ))}
      </Facts>
    </Card>
  );
}

function Months({ whole: { months } }: { whole: DiscountRegister }) {
  const words = useWordsOf(OFFER_REGISTER_WORDS);
  if (months.length === 0) return null;
  return (
    <Card heading={words.months} testID="register-months">
      <View style={{ gap: SPACE.s }}>
        {months.map(({ month, count, discount }) => (
          <View
            key={month}
            style={{ flexDirection: "row", justifyContent: "space-between", gap: SPACE.m, flexWrap: "wrap" }}
          >
            <Text>{`${monthText(month)} · ${words.times(count)}`}</Text>
            <Money paise={discount} align="right" />
          </View>
        ))}
      </View>
    </Card>
  );
}

function Files() {
  const { language } = useLocale();
  const words = useWordsOf(OFFER_REGISTER_WORDS);
  const companyId = useCompanyId();
  const ask = askOf("discounts", {}, { asOf: null, language });
  return (
    <Card heading={words.keep} testID="register-files">
      <ReportFiles companyId={companyId} report="discounts" ask={ask} />
    </Card>
  );
}
