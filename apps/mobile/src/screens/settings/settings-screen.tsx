import { useRouter } from "expo-router";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Choice } from "../../components/choice";
import { LanguageChoice } from "../../components/language-choice";
import { laterPart } from "../../components/later";
import { LinkRow } from "../../components/link-row";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { SignOut } from "../../components/sign-in/sign-out";
import { Text } from "../../components/text";
import { useWords, useWordsOf } from "../../locale/locale";
import { MY_ALERT_WORDS } from "../../locale/my-alerts/words";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import { OFFER_SETTING_WORDS } from "../../locale/offer-settings/words";
import { PAY_DETAIL_WORDS } from "../../locale/pay-details/words";
import { HAS_DEVICE_LOCK } from "../../platform/device-lock";
import { useCompanies, useMyRole } from "../../queries/use-companies";
import { useSession } from "../../queries/use-session";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

/** Language, the company with its people and keys, my devices, and the way out. */
export function SettingsScreen() {
  const words = useWords();
  const router = useRouter();
  const user = useSession().data?.user;
  const companies = useCompanies();
  return (
    <Page title={words.settings.heading} narrow>
      <Card heading={words.settings.language}>
        <LanguageChoice />
      </Card>
      {companies.isLoading ? (
        // Until one's role is known nothing stands below that would move under a finger.
        <Card>
          <ReadState read={companies} skeleton={[4]}>
            {() => null}
          </ReadState>
        </Card>
      ) : (
        <>
          <Places />
          <Card heading={words.settings.company}>
            <Companies />
          </Card>
          <Card>
            <View style={{ gap: SPACE.m }}>
              {user ? <Text tone="textMuted">{words.settings.signedInAs(user.name)}</Text> : null}
              <SignOut title={words.settings.signOut} onSignedOut={() => router.replace("/sign-in")} />
            </View>
          </Card>
        </>
      )}
    </Page>
  );
}

/** Pages that are reached from here and stand elsewhere. */
const ELSEWHERE = { money: "/[companyId]/cash/accounts", templates: "/[companyId]/templates" } as const;

const AgentPlace = laterPart(
  async () => (await import("../agent/all")).agentParts.AgentPlace,
  () => <View style={{ height: ROW_HEIGHT }} />,
);
/** As high as a line of places, so that nothing moves under a finger when it comes. */
const ROW_HEIGHT = 68;

/** The further pages; those that one's role may not read are left out. */
function Places() {
  const words = useWords();
  const companyId = useCompanyId();
  const role = useMyRole(companyId);
  const offers = useWordsOf(OFFER_SETTING_WORDS);
  const pay = useWordsOf(PAY_DETAIL_WORDS);
  const alerts = useWordsOf(MY_ALERT_WORDS);
  const { reminders, templates, channels } = useWordsOf(NUDGE_NAMES);
  const isKeeper = role === "owner" || role === "accountant";
  const { profile, assistant, people, keys, sessions, data, money, cost, credit, lock } = words.settings;
  const places = [
    { key: "company", ...profile, isMine: true },
    { key: "money", ...money, isMine: true },
    { key: "cost-of-cash", ...cost, isMine: true },
    { key: "credit-period", ...credit, isMine: true },
    { key: "offers", ...offers, isMine: isKeeper },
    { key: "pay-details", ...pay, isMine: isKeeper },
    { key: "reminders", ...reminders, isMine: isKeeper },
    { key: "templates", ...templates, isMine: isKeeper },
    { key: "channels", ...channels, isMine: role === "owner" },
    { key: "assistant", ...assistant, isMine: role === "owner" },
    { key: "people", ...people, isMine: true },
    { key: "keys", ...keys, isMine: isKeeper },
    { key: "my-alerts", ...alerts, isMine: true },
    { key: "sessions", ...sessions, isMine: true },
    { key: "lock", ...lock, isMine: HAS_DEVICE_LOCK },
    { key: "data", ...data, isMine: role === "owner" },
  ] as const;
  return (
    <Card flush>
      <View role="list">
        {places
          .filter(({ isMine }) => isMine)
          .map(({ key, heading, hint }, at) => (
            <LinkRow
              key={key}
              to={{
                pathname:
                  key === "money" || key === "templates" ? ELSEWHERE[key] : `/[companyId]/settings/${key}`,
                params: { companyId },
              }}
              isFirst={at === 0}
              testID={`settings-${key}`}
            >
              <Text type="strong">{heading}</Text>
              <Text type="small" tone="textMuted">
                {hint}
              </Text>
            </LinkRow>
          ))}
        {isKeeper ? <AgentPlace /> : null}
      </View>
    </Card>
  );
}

function Companies() {
  const words = useWords();
  const router = useRouter();
  const companyId = useCompanyId();
  return (
    <ReadState read={useCompanies()} skeleton={[2]}>
      {({ companies }) => (
        <View style={{ gap: SPACE.m }}>
          <View role="group" aria-label={words.settings.company} style={{ gap: SPACE.s }}>
            {companies.map((company) => (
              <Choice
                key={company.companyId}
                title={company.name}
                note={words.settings.roles[company.role]}
                chosen={company.companyId === companyId}
                onPress={() =>
                  router.replace({ pathname: "/[companyId]", params: { companyId: company.companyId } })
                }
              />
            ))}
          </View>
          <Button
            title={words.start.company.another}
            onPress={() => router.push("/new-company")}
            testID="another-company"
          />
        </View>
      )}
    </ReadState>
  );
}
