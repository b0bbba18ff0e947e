import type { Party } from "@cfa/contract/reads";
import { Linking, StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { ExchangeFact } from "../../components/exchange-fact";
import { Fact, Facts } from "../../components/fact";
import { Icon, type IconName } from "../../components/icon";
import { Money } from "../../components/money";
import { Press, PressLink } from "../../components/press";
import { Text } from "../../components/text";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { TdsFact } from "./tds-fact";

/** A credit period as Tally has it; so many days in the reader's language. */
function creditPeriodText({ creditPeriod }: Party, words: Catalogue): string {
  if (creditPeriod === null) return words.common.notStated;
  const days = /^(\d{1,4}) days?$/i.exec(creditPeriod.trim())?.[1];
  return days === undefined ? creditPeriod : words.common.days(Number(days));
}

/** What the books say about a party besides its bills: the balance of its ledger, terms, and how to reach it. */
export function PartyDetails({ party }: { party: Party }) {
  const words = useWords();
  return (
    <Card heading={words.party.details} testID="party-details">
      <Facts>
        <Fact label={words.party.ledgerBalance}>
          <Money paise={party.ledgerBalance} signed type="strong" testID="party-ledger-balance" />
        </Fact>
        <Parts party={party} />
        <Fact label={words.party.creditPeriod}>{creditPeriodText(party, words)}</Fact>
        <Fact label={words.party.creditLimit}>
          {party.creditLimit === null ? (
            words.common.notStated
          ) : (
            <Money paise={party.creditLimit} form="whole" />
          )}
        </Fact>
        <Fact label={words.party.gstin}>{party.gstin ?? words.common.notStated}</Fact>
        <Fact label={words.party.group}>{party.group}</Fact>
        {party.tds === undefined ? null : <TdsFact tds={party.tds} />}
        {party.exchange === undefined ? null : (
          <ExchangeFact exchange={party.exchange} testID="party-exchange" />
        )}
        {party.aliases.length > 0 ? (
          <Fact label={words.party.aliases}>{party.aliases.join(", ")}</Fact>
        ) : null}
      </Facts>
      <View style={styles.contact}>
        {party.phone ? (
          <Contact
            icon="phone"
            text={party.phone}
            label={words.party.call(party.phone)}
            url={`tel:${party.phone.replace(/[^\d+]/g, "")}`}
          />
        ) : null}
        {party.email ? (
          <Contact
            icon="mail"
            text={party.email}
            label={words.party.write(party.email)}
            url={`mailto:${encodeURIComponent(party.email)}`}
          />
        ) : null}
      </View>
    </Card>
  );
}

/** Why what is owed is not the balance of the ledger: what was said of it beside Tally. */
function Parts({ party: { writtenOff, putTogether, countedUnder } }: { party: Party }) {
  const words = useWords();
  const companyId = useCompanyId();
  return (
    <>
      {writtenOff === undefined ? null : (
        <Fact label={words.party.writtenOff}>
          <Money paise={writtenOff} signed type="strong" testID="party-written-off" />
        </Fact>
      )}
      {putTogether?.map(({ partyId, name, ledgerBalance }, at) => (
        <Fact key={partyId} label={words.party.putTogether(name)}>
          <Money paise={ledgerBalance} signed type="strong" testID={`party-put-together-${at}`} />
        </Fact>
      ))}
      {countedUnder === undefined ? null : (
        <Fact label={words.party.countedUnder}>
          <PressLink
            href={{
              pathname: "/[companyId]/parties/[partyId]",
              params: { companyId, partyId: countedUnder.partyId },
            }}
            testID="party-counted-under"
            style={styles.under}
          >
            <Text type="strong" tone="brand">
              {countedUnder.name}
            </Text>
          </PressLink>
        </Fact>
      )}
    </>
  );
}

function Contact(props: { icon: IconName; text: string; label: string; url: string }) {
  const { icon, text, label, url } = props;
  const colours = useColours();
  return (
    <Press
      label={label}
      onPress={() => void Linking.openURL(url)}
      style={[styles.way, { borderColor: colours.line }]}
    >
      <Icon name={icon} color={colours.brand} size={20} />
      <Text type="strong" tone="brand" style={styles.text}>
        {text}
      </Text>
    </Press>
  );
}

const styles = StyleSheet.create({
  contact: { gap: SPACE.s, marginTop: SPACE.l },
  way: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.m,
    paddingHorizontal: SPACE.m,
    paddingVertical: SPACE.s,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
  text: { flexShrink: 1 },
  under: { justifyContent: "center", alignSelf: "flex-start", maxWidth: "100%" },
});
