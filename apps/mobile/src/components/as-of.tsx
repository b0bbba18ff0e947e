import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { useWords } from "../locale/locale";
import { dayText, typedDay } from "../locale/moment-text";
import { useAsOf } from "../session/view";
import { useColours, useLayout } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { asOfChoices } from "./as-of-choices";
import { Button } from "./button";
import { Choice } from "./choice";
import { Field } from "./field";
import { Icon } from "./icon";
import { Notice } from "./notice";
import { Press } from "./press";
import { Sheet } from "./sheet";
import { Text } from "./text";

/** The day the figures are for, and the way to another day. */
export function AsOf({ shown }: { shown: string | undefined }) {
  const [open, setOpen] = useState(false);
  const words = useWords();
  const colours = useColours();
  const phone = useLayout() === "phone";
  const label = shown ? words.asOf.label(dayText(shown)) : words.asOf.today;
  return (
    <>
      <Press
        onPress={() => setOpen(true)}
        label={label}
        testID="as-of"
        style={[styles.chip, { borderColor: colours.line }]}
      >
        <Icon name="calendar" color={colours.textMuted} size={18} />
        <Text type="smallStrong">{shown && phone ? dayText(shown) : label}</Text>
      </Press>
      <Sheet open={open} title={words.asOf.heading} onClose={() => setOpen(false)}>
        <Days onDone={() => setOpen(false)} />
      </Sheet>
    </>
  );
}

/** Says so wherever the figures are not today's. */
export function AsOfNotice() {
  const { asOf, setAsOf } = useAsOf();
  const words = useWords();
  if (asOf === null) return null;
  return (
    <Notice
      icon="calendar"
      kind="inferred"
      testID="as-of-notice"
      action={<Button title={words.asOf.backToToday} onPress={() => setAsOf(null)} testID="as-of-today" />}
    >
      {words.asOf.banner(dayText(asOf))}
    </Notice>
  );
}

function Days({ onDone }: { onDone: () => void }) {
  const { asOf, setAsOf } = useAsOf();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const words = useWords();
  const choose = (day: string | null) => {
    setAsOf(day);
    onDone();
  };
  const show = () => {
    const day = typedDay(typed);
    if (day === null) setWrong(true);
    else choose(day);
  };
  return (
    <View style={styles.days} role="group" aria-label={words.asOf.heading}>
      <Choice title={words.asOf.today} chosen={asOf === null} onPress={() => choose(null)} />
      {asOfChoices(new Date()).map(({ key, day }) => (
        <Choice
          key={key}
          title={words.asOf[key]}
          note={dayText(day)}
          chosen={asOf === day}
          onPress={() => choose(day)}
          testID={`as-of-${key}`}
        />
      ))}
      <Field
        label={words.asOf.other}
        value={typed}
        onChange={setTyped}
        onSubmit={show}
        error={wrong ? words.asOf.wrong : undefined}
        numeric
        testID="as-of-typed"
      />
      <Button title={words.asOf.show} onPress={show} kind="primary" testID="as-of-show" />
    </View>
  );
}

const styles = StyleSheet.create({
  chip: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.s,
    paddingHorizontal: SPACE.m,
    borderRadius: RADIUS.pill,
    borderWidth: 1,
  },
  days: { gap: SPACE.s },
});
