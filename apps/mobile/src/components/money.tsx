import { paiseFromJson } from "@cfa/values/money";
import type { StyleProp, TextStyle } from "react-native";
import { Text as NativeText } from "react-native";

import { useWords } from "../locale/locale";
import { moneyText, type MoneyForm } from "../locale/money-text";
import { fontOf } from "../theme/font";
import { useColours } from "../theme/theme";
import { TYPE, type TypeRole } from "../theme/tokens";
import type { Tone } from "./text";

/** A sum of more letters, which a phone has no room for, is written a size smaller. */
const LONGEST_HERO = 15;

/**
 * The one way to show a sum. `paise` is the contract's decimal string of paise. The short form says the full sum to
 * screen readers. With `signed` the sum is debit positive and is shown with Dr or Cr; `minus` shows what is taken off;
 * `bare` leaves out the sign of the rupee where a title has it.
 */
export function Money(props: {
  paise: string;
  form?: MoneyForm;
  signed?: boolean;
  minus?: boolean;
  bare?: boolean;
  type?: TypeRole;
  tone?: Tone;
  align?: "left" | "right";
  testID?: string;
  style?: StyleProp<TextStyle>;
}) {
  const {
    form = "full",
    signed = false,
    minus = false,
    bare = false,
    type = "body",
    tone = "text",
    align,
    testID,
    style,
  } = props;
  const words = useWords();
  const colours = useColours();
  const amount = minus ? -paiseFromJson(props.paise) : paiseFromJson(props.paise);
  const text = moneyText(amount, { form, words, signed });
  const shown = bare ? text.replace("₹", "") : text;
  const size = TYPE[type === "hero" && shown.length > LONGEST_HERO ? "heroFull" : type];
  const full = moneyText(amount, { form: "full", words, signed });
  return (
    <NativeText
      numberOfLines={1}
      testID={testID}
      {...(text === full ? {} : { role: "img" as const, "aria-label": full })}
      style={[
        size,
        fontOf(size),
        { color: colours[tone], fontVariant: ["tabular-nums"], textAlign: align },
        style,
      ]}
    >
      {shown}
    </NativeText>
  );
}
