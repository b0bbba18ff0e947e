import { View } from "react-native";

import { BillTags } from "../components/bill-tags";
import { Icon, Mark } from "../components/icon";
import { Money } from "../components/money";
import { PaymentClassChip, PaymentClassTag } from "../components/payment-class";
import { QrCode } from "../components/qr-code";
import { Qr } from "../components/qr";
import { ShownText } from "../components/shown-text";
import { Tag } from "../components/tag";
import { Text } from "../components/text";
import { useColours } from "../theme/theme";
import { SPACE, TYPE, type TypeRole } from "../theme/tokens";
import type { Group } from "./group";
import { BILL, HINDI_PARTY, LONG_PARTY, PARTY, SUMS, UNBROKEN } from "./made-up";

const ROW = { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s } as const;
const CLASSES = ["prompt", "on-time", "late", "risky", "new"] as const;
const PAIRING = "https://cfa.example.in/pair/made-up";

function Icons() {
  const colours = useColours();
  return (
    <View style={ROW}>
      {(["home", "cash", "calendar", "good", "warn", "bad", "offline", "review"] as const).map((name) => (
        <Icon key={name} name={name} color={colours.text} />
      ))}
    </View>
  );
}

function Marks() {
  const colours = useColours();
  return <Mark color={colours.brand} accent={colours.ageing[1]} />;
}

/** What is written and drawn, and cannot be pressed. */
export const WORDS: Group = [
  {
    of: "Text",
    states: {
      "every size": () =>
        (Object.keys(TYPE) as TypeRole[]).map((type) => (
          <Text key={type} type={type}>
            {PARTY} · श्री
          </Text>
        )),
      "every tone": () =>
        (["text", "textMuted", "brand", "good", "warn", "bad", "unapplied"] as const).map((tone) => (
          <Text key={tone} tone={tone}>
            {PARTY}
          </Text>
        )),
      long: () => <Text>{LONG_PARTY}</Text>,
      "without a space": () => <Text>{UNBROKEN}</Text>,
      "one line of a long one": () => <Text lines={1}>{HINDI_PARTY}</Text>,
    },
  },
  {
    of: "Money",
    states: {
      nothing: () => <Money paise={SUMS.none} />,
      "a little": () => <Money paise={SUMS.small} />,
      usual: () => <Money paise={SUMS.usual} type="strong" />,
      huge: () => <Money paise={SUMS.huge} type="figure" />,
      short: () => <Money paise={SUMS.usual} form="short" type="hero" />,
      "huge and short": () => <Money paise={SUMS.huge} form="short" type="hero" />,
      "taken off": () => <Money paise={SUMS.usual} minus tone="unapplied" />,
      "debit or credit": () => <Money paise={`-${SUMS.usual}`} signed />,
    },
  },
  { of: "Icon", states: { "some of them": () => <Icons /> } },
  { of: "Mark", states: { usual: () => <Marks /> } },
  {
    of: "Tag",
    states: {
      "every kind": (words) => (
        <View style={ROW}>
          {(["neutral", "good", "warn", "bad", "inferred"] as const).map((kind) => (
            <Tag key={kind} kind={kind} title={words.common.inferred} />
          ))}
        </View>
      ),
      long: () => <Tag title={LONG_PARTY} />,
    },
  },
  {
    of: "BillTags",
    states: {
      overdue: () => <BillTags bill={{ ...BILL, overdueDays: 57 }} />,
      "overdue for years": () => <BillTags bill={{ ...BILL, overdueDays: 12_345, isOpening: true }} />,
      settled: () => <BillTags bill={{ ...BILL, open: "0", settled: BILL.amount }} />,
      "tax awaited": () => <BillTags bill={{ ...BILL, tdsAwaited: "1000" }} />,
      inferred: () => <BillTags bill={{ ...BILL, basis: "inferred", isOpening: true, overdueDays: 9 }} />,
    },
  },
  {
    of: "PaymentClassTag",
    states: { "every class": () => CLASSES.map((of) => <PaymentClassTag key={of} of={of} />) },
  },
  {
    of: "PaymentClassChip",
    states: {
      "every class": () => CLASSES.map((of) => <PaymentClassChip key={of} of={of} testID={`chip-${of}`} />),
    },
  },
  {
    of: "ShownText",
    states: {
      usual: (words) => (
        <ShownText label={words.start.ways.code} testID="shown">
          {PARTY}
        </ShownText>
      ),
      "without a space": () => <ShownText testID="shown">{UNBROKEN}</ShownText>,
      large: () => (
        <ShownText large testID="shown">
          482 913
        </ShownText>
      ),
    },
  },
  { of: "QrCode", states: { usual: () => <QrCode text={PAIRING} label="QR" /> } },
  { of: "Qr", states: { "loaded when shown": () => <Qr text={PAIRING} label="QR" /> } },
];
