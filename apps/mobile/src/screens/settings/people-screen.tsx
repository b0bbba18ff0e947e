import { View } from "react-native";

import { Page } from "../../components/page";
import { useWords } from "../../locale/locale";
import { useMyRole } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { Invitations } from "./invitations";
import { LeaveCompany } from "./leave-company";
import { Members } from "./members";

/** Who belongs to the company and who is asked to; an owner changes both, and everybody may leave. */
export function PeopleScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const role = useMyRole(companyId);
  return (
    <Page title={words.settings.people.heading} back narrow>
      <View style={{ gap: SPACE.l }}>
        <Members companyId={companyId} isOwner={role === "owner"} />
        {role === "owner" || role === "accountant" ? (
          <Invitations companyId={companyId} isOwner={role === "owner"} />
        ) : null}
        <LeaveCompany companyId={companyId} />
      </View>
    </Page>
  );
}
