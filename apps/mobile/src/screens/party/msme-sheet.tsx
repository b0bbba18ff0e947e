import type { MsmeStanding } from "@cfa/contract/settings";
import { useState, type ReactNode } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Chips } from "../../components/chips";
import { Field } from "../../components/field";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { typedDay } from "../../locale/moment-text";
import type { useMsmeDeeds } from "../../queries/use-settings";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

type Class = "micro" | "small" | "medium" | "none" | "tally";
type Terms = "yes" | "no" | "unsaid";

/** Says what a supplier is: class, whether it only trades, whether terms were agreed in writing, and since when. */
export function MsmeSheet(props: {
  standing: MsmeStanding;
  partyId: string;
  say: ReturnType<typeof useMsmeDeeds>["say"];
  onClose: () => void;
}) {
  const { standing, partyId, say, onClose } = props;
  const words = useWords();
  const companyId = useCompanyId();
  const { msme, cost } = words.settings;
  const { origin, udyamClass: now, activity: trade, hasWrittenTerms: written } = standing;
  const isInTally = standing.inTally.length > 0;
  const [udyamClass, setClass] = useState<Class | null>(
    origin === "person" ? now : isInTally ? "tally" : null,
  );
  const [activity, setActivity] = useState<"trader" | "other" | null>(origin === "person" ? trade : null);
  const [terms, setTerms] = useState<Terms>(written === null ? "unsaid" : written ? "yes" : "no");
  const [from, setFrom] = useState("");
  const [isTried, setTried] = useState(false);
  const validFrom = from.trim() === "" ? null : typedDay(from);
  const isDayWrong = from.trim() !== "" && validFrom === null;
  const classes = (["micro", "small", "medium", "none"] as const).map((key) => ({
    key,
    title: msme.classes[key],
  }));
  const isCoverable = udyamClass === "micro" || udyamClass === "small";
  const isReady = udyamClass !== null && !isDayWrong && (!isCoverable || activity !== null);
  const save = () => {
    setTried(true);
    if (!isReady) return;
    say.mutate({
      companyId,
      partyId,
      udyamClass: udyamClass === "tally" ? null : udyamClass,
      activity: udyamClass === "tally" || udyamClass === "none" ? null : activity,
      hasWrittenTerms: terms === "unsaid" ? null : terms === "yes",
      validFrom,
    });
  };
  return (
    <Sheet open title={msme.change} onClose={onClose}>
      <View style={{ gap: SPACE.m }}>
        <Text tone="textMuted">{msme.ask}</Text>
        <Labelled title={msme.class}>
          <Chips<Class>
            label={msme.class}
            options={isInTally ? [{ key: "tally", title: msme.asTally }, ...classes] : classes}
            chosen={udyamClass}
            onChoose={setClass}
            testID="msme-class"
          />
        </Labelled>
        {udyamClass === "tally" || udyamClass === "none" || udyamClass === null ? null : (
          <Labelled title={msme.activity}>
            <Chips<"trader" | "other">
              label={msme.activity}
              options={(["other", "trader"] as const).map((key) => ({ key, title: msme.activities[key] }))}
              chosen={activity}
              onChoose={setActivity}
              testID="msme-activity"
            />
          </Labelled>
        )}
        <Labelled title={msme.terms}>
          <Chips<Terms>
            label={msme.terms}
            options={[
              { key: "yes", title: msme.yes },
              { key: "no", title: msme.no },
              { key: "unsaid", title: words.common.notStated },
            ]}
            chosen={terms}
            onChoose={setTerms}
            testID="msme-terms"
          />
        </Labelled>
        <Field
          label={msme.from}
          value={from}
          onChange={setFrom}
          numeric
          error={isDayWrong && (isTried || from.trim().length >= 8) ? cost.dayWrong : undefined}
          testID="msme-from"
        />
        {isTried && udyamClass === null ? <Text tone="bad">{msme.classMissing}</Text> : null}
        {isCoverable && activity === null ? (
          <Text type="small" tone={isTried ? "bad" : "textMuted"}>
            {msme.needsActivity}
          </Text>
        ) : null}
        <Refused error={say.error} testID="msme-refused" />
        <Button title={msme.save} kind="primary" busy={say.isPending} onPress={save} testID="msme-save" />
      </View>
    </Sheet>
  );
}

function Labelled({ title, children }: { title: string; children: ReactNode }) {
  return (
    <View style={{ gap: SPACE.xs }}>
      <Text type="smallStrong" tone="textMuted">
        {title}
      </Text>
      {children}
    </View>
  );
}
