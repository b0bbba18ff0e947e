import { View } from "react-native";

import { Button } from "../components/button";
import { Card } from "../components/card";
import { LinkRow } from "../components/link-row";
import { ListRow } from "../components/list-row";
import { LongRows } from "../components/long-rows";
import { Money } from "../components/money";
import { Empty } from "../components/notice";
import { PagedList, type PagedRead } from "../components/paged-list";
import { Tag } from "../components/tag";
import { Text } from "../components/text";
import { Tick } from "../components/tick";
import { WaitingDeeds } from "../components/waiting/waiting-deeds";
import type { Group } from "./group";
import { COMPANY_ID, DEEDS, HINDI_PARTY, LONG_PARTY, PARTY, SUMS } from "./made-up";
import { READS } from "./states";

const HERE = `/gallery/${COMPANY_ID}` as const;
const NAMES = [PARTY, LONG_PARTY, HINDI_PARTY];

const listRow = (name: string, at: number) => (
  <ListRow key={at} title={name} about={[PARTY, "118"]} isFirst={at === 0} testID={`row-${at}`} />
);

/** A list as its read hook gives it: in the state of `read`, and with these rows where that is there. */
function paged(read: string, rows: readonly string[], hasNextPage = false): PagedRead<string> {
  const state = READS[read];
  if (state === undefined) throw new Error(`no state ${read}`);
  return {
    ...state,
    data: state.data === undefined ? undefined : { pages: [{ rows }] },
    hasNextPage,
    isFetchingNextPage: false,
    fetchNextPage: () => Promise.resolve(),
  };
}

function Paged({ read }: { read: PagedRead<string> }) {
  return (
    <PagedList
      read={read}
      skeleton={[3]}
      row={listRow}
      head={(rows) => <Text type="smallStrong">{rows.length}</Text>}
      empty={<Empty title={PARTY} />}
    />
  );
}

/** Cards, rows and lists. */
export const LISTS: Group = [
  {
    of: "Card",
    states: {
      plain: () => (
        <Card>
          <Text>{PARTY}</Text>
        </Card>
      ),
      "heading, hint and something aside": (words) => (
        <Card
          heading={PARTY}
          hint={HINDI_PARTY}
          aside={<Tag title={words.common.inferred} kind="inferred" />}
        >
          <Text>{LONG_PARTY}</Text>
        </Card>
      ),
      "long heading, huge figure": () => (
        <Card heading={LONG_PARTY} aside={<Money paise={SUMS.huge} type="strong" />}>
          <Text>{HINDI_PARTY}</Text>
        </Card>
      ),
    },
  },
  {
    of: "ListRow",
    states: {
      "with something to do": (words) => (
        <View role="list">
          <ListRow title={LONG_PARTY} about={[HINDI_PARTY, "118"]} isFirst testID="long">
            <Button title={words.common.retry} of={LONG_PARTY} onPress={() => undefined} />
          </ListRow>
          <ListRow title={PARTY} about={["118"]} testID="short" />
        </View>
      ),
      "with a box to tick": () => (
        <View role="list">
          <ListRow
            title={LONG_PARTY}
            about={[HINDI_PARTY, "118"]}
            isFirst
            lead={<Tick label={LONG_PARTY} ticked onPress={() => undefined} />}
            testID="ticked"
          >
            <Money paise={SUMS.usual} type="strong" />
          </ListRow>
        </View>
      ),
    },
  },
  {
    of: "LinkRow",
    states: {
      "a link and a press": () => (
        <View role="list">
          <LinkRow to={HERE} isFirst aside={<Money paise={SUMS.usual} type="strong" />} testID="link">
            <Text type="strong">{LONG_PARTY}</Text>
          </LinkRow>
          <LinkRow to={() => undefined} aside={<Money paise={SUMS.huge} type="strong" />} testID="press">
            <Text type="strong">{PARTY}</Text>
          </LinkRow>
        </View>
      ),
    },
  },
  {
    of: "LongRows",
    states: {
      "a few": () => (
        <View role="list">
          <LongRows rows={NAMES} row={listRow} isWhole gap={0} />
        </View>
      ),
    },
  },
  {
    of: "PagedList",
    states: {
      loading: () => <Paged read={paged("loading", [])} />,
      empty: () => <Paged read={paged("there", [])} />,
      failed: () => <Paged read={paged("failed", [])} />,
      "with more": () => <Paged read={paged("there", NAMES, true)} />,
      "old, not read again": () => <Paged read={paged("old, not read again", NAMES)} />,
    },
  },
  {
    of: "WaitingDeeds",
    states: {
      waiting: () => <WaitingDeeds deeds={DEEDS.slice(0, 1)} />,
      "one refused": () => <WaitingDeeds deeds={DEEDS} />,
    },
  },
];
