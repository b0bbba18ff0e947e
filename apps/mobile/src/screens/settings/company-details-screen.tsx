import type { CompanyProfile } from "@cfa/contract/company-profile";
import { View } from "react-native";

import { Card } from "../../components/card";
import { CompanyForm } from "../../components/company/company-form";
import { Fact, Facts } from "../../components/fact";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { LANGUAGES } from "../../locale/languages";
import { useWords } from "../../locale/locale";
import { useChangeProfile, useProfile } from "../../queries/use-profile";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

/** What is said of the company; an owner changes it. */
export function CompanyDetailsScreen() {
  const words = useWords();
  const read = useProfile(useCompanyId());
  return (
    <Page title={words.settings.profile.heading} back narrow onRefresh={read.refetch}>
      <ReadState read={read} skeleton={[5]}>
        {(profile) => (profile.role === "owner" ? <Owned profile={profile} /> : <Looked profile={profile} />)}
      </ReadState>
    </Page>
  );
}

function Owned({ profile }: { profile: CompanyProfile }) {
  const words = useWords();
  const change = useChangeProfile();
  const { companyId, name, gstin, financialYearFrom, language, isNamedByTally } = profile;
  const first = { name, gstin, financialYearFrom, language };
  return (
    <Card heading={name}>
      <View style={{ gap: SPACE.l }}>
        <CompanyForm
          // What the server says now takes the place of what the device had kept, so that nobody saves the old once more.
          key={JSON.stringify(first)}
          first={first}
          isNameFixed={isNamedByTally}
          submit={words.settings.profile.save}
          busy={change.isPending}
          onSubmit={(facts) => change.mutate({ companyId, ...facts, ...(isNamedByTally ? { name } : {}) })}
        />
        <Refused error={change.error} own={{ conflict: words.settings.profile.namedByTally }} />
        {change.isSuccess ? (
          <Notice icon="good" kind="neutral" testID="profile-saved">
            {words.settings.profile.saved}
          </Notice>
        ) : null}
      </View>
    </Card>
  );
}

function Looked({ profile }: { profile: CompanyProfile }) {
  const words = useWords();
  const { company } = words.start;
  return (
    <Card heading={profile.name}>
      <View style={{ gap: SPACE.l }}>
        <Facts>
          <Fact label={words.party.gstin}>{profile.gstin ?? words.settings.profile.noGstin}</Fact>
          <Fact label={company.yearFrom}>{company.months[profile.financialYearFrom - 1] ?? ""}</Fact>
          <Fact label={company.language}>{LANGUAGES[profile.language]}</Fact>
        </Facts>
        <Text type="small" tone="textMuted">
          {words.settings.profile.ownerOnly}
        </Text>
      </View>
    </Card>
  );
}
