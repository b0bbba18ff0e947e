import {
  ADDRESS_WAYS,
  CONSENT_KINDS,
  CONSENT_REFUSALS,
  PROOF_LENGTH,
  SAID_SOURCES,
} from "@cfa/contract/nudge-kinds";
import { useState, type ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Choice } from "../../components/choice";
import { Field } from "../../components/field";
import { Refused } from "../../components/refused";
import { Segmented } from "../../components/segmented";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { CONSENT_WORDS } from "../../locale/consent/words";
import { useWords, useWordsOf } from "../../locale/locale";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import { useSayConsent } from "../../queries/use-consent";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

type Kind = (typeof CONSENT_KINDS)[number];
type AddressWay = (typeof ADDRESS_WAYS)[number];
type Source = (typeof SAID_SOURCES)[number];

/** How many words were kept, and why others were not. */
export type SaidConsent = { kept: number; refused: readonly (typeof CONSENT_REFUSALS)[number][] };

/** A word of a customer on being written to, by several ways at once, with how it is known and what proves it. */
export function SaySheet(props: {
  party: { partyId: string; name: string };
  onClose: () => void;
  onSaid: (said: SaidConsent) => void;
}) {
  const { party, onClose, onSaid } = props;
  const words = useWordsOf(CONSENT_WORDS);
  const { common } = useWords();
  const companyId = useCompanyId();
  const say = useSayConsent();
  const [kind, setKind] = useState<Kind>("reminder");
  const [ways, setWays] = useState<readonly AddressWay[]>(["whatsapp"]);
  const [said, setSaid] = useState<"given" | "withdrawn">("given");
  const [source, setSource] = useState<Source>("owner-attested");
  const [proof, setProof] = useState("");
  const [isTried, setTried] = useState(false);
  const isProved = proof.trim() !== "" && proof.trim().length <= PROOF_LENGTH;
  const send = (): void => {
    setTried(true);
    if (!isProved || ways.length === 0 || say.isPending) return;
    const word = { partyId: party.partyId, kind, said, source, proof: proof.trim() };
    say.mutate(
      { companyId, words: ways.map((way) => ({ ...word, way })) },
      {
        onSuccess: ({ items }) =>
          onSaid({
            kept: items.filter(({ outcome }) => outcome === "said").length,
            refused: [...new Set(items.flatMap(({ refusal }) => refusal ?? []))],
          }),
      },
    );
  };
  return (
    <Sheet open title={words.sayTitle(party.name)} onClose={onClose}>
      <Part title={words.what}>
        <Segmented
          label={words.what}
          options={(["given", "withdrawn"] as const).map((key) => ({ key, title: words.said[key] }))}
          chosen={said}
          onChoose={setSaid}
          testID="said"
        />
      </Part>
      <Part title={words.kind}>
        {CONSENT_KINDS.map((key) => (
          <Choice
            key={key}
            title={words.kinds[key]}
            chosen={kind === key}
            onPress={() => setKind(key)}
            testID={`about-${key}`}
          />
        ))}
      </Part>
      <Ways ways={ways} onChange={setWays} isWrong={isTried && ways.length === 0} />
      <Part title={words.source}>
        {SAID_SOURCES.map((key) => (
          <Choice
            key={key}
            title={words.sources[key]}
            note={words.sourceHints[key]}
            chosen={source === key}
            onPress={() => setSource(key)}
            testID={`source-${key}`}
          />
        ))}
      </Part>
      <Field
        label={words.proof}
        value={proof}
        onChange={setProof}
        onSubmit={send}
        expects="name"
        hint={words.proofHint}
        error={isTried && !isProved ? words.proofWrong : undefined}
        testID="consent-proof"
      />
      <Refused error={say.error} testID="consent-not-kept" />
      <Button title={words.keep} kind="primary" busy={say.isPending} onPress={send} testID="consent-keep" />
      <Button title={common.cancel} onPress={onClose} testID="consent-cancel" />
    </Sheet>
  );
}

function Ways(props: {
  ways: readonly AddressWay[];
  onChange: (ways: readonly AddressWay[]) => void;
  isWrong: boolean;
}) {
  const { ways, onChange, isWrong } = props;
  const words = useWordsOf(CONSENT_WORDS);
  const names = useWordsOf(NUDGE_NAMES).ways;
  return (
    <Part title={words.ways}>
      {ADDRESS_WAYS.map((way) => (
        <Choice
          key={way}
          title={names[way]}
          chosen={ways.includes(way)}
          onPress={() => onChange(ways.includes(way) ? ways.filter((one) => one !== way) : [...ways, way])}
          testID={`by-${way}`}
        />
      ))}
      {isWrong ? (
        <Text type="small" tone="bad">
          {words.waysWrong}
        </Text>
      ) : null}
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <View role="group" aria-label={title} style={styles.part}>
      <Text type="smallStrong" tone="textMuted">
        {title}
      </Text>
      {children}
    </View>
  );
}

const styles = StyleSheet.create({ part: { gap: SPACE.s, marginBottom: SPACE.s } });
