import { QUESTION_LENGTH } from "@cfa/contract/assistant-kinds";
import { useRef, useState } from "react";
import { StyleSheet, TextInput, View } from "react-native";

import { Busy } from "../../components/busy";
import { Icon } from "../../components/icon";
import { Press } from "../../components/press";
import { Text } from "../../components/text";
import { ASSISTANT_WORDS } from "../../locale/assistant/words";
import { useLocale, useWordsOf } from "../../locale/locale";
import { useDictation } from "../../platform/dictation";
import { GROWING, sendKey } from "../../platform/send-key";
import type { Question } from "../../queries/use-assistant";
import { fontOf } from "../../theme/font";
import { useColours, useLayout } from "../../theme/theme";
import { RADIUS, SPACE, TYPE } from "../../theme/tokens";

/** The line to ask by writing, or by speaking where the browser has that. */
export function AskLine({ onAsk, isBusy }: { onAsk: (question: Question) => void; isBusy: boolean }) {
  const own = useWordsOf(ASSISTANT_WORDS);
  const { language } = useLocale();
  const colours = useColours();
  const isDesktop = useLayout() === "desktop";
  const input = useRef<TextInput>(null);
  const [text, setText] = useState("");
  const [isFocused, setFocused] = useState(false);
  const dictation = useDictation({ language, onText: setText });
  const send = (): void => {
    const question = text.trim();
    if (question === "" || isBusy) return;
    dictation?.end();
    setText("");
    onAsk({ text: question, choice: null });
    input.current?.focus();
  };
  return (
    <View style={styles.stack}>
      <View
        style={[
          styles.box,
          { backgroundColor: colours.surface, borderColor: colours.lineStrong },
          isFocused && { borderColor: colours.brand, boxShadow: `0 0 0 2px ${colours.brand}` },
        ]}
      >
        <TextInput
          ref={input}
          aria-label={own.field}
          placeholder={own.field}
          placeholderTextColor={colours.textMuted}
          value={text}
          onChangeText={setText}
          maxLength={QUESTION_LENGTH}
          multiline
          numberOfLines={1}
          // A phone's keyboard would hide what can be pressed.
          autoFocus={isDesktop}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          {...sendKey(send)}
          testID="ask-field"
          style={[TYPE.body, fontOf(TYPE.body), styles.input, GROWING, { color: colours.text }]}
        />
        {dictation === null ? null : (
          <Press
            label={dictation.isHearing ? own.voice.end : own.voice.begin}
            selected={dictation.isHearing}
            onPress={dictation.isHearing ? dictation.end : dictation.begin}
            style={styles.sign}
            testID="ask-voice"
          >
            <Icon name="voice" color={dictation.isHearing ? colours.bad : colours.textMuted} />
          </Press>
        )}
        <Press
          label={own.send}
          disabled={isBusy || text.trim() === ""}
          onPress={send}
          pressedGround={colours.good}
          style={[styles.sign, { backgroundColor: text.trim() === "" ? colours.raised : colours.brand }]}
          testID="ask-send"
        >
          {isBusy ? (
            <Busy color={colours.textMuted} />
          ) : (
            <Icon name="send" color={text.trim() === "" ? colours.textMuted : colours.onBrand} />
          )}
        </Press>
      </View>
      {dictation?.isHearing || dictation?.failure ? (
        <View role="status">
          <Text type="small" tone="textMuted" testID="ask-voice-said">
            {dictation.failure === null ? own.voice.hearing : own.voice.failures[dictation.failure]}
          </Text>
        </View>
      ) : null}
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.xs },
  box: {
    flexDirection: "row",
    alignItems: "flex-end",
    gap: SPACE.xs,
    minHeight: 52,
    paddingLeft: SPACE.m,
    paddingRight: 3,
    paddingVertical: 3,
    borderRadius: RADIUS.l,
    borderWidth: 1,
  },
  input: {
    flex: 1,
    minWidth: 0,
    minHeight: 44,
    maxHeight: 132,
    paddingVertical: 10,
    textAlignVertical: "center",
  },
  sign: { width: 44, height: 44, alignItems: "center", justifyContent: "center", borderRadius: RADIUS.m },
});
