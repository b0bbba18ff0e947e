import type { Freshness } from "@cfa/contract/reads";
import { useRouter } from "expo-router";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Fact, Facts } from "../../components/fact";
import { FreshnessPanel } from "../../components/freshness-bar";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { useWords } from "../../locale/locale";
import { countText } from "../../locale/count-text";
import { dayText, momentText } from "../../locale/moment-text";
import { useKeepsBooks } from "../../queries/use-companies";
import { useFreshness } from "../../queries/use-freshness";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { DraftsCard } from "../drafts/draft-links";
import { Absences } from "./absences";
import { Agent } from "./agent";
import { Exceptions } from "./exceptions";
import { Quarantine } from "./quarantine";
import { TieOut } from "./tie-out";

/** How well the books follow Tally: how fresh, whether they tie, what could not be taken. */
export function SyncScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const read = useFreshness(companyId);
  return (
    <Page title={words.sync.heading} onRefresh={read.refetch}>
      <ReadState read={read} skeleton={[3, 5]}>
        {(freshness) => (
          <View style={{ gap: SPACE.l }}>
            <FreshnessPanel freshness={freshness} />
            <Agent freshness={freshness} />
            <Exceptions freshness={freshness} />
            {freshness.absent > 0 ? <Absences companyId={companyId} /> : null}
            <Health freshness={freshness} />
            <TieOut companyId={companyId} verdict={freshness.tieOut} />
            <Quarantine companyId={companyId} />
            <DraftsCard />
            <WaysInCards companyId={companyId} />
          </View>
        )}
      </ReadState>
    </Page>
  );
}

/** The ways in, for those who may take them: an agent, or files instead of one. */
function WaysInCards({ companyId }: { companyId: string }) {
  const words = useWords();
  const router = useRouter();
  const keepsBooks = useKeepsBooks(companyId);
  if (!keepsBooks) return null;
  const params = { companyId };
  return (
    <>
      <Card heading={words.start.connect.heading} hint={words.start.connect.onSync}>
        <Button
          title={words.start.connect.heading}
          icon="sync"
          onPress={() => router.push({ pathname: "/[companyId]/connect", params })}
          testID="to-connect"
        />
      </Card>
      <Card heading={words.upload.heading} hint={words.upload.onSync}>
        <Button
          title={words.upload.pick}
          icon="upload"
          onPress={() => router.push({ pathname: "/[companyId]/upload", params })}
          testID="to-upload"
        />
      </Card>
    </>
  );
}

function Health({ freshness }: { freshness: Freshness }) {
  const words = useWords();
  return (
    <Card heading={words.sync.health} testID="sync-health">
      <Facts>
        <Fact label={words.sync.lastRead}>
          {freshness.readAt === null ? words.sync.never : momentText(freshness.readAt)}
        </Fact>
        <Fact label={words.sync.dataTo}>
          {freshness.dataTo === null ? words.freshness.noVouchers : dayText(freshness.dataTo)}
        </Fact>
        <Fact label={words.sync.generation}>{countText(freshness.generation)}</Fact>
        <Fact label={words.sync.quarantine}>{countText(freshness.quarantined)}</Fact>
      </Facts>
    </Card>
  );
}
