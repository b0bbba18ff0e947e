import type { Freshness, Home } from "@cfa/contract/reads";
import { useRouter } from "expo-router";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { AsOf, AsOfNotice } from "../../components/as-of";
import { Button } from "../../components/button";
import { CompanySwitch } from "../../components/company-switch";
import { verdictOf } from "../../components/freshness-verdict";
import { FreshnessBar } from "../../components/freshness-bar";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Card } from "../../components/card";
import { WaitingDeeds } from "../../components/waiting/waiting-deeds";
import { useLocale, useWords } from "../../locale/locale";
import { troubleText } from "../../locale/trouble-text";
import { readAllAgain } from "../../queries/query-client";
import { useMyRole } from "../../queries/use-companies";
import { useFreshness } from "../../queries/use-freshness";
import { useHome } from "../../queries/use-home";
import type { SideName } from "../../queries/use-parties";
import { useMsmeDues } from "../../queries/use-today";
import { useWaiting } from "../../queries/waiting/waiting";
import { useAsOf, useCompanyId } from "../../session/view";
import { useLayout } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { AgeingCard } from "./ageing-card";
import { AskLink } from "./ask-link";
import { CashCard } from "./cash-card";
import { InAndOut } from "./in-out";
import { MsmeCard } from "./msme-card";
import { OffersCard } from "./offers-card";
import { RiskyCard } from "./risky-card";
import { SearchLink } from "./search-link";
import { SideCard } from "./side-card";
import { TodayCards } from "./today-cards";
import { TopOverdue } from "./top-overdue";

/** The owner's home: how fresh, how much, how old, who. */
export function HomeScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const { asOf } = useAsOf();
  const home = useHome(companyId, asOf);
  const freshness = useFreshness(companyId);
  // One notice for both: figures beside a freshness that could not be asked for are not known to be fresh.
  const read = {
    ...home,
    error: home.error ?? freshness.error,
    refetch: () => Promise.all([home.refetch(), freshness.refetch()]),
  };
  const layout = useLayout();
  return (
    <Page
      title={words.home.heading}
      instead={layout === "desktop" ? undefined : <CompanySwitch asTitle />}
      aside={<AsOf shown={read.data?.asOf} />}
      onRefresh={readAllAgain}
    >
      <FreshnessBar companyId={companyId} known={read.data?.freshness} />
      <Waiting companyId={companyId} />
      <AsOfNotice />
      <ReadState read={read} skeleton={[6, 5, 6]}>
        {(home) => (home.freshness.generation === 0 ? <NoBooks /> : <Figures home={home} />)}
      </ReadState>
    </Page>
  );
}

/** What was done without a connection and waits to be sent. */
function Waiting({ companyId }: { companyId: string }) {
  const deeds = useWaiting(companyId);
  return deeds.length === 0 ? null : <WaitingDeeds deeds={deeds} />;
}

function Figures({ home }: { home: Home }) {
  const [side, setSide] = useState<SideName>("receivable");
  const layout = useLayout();
  const find = (
    <View style={styles.find}>
      <View style={styles.half}>
        <SearchLink />
      </View>
      <AskLink />
    </View>
  );
  const ageing = <AgeingCard home={home} side={side} onSide={setSide} />;
  const overdue = <TopOverdue side={home[side]} name={side} />;
  const cash = <CashCard freshness={home.freshness} />;
  const flows = <InAndOut freshness={home.freshness} />;
  const today = <OfToday freshness={home.freshness} />;
  if (layout === "phone") {
    return (
      <View style={styles.stack}>
        {find}
        {cash}
        {flows}
        {today}
        <SideCard side={home.receivable} name="receivable" />
        {ageing}
        {overdue}
        <SideCard side={home.payable} name="payable" />
      </View>
    );
  }
  return (
    <View style={styles.stack}>
      {find}
      {cash}
      {flows}
      {today}
      <View style={[styles.row, styles.level]}>
        <View style={styles.half}>
          <SideCard side={home.receivable} name="receivable" />
        </View>
        <View style={styles.half}>
          <SideCard side={home.payable} name="payable" />
        </View>
      </View>
      <View style={layout === "desktop" ? styles.row : styles.stack}>
        <View style={layout === "desktop" ? styles.half : null}>{ageing}</View>
        <View style={layout === "desktop" ? styles.half : null}>{overdue}</View>
      </View>
    </View>
  );
}

/** What is about today alone: nothing of it on an earlier day, and nothing learned while the figures may not be relied on. */
function OfToday({ freshness }: { freshness: Freshness }) {
  const { asOf } = useAsOf();
  const clock = useMsmeDues(useCompanyId()).data;
  const layout = useLayout();
  if (asOf !== null) return null;
  const cards = [
    ...(verdictOf(freshness).verdict === "bad" ? [] : [<RiskyCard key="risky" />]),
    ...(clock?.applies ? [<MsmeCard key="msme" clock={clock} />] : []),
  ];
  return (
    <>
      <TodayCards />
      <OffersCard />
      <View style={layout === "desktop" ? styles.row : styles.stack}>
        {layout === "desktop"
          ? cards.map((card) => (
              <View key={card.key} style={styles.half}>
                {card}
              </View>
            ))
          : cards}
      </View>
    </>
  );
}

/** Before there are books: how the first reading goes, or the ways to begin one. */
function NoBooks() {
  const companyId = useCompanyId();
  const freshness = useFreshness(companyId, { isAwaited: true }).data;
  const trouble = freshness?.trouble ?? null;
  const isBegun = freshness?.running || trouble;
  return <Card testID="home-empty">{isBegun ? <FirstReading trouble={trouble} /> : <NothingRead />}</Card>;
}

function FirstReading({ trouble }: { trouble: Freshness["trouble"] }) {
  const { language, words } = useLocale();
  const router = useRouter();
  const params = { companyId: useCompanyId() };
  const said = trouble && troubleText(trouble, language);
  return (
    <Empty
      icon={said ? "warn" : "sync"}
      title={said ? said.message : words.start.first.onHome}
      text={said ? said.fix : words.start.first.onHomeText}
      action={
        <Button
          title={words.start.first.toProgress}
          kind="primary"
          onPress={() => router.push({ pathname: "/[companyId]/first-figures", params })}
          testID="home-progress"
        />
      }
    />
  );
}

function NothingRead() {
  const words = useWords();
  const router = useRouter();
  const companyId = useCompanyId();
  const role = useMyRole(companyId);
  const params = { companyId };
  return (
    <Empty
      icon="sync"
      title={words.home.emptyTitle}
      text={words.home.emptyText}
      action={
        role === "viewer" ? undefined : (
          <View style={styles.ways}>
            <Button
              title={words.start.connect.heading}
              kind="primary"
              icon="sync"
              onPress={() => router.push({ pathname: "/[companyId]/connect", params })}
              testID="home-connect"
            />
            <Button
              title={words.start.connect.files}
              icon="upload"
              onPress={() => router.push({ pathname: "/[companyId]/upload", params })}
              testID="home-upload"
            />
          </View>
        )
      }
    />
  );
}

const styles = StyleSheet.create({
  ways: { gap: SPACE.s },
  stack: { gap: SPACE.l },
  find: { flexDirection: "row", gap: SPACE.s },
  row: { flexDirection: "row", gap: SPACE.l, alignItems: "flex-start" },
  level: { alignItems: "stretch" },
  half: { flex: 1, minWidth: 0 },
});
