import type { Freshness } from "@cfa/contract/reads";
import { View } from "react-native";

import { Card } from "../../components/card";
import { Text } from "../../components/text";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { dayText, monthText } from "../../locale/moment-text";
import { SPACE } from "../../theme/tokens";

/** What stayed different from Tally although it was read again: for a person to look at. */
export function Exceptions({ freshness }: { freshness: Freshness }) {
  const words = useWords();
  const { exceptions } = freshness;
  if (exceptions.length === 0) return null;
  return (
    <Card heading={words.sync.exceptions} hint={words.sync.exceptionsHint} testID="exceptions">
      <View role="list" style={{ gap: SPACE.xs }}>
        {exceptions.map((exception) => (
          <View role="listitem" key={`${exception.about} ${exception.which}`}>
            <Text>{exceptionText(exception, words)}</Text>
          </View>
        ))}
      </View>
    </Card>
  );
}

function exceptionText({ about, which }: Freshness["exceptions"][number], words: Catalogue): string {
  const texts = words.sync.exceptionAbout;
  if (about === "books") return texts.books;
  return about === "day" ? texts.day(dayText(which)) : texts.month(monthText(which));
}
