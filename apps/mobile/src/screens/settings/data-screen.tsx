import { View } from "react-native";

import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { useWords } from "../../locale/locale";
import { useProfile } from "../../queries/use-profile";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { ExportCard } from "./export-card";
import { RemoveCard } from "./remove-card";

/** Taking everything along, and deleting the company: an owner's page. */
export function DataScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  return (
    <Page title={words.settings.data.heading} back narrow>
      <ReadState read={useProfile(companyId)} skeleton={[3, 3]}>
        {(profile) =>
          profile.role === "owner" ? (
            <View style={{ gap: SPACE.l }}>
              <ExportCard companyId={companyId} />
              <RemoveCard companyId={companyId} name={profile.name} isDemo={profile.isDemo} />
            </View>
          ) : (
            <Notice icon="none" kind="neutral" testID="owner-only">
              {words.settings.profile.ownerOnly}
            </Notice>
          )
        }
      </ReadState>
    </Page>
  );
}
