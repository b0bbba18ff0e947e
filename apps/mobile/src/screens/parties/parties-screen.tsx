import { PAYMENT_CLASSES } from "@cfa/contract/correction-kinds";
import type { PaymentClass } from "@cfa/contract/payment-class";
import { oneOf } from "@cfa/contract/typed";
import { useLocalSearchParams, useRouter } from "expo-router";
import { useDeferredValue, useEffect, useState } from "react";
import { FlatList, StyleSheet, View } from "react-native";

import { AsOf, AsOfNotice } from "../../components/as-of";
import { Card } from "../../components/card";
import { Field } from "../../components/field";
import { LoadMore } from "../../components/load-more";
import { Empty } from "../../components/notice";
import { usePageFrame } from "../../components/page";
import { PageHead } from "../../components/page-head";
import { ReadState } from "../../components/read-state";
import { ReportsLink } from "../../components/reports-link";
import { Segmented } from "../../components/segmented";
import { useWords } from "../../locale/locale";
import { useKeptScroll } from "../../platform/kept-scroll";
import { useSettled } from "../../platform/settled";
import { useParties, type SideName } from "../../queries/use-parties";
import { useAsOf, useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { ClassChips } from "./class-chips";
import { PartyRow, PartyTableHead } from "./party-row";

const TYPING_MILLIS = 250;
/** So many windows before the end of the list the next page is fetched. */
const AHEAD_WINDOWS = 12;

/** Every party with something outstanding, one side at a time, by name where asked. */
export function PartiesScreen() {
  const companyId = useCompanyId();
  const { asOf } = useAsOf();
  const filters = useFilters();
  const { side, settled } = filters;
  // How a party pays is learned about today alone.
  const paying = asOf === null ? filters.paying : null;
  const read = useParties({ companyId, asOf, side, search: settled, paying });
  const rows = useDeferredValue(read.data?.pages.flatMap((page) => page.rows) ?? []);
  const isWanted = read.hasNextPage && !read.isFetchingNextPage && read.error === null;
  const frame = usePageFrame();
  const colours = useColours();
  return (
    <FlatList
      {...useKeptScroll<FlatList>()}
      role="main"
      style={{ backgroundColor: colours.ground }}
      contentContainerStyle={frame}
      data={rows}
      keyExtractor={(party) => party.partyId}
      renderItem={({ item, index }) => (
        <PartyRow party={item} at={index} companyId={companyId} isLast={index === rows.length - 1} />
      )}
      keyboardShouldPersistTaps="handled"
      refreshing={false}
      onRefresh={() => void read.refetch()}
      onEndReached={() => (isWanted ? void read.fetchNextPage() : undefined)}
      onEndReachedThreshold={AHEAD_WINDOWS}
      ListHeaderComponent={
        <View>
          <Head filters={filters} />
          <ReadState read={read} skeleton={[5, 5]}>
            {() =>
              rows.length > 0 ? (
                <PartyTableHead />
              ) : (
                <Card>
                  <NoParties search={settled} paying={paying} />
                </Card>
              )
            }
          </ReadState>
        </View>
      }
      ListFooterComponent={
        <LoadMore hasMore={read.hasNextPage} busy={read.isFetchingNextPage} onPress={read.fetchNextPage} />
      }
    />
  );
}

function Head({ filters }: { filters: Filters }) {
  const { side, setSide, search, setSearch, paying, setPaying } = filters;
  const words = useWords();
  const { asOf } = useAsOf();
  return (
    <View style={styles.head}>
      <PageHead title={words.parties.heading} aside={<AsOf shown={asOf ?? undefined} />} />
      <AsOfNotice />
      <View style={styles.filters}>
        <View style={styles.search}>
          <Field
            label={words.parties.search}
            value={search}
            onChange={setSearch}
            icon="search"
            clearLabel={words.parties.clear}
            hideLabel
            testID="party-search"
          />
        </View>
        <Segmented
          label={words.parties.side}
          options={[
            { key: "receivable", title: words.parties.receivable },
            { key: "payable", title: words.parties.payable },
          ]}
          chosen={side}
          onChoose={setSide}
          testID="parties-side"
        />
        <ReportsLink companyId={useCompanyId()} title={words.reports.open} />
      </View>
      {asOf === null ? <ClassChips side={side} chosen={paying} onChoose={setPaying} /> : null}
    </View>
  );
}

function NoParties({ search, paying }: { search: string; paying: PaymentClass | null }) {
  const words = useWords();
  if (paying !== null) {
    return (
      <Empty
        icon="parties"
        title={words.payments.noneInClass}
        text={words.payments.noneInClassText}
        testID="parties-empty"
      />
    );
  }
  return search === "" ? (
    <Empty icon="parties" title={words.parties.none} text={words.parties.noneText} testID="parties-empty" />
  ) : (
    <Empty
      icon="search"
      title={words.parties.noMatch(search)}
      text={words.parties.noMatchText}
      testID="parties-empty"
    />
  );
}

type Filters = ReturnType<typeof useFilters>;

/** Side, search and way of paying are part of the address, so that a link and the way back keep them. */
function useFilters() {
  const router = useRouter();
  const params = useLocalSearchParams<{ side?: string; search?: string; class?: string }>();
  const [search, setSearch] = useState(params.search ?? "");
  const settled = useSettled(search.trim(), TYPING_MILLIS);
  useEffect(() => {
    if (settled !== (params.search ?? "")) router.setParams({ search: settled === "" ? undefined : settled });
  }, [settled, params.search, router]);
  const side: SideName = params.side === "payable" ? "payable" : "receivable";
  return {
    side,
    setSide: (chosen: SideName) => router.setParams({ side: chosen }),
    paying: oneOf(PAYMENT_CLASSES, params.class) ?? null,
    setPaying: (chosen: PaymentClass | null) => router.setParams({ class: chosen ?? undefined }),
    search,
    setSearch,
    settled,
  };
}

const styles = StyleSheet.create({
  head: { gap: SPACE.m, marginBottom: SPACE.l },
  filters: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.m },
  search: { flexGrow: 1, flexBasis: 260 },
});
