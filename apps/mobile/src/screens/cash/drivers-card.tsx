import type { CashDriver } from "@cfa/contract/cash-forecast";
import { paiseFromJson } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { ListRow } from "../../components/list-row";
import { Money } from "../../components/money";
import { Empty } from "../../components/notice";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { classText } from "./cash-figures";

/** What sets the worst cases apart from the usual ones. */
export function DriversCard({ drivers }: { drivers: readonly CashDriver[] }) {
  const words = useWords();
  return (
    <Card heading={words.cash.drivers.heading} hint={words.cash.drivers.hint} testID="cash-drivers" flush>
      {drivers.length === 0 ? (
        <Empty title={words.cash.drivers.empty} icon="good" />
      ) : (
        <View role="list" style={styles.list}>
          {drivers.map((driver, at) => (
            <Driver
              key={`${driver.kind} ${driver.name} ${driver.class} ${driver.direction}`}
              {...{ driver, at }}
            />
          ))}
        </View>
      )}
    </Card>
  );
}

function Driver({ driver, at }: { driver: CashDriver; at: number }) {
  const words = useWords();
  const companyId = useCompanyId();
  const { partyId, difference } = driver;
  const kind = classText(driver.class, words);
  const title = driver.name === "" ? kind : driver.name;
  const falls = paiseFromJson(difference) < 0n;
  const way = falls
    ? comesIn(driver)
      ? words.cash.drivers.less
      : words.cash.drivers.more
    : words.cash.drivers.helps;
  const about = driver.name === "" ? [way] : [kind, way];
  const sum = (
    <Money paise={difference} form="short" type="strong" tone={falls ? "bad" : "good"} align="right" />
  );
  if (partyId === null) {
    return (
      <ListRow title={title} about={about} isFirst={at === 0} testID={`cash-driver-${at}`}>
        {sum}
      </ListRow>
    );
  }
  return (
    <LinkRow
      to={{ pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId } }}
      aside={sum}
      isFirst={at === 0}
      testID={`cash-driver-${at}`}
    >
      <Text type="strong">{title}</Text>
      <Text type="small" tone="textMuted">
        {about.join(" · ")}
      </Text>
    </LinkRow>
  );
}

/** Whether it is money that comes in: said by its direction, else by its side. */
function comesIn({ direction, class: kind }: CashDriver): boolean {
  return direction === null ? kind.startsWith("customer") : direction === "in";
}

const styles = StyleSheet.create({ list: { marginTop: SPACE.s } });
