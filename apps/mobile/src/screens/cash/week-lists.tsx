import type { CashWeekEvidence } from "@cfa/contract/cash-forecast";
import type { Href } from "expo-router";
import { useState, type ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { LoadMore } from "../../components/load-more";
import { ListRow } from "../../components/list-row";
import { Money } from "../../components/money";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { chanceText } from "../../locale/chance-text";
import { classText, short } from "./cash-figures";

const STEP = 30;

/** Open bills that may be paid in the week, the most expected first. */
export function WeekBills({ bills }: { bills: CashWeekEvidence["bills"] }) {
  const words = useWords();
  const companyId = useCompanyId();
  const text = words.cash.weekPage;
  const [shown, setShown] = useState(STEP);
  return (
    <Named
      heading={text.bills}
      count={bills.length}
      more={<LoadMore hasMore={bills.length > shown} busy={false} onPress={() => setShown(shown + STEP)} />}
      testID="week-bills"
    >
      {bills.slice(0, shown).map((bill, at) => (
        <Row
          key={bill.billId}
          at={at}
          title={bill.party}
          about={[
            bill.name === "" ? words.bill.unnamed : bill.name,
            text.dueOn(dayText(bill.dueDate)),
            text.chance(chanceText(bill.chance)),
            text.ofSum(short(bill.amount, words)),
          ]}
          sum={bill.expected}
          isIn={bill.side === "receivable"}
          to={{ pathname: "/[companyId]/bills/[billId]", params: { companyId, billId: bill.billId } }}
          testID="week-bill"
        />
      ))}
    </Named>
  );
}

/** Sums that come back by the calendar and fall into the week. */
export function WeekItems({ items }: { items: CashWeekEvidence["items"] }) {
  const words = useWords();
  const text = words.cash.weekPage;
  return (
    <Named heading={text.items} count={items.length} testID="week-items">
      {items.map((item, at) => {
        const last = item.hits.at(-1);
        return (
          <Row
            key={`${item.ledgerId} ${item.every} ${item.direction} ${item.day}`}
            at={at}
            title={item.name}
            about={[
              classText(item.class, words),
              text.likelyOn(dayText(item.day)),
              chanceText(item.chance),
              ...(last ? [text.lastTime(dayText(last.day), short(last.amount, words))] : []),
            ]}
            sum={item.expected}
            isIn={item.direction === "in"}
            testID="week-item"
          />
        );
      })}
    </Named>
  );
}

/** Taxes and funds that the law wants in the week. */
export function WeekDeposits({ deposits }: { deposits: CashWeekEvidence["deposits"] }) {
  const words = useWords();
  const text = words.cash.weekPage;
  return (
    <Named heading={text.deposits} count={deposits.length} testID="week-deposits">
      {deposits.map((deposit, at) => (
        <Row
          key={`${deposit.class} ${deposit.rule} ${deposit.due}`}
          at={at}
          title={classText(deposit.class, words)}
          about={[
            text.dueOn(dayText(deposit.due)),
            words.cash.week(dayText(deposit.period.from), dayText(deposit.period.to)),
            chanceText(deposit.chance),
            ...(deposit.owed === "0" ? [] : [text.owed(short(deposit.owed, words))]),
          ]}
          sum={deposit.expected}
          isIn={false}
          testID="week-deposit"
        />
      ))}
    </Named>
  );
}

/** Entries dated into the week. */
export function WeekPostDated({ flows }: { flows: CashWeekEvidence["postDated"] }) {
  const words = useWords();
  return (
    <Named heading={words.cash.weekPage.postDated} count={flows.length} testID="week-post-dated">
      {flows.map((flow, at) => (
        <Row
          key={`${flow.ledgerId} ${flow.day} ${flow.amount}`}
          at={at}
          title={flow.name}
          about={[dayText(flow.day)]}
          sum={flow.amount}
          isIn={flow.direction === "in"}
          testID="week-post-dated"
        />
      ))}
    </Named>
  );
}

/** A list with its heading; nothing where it is empty. */
function Named(props: {
  heading: string;
  count: number;
  children: ReactNode;
  more?: ReactNode;
  testID: string;
}) {
  const { heading, count, children, more, testID } = props;
  if (count === 0) return null;
  return (
    <Card heading={heading} testID={testID} flush>
      <View role="list" style={styles.list}>
        {children}
      </View>
      {more}
    </Card>
  );
}

function Row(props: {
  at: number;
  title: string;
  about: readonly string[];
  sum: string;
  isIn: boolean;
  to?: Href;
  testID: string;
}) {
  const { at, title, about, sum, isIn, to, testID } = props;
  const amount = (
    <Money paise={sum} form="whole" type="strong" tone={isIn ? "good" : "text"} minus={!isIn} align="right" />
  );
  const common = { isFirst: at === 0, testID: `${testID}-${at}` };
  if (to === undefined) {
    return (
      <ListRow title={title} about={about} {...common}>
        {amount}
      </ListRow>
    );
  }
  return (
    <LinkRow to={to} aside={amount} {...common}>
      <Text type="strong" lines={2}>
        {title}
      </Text>
      <Text type="small" tone="textMuted">
        {about.join(" · ")}
      </Text>
    </LinkRow>
  );
}

const styles = StyleSheet.create({ list: { marginTop: SPACE.s } });
