import type { ReactNode } from "react";
import { Text as NativeText, type StyleProp, type TextStyle } from "react-native";

import { unbroken } from "../platform/unbroken";
import type { Colours } from "../theme/colours";
import { fontOf } from "../theme/font";
import { useColours } from "../theme/theme";
import { TYPE, type TypeRole } from "../theme/tokens";

export type Tone = "text" | "textMuted" | "brand" | "onBrand" | "good" | "warn" | "bad" | "unapplied";

export type TextProps = {
  children: ReactNode;
  type?: TypeRole;
  tone?: Tone;
  /** Makes it a heading of this level for screen readers. */
  heading?: 1 | 2 | 3;
  lines?: number;
  align?: "left" | "right" | "center";
  style?: StyleProp<TextStyle>;
  testID?: string;
};

/** The one way to write words: the type scale, a colour by its use, and numerals of one width. */
export function Text(props: TextProps) {
  const { children, type = "body", tone = "text", heading, lines, align, style, testID } = props;
  const colours: Colours = useColours();
  return (
    <NativeText
      {...(heading ? { role: "heading" as const, "aria-level": heading } : {})}
      {...(lines ? { numberOfLines: lines } : {})}
      testID={testID}
      style={[
        TYPE[type],
        fontOf(TYPE[type]),
        { color: colours[tone], fontVariant: ["tabular-nums"], textAlign: align },
        style,
      ]}
    >
      {unbroken(children)}
    </NativeText>
  );
}
