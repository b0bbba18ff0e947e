import type { ConsentEvent } from "@cfa/contract/consent";
import { useLocalSearchParams } from "expo-router";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Empty, Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { PagedList } from "../../components/paged-list";
import { Text } from "../../components/text";
import { Way } from "../../components/way";
import { CONSENT_WORDS } from "../../locale/consent/words";
import { useWordsOf } from "../../locale/locale";
import { useMyRole } from "../../queries/use-companies";
import { useConsent } from "../../queries/use-consent";
import { useParty } from "../../queries/use-party";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { AccessLog } from "./access-log";
import { EraseCard } from "./erase-card";
import { EventRow } from "./event-row";
import { SaySheet, type SaidConsent } from "./say-sheet";
import { StandingCard } from "./standing-card";

/** What customers have said of being written to, with its proof: of all of them, or of one with how it stands and the way to note a word. */
export function ConsentScreen() {
  const words = useWordsOf(CONSENT_WORDS);
  const companyId = useCompanyId();
  const partyId = useLocalSearchParams<{ partyId?: string }>().partyId || undefined;
  const isOwner = useMyRole(companyId) === "owner";
  const read = useConsent({ companyId, partyId });
  return (
    <Page title={words.heading} back narrow onRefresh={read.refetch}>
      <Text tone="textMuted">{words.text}</Text>
      {partyId === undefined ? null : (
        <OfParty partyId={partyId} standing={read.data?.pages[0]?.standing ?? null} />
      )}
      <Card heading={words.history} flush testID="consent-history">
        <PagedList
          read={read}
          skeleton={[4]}
          empty={
            <Empty icon="none" title={words.noHistory} text={words.noHistoryText} testID="consent-none" />
          }
          row={(event: ConsentEvent, at) => (
            <EventRow key={event.consentNo} event={event} at={at} isOfOne={partyId !== undefined} />
          )}
        />
      </Card>
      {!isOwner ? null : partyId === undefined ? <AccessLog /> : <EraseOf partyId={partyId} />}
    </Page>
  );
}

function EraseOf({ partyId }: { partyId: string }) {
  const companyId = useCompanyId();
  const name = useParty({ companyId, partyId, asOf: null }).data?.name;
  return name === undefined ? null : <EraseCard companyId={companyId} partyId={partyId} name={name} />;
}

type Standing = Parameters<typeof StandingCard>[0]["standing"];

function OfParty({ partyId, standing }: { partyId: string; standing: Standing | null }) {
  const words = useWordsOf(CONSENT_WORDS);
  const companyId = useCompanyId();
  const name = useParty({ companyId, partyId, asOf: null }).data?.name;
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState<SaidConsent | null>(null);
  return (
    <>
      {name === undefined ? null : (
        <Text type="heading" heading={2} testID="consent-of">
          {words.ofHeading(name)}
        </Text>
      )}
      {standing === null ? null : <StandingCard standing={standing} />}
      {said === null ? null : <Kept said={said} />}
      <View style={styles.ways}>
        <Button
          title={words.say}
          kind="primary"
          onPress={() => {
            setSaid(null);
            setOpen(true);
          }}
          testID="consent-say"
        />
        <Way
          title={words.toParty}
          href={{ pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId } }}
          testID="consent-to-party"
        />
      </View>
      {isOpen ? (
        <SaySheet
          party={{ partyId, name: name ?? "" }}
          onClose={() => setOpen(false)}
          onSaid={(counts) => {
            setOpen(false);
            setSaid(counts);
          }}
        />
      ) : null}
    </>
  );
}

/** What became of words that were noted. */
function Kept({ said: { kept, refused } }: { said: SaidConsent }) {
  const words = useWordsOf(CONSENT_WORDS);
  return (
    <>
      <Notice icon={refused.length === 0 ? "good" : "warn"} kind="neutral" testID="consent-kept">
        {kept === 0 && refused.length === 0 ? words.already : words.kept(kept)}
      </Notice>
      {refused.map((code) => (
        <Notice key={code} icon="bad" kind="bad" testID="consent-refused">
          {words.refusals[code]}
        </Notice>
      ))}
    </>
  );
}

const styles = StyleSheet.create({
  ways: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
});
