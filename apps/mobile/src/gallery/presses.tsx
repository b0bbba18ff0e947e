import { View } from "react-native";

import { Button } from "../components/button";
import { Chips } from "../components/chips";
import { ViewChoice, type ChartView } from "../components/chart/view-choice";
import { Choice } from "../components/choice";
import { CopyButton } from "../components/copy-button";
import { LanguageChoice } from "../components/language-choice";
import { LoadMore } from "../components/load-more";
import { Many } from "../components/many";
import { Press, PressLink } from "../components/press";
import { ReportsLink } from "../components/reports-link";
import { Segmented } from "../components/segmented";
import { Text } from "../components/text";
import { Tick } from "../components/tick";
import { Way } from "../components/way";
import { useWords } from "../locale/locale";
import { SPACE } from "../theme/tokens";
import type { Group } from "./group";
import { Kept } from "./kept";
import { COMPANY_ID, HINDI_PARTY, LONG_PARTY, PARTY } from "./made-up";

const HERE = `/gallery/${COMPANY_ID}` as const;
const nothing = () => undefined;

/** What is pressed, chosen or ticked. */
export const PRESSES: Group = [
  {
    of: "Button",
    states: {
      primary: (words) => <Button kind="primary" title={words.common.retry} onPress={nothing} />,
      secondary: (words) => <Button title={words.common.cancel} onPress={nothing} />,
      danger: (words) => <Button kind="danger" title={words.settings.signOut} onPress={nothing} />,
      "with a sign": (words) => <Button icon="calendar" title={words.asOf.backToToday} onPress={nothing} />,
      busy: (words) => <Button kind="primary" busy title={words.common.retry} onPress={nothing} />,
      "busy, secondary": (words) => <Button busy title={words.common.loadMore} onPress={nothing} />,
      "busy, danger": (words) => (
        <Button kind="danger" busy title={words.settings.signOut} onPress={nothing} />
      ),
      long: () => <Button title={LONG_PARTY} onPress={nothing} />,
    },
  },
  {
    of: "Press",
    states: {
      usual: (words) => (
        <Press onPress={nothing}>
          <Text>{words.common.showAll}</Text>
        </Press>
      ),
      chosen: (words) => (
        <Press onPress={nothing} selected>
          <Text>{words.common.showAll}</Text>
        </Press>
      ),
      disabled: (words) => (
        <Press onPress={nothing} disabled>
          <Text>{words.common.showAll}</Text>
        </Press>
      ),
    },
  },
  {
    of: "PressLink",
    states: {
      usual: (words) => (
        <PressLink href={HERE}>
          <Text>{words.common.showAll}</Text>
        </PressLink>
      ),
      "the page itself": (words) => (
        <PressLink href={HERE} current>
          <Text>{words.common.showAll}</Text>
        </PressLink>
      ),
    },
  },
  {
    of: "Way",
    states: {
      usual: (words) => <Way title={words.nav.home} href={HERE} testID="way" />,
      long: () => <Way title={LONG_PARTY} href={HERE} testID="way" />,
    },
  },
  {
    of: "ReportsLink",
    states: { usual: (words) => <ReportsLink companyId={COMPANY_ID} title={words.reports.heading} /> },
  },
  {
    of: "Choice",
    states: {
      chosen: () => <Choice title={PARTY} note={HINDI_PARTY} chosen onPress={nothing} />,
      "not chosen": () => <Choice title={PARTY} chosen={false} onPress={nothing} />,
      long: () => <Choice title={LONG_PARTY} note={LONG_PARTY} chosen onPress={nothing} />,
    },
  },
  {
    of: "Chips",
    states: {
      "one chosen": (words) => (
        <Kept<"all" | "late" | "new"> first="all">
          {(chosen, onChoose) => (
            <Chips
              label={words.nav.parties}
              options={[
                { key: "all", title: words.common.showAll, note: "1,234" },
                { key: "late", title: words.payments.classes.late, note: "12" },
                { key: "new", title: words.payments.classes.new },
              ]}
              chosen={chosen}
              onChoose={onChoose}
              testID="chips"
            />
          )}
        </Kept>
      ),
      "many, none chosen": (words) => (
        <Chips
          label={words.nav.parties}
          options={words.start.company.months.map((title) => ({ key: title, title }))}
          chosen={null}
          onChoose={nothing}
          testID="months"
        />
      ),
    },
  },
  {
    of: "Segmented",
    states: {
      "one chosen": (words) => (
        <Kept<"a" | "b"> first="a">
          {(chosen, onChoose) => (
            <Segmented
              label={words.nav.parties}
              options={[
                { key: "a", title: words.side.due },
                { key: "b", title: words.side.overdue },
              ]}
              chosen={chosen}
              onChoose={onChoose}
            />
          )}
        </Kept>
      ),
    },
  },
  {
    of: "ViewChoice",
    states: {
      usual: () => (
        <Kept<ChartView> first="picture">
          {(chosen, onChoose) => <ViewChoice chosen={chosen} onChoose={onChoose} testID="view" />}
        </Kept>
      ),
    },
  },
  { of: "LanguageChoice", states: { usual: () => <LanguageChoice /> } },
  {
    of: "Tick",
    states: {
      "ticked and not": () => (
        <View style={{ flexDirection: "row", gap: SPACE.s }}>
          <Tick label={PARTY} ticked onPress={nothing} />
          <Tick label={LONG_PARTY} ticked={false} onPress={nothing} />
        </View>
      ),
    },
  },
  {
    of: "Many",
    states: {
      "none chosen": () => <ManyOf chosen={0} />,
      "some chosen": () => <ManyOf chosen={2} />,
      "all chosen": () => <ManyOf chosen={3} />,
    },
  },
  { of: "CopyButton", states: { usual: () => <CopyButton title={PARTY} text={PARTY} testID="copy" /> } },
  {
    of: "LoadMore",
    states: {
      more: () => <LoadMore hasMore busy={false} onPress={nothing} />,
      busy: () => <LoadMore hasMore busy onPress={nothing} />,
    },
  },
];

function ManyOf({ chosen }: { chosen: number }) {
  const { common } = useWords();
  return (
    <Many
      chosen={chosen}
      of={3}
      text={common.bills(chosen)}
      all={common.bills(3)}
      onAll={nothing}
      clear={common.cancel}
      onClear={nothing}
      deeds={[
        { title: PARTY, kind: "primary", onPress: nothing, testID: "first" },
        { title: LONG_PARTY, onPress: nothing, testID: "second" },
      ]}
      testID="many"
    />
  );
}
