import { Card } from "../../components/card";
import { ListRow } from "../../components/list-row";
import { Empty } from "../../components/notice";
import { PagedList } from "../../components/paged-list";
import { CONSENT_WORDS } from "../../locale/consent/words";
import { useWordsOf } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { useAccessLog } from "../../queries/use-consent";
import { useCompanyId } from "../../session/view";

/** Who has looked at what of which customer, for owners. */
export function AccessLog() {
  const { log } = useWordsOf(CONSENT_WORDS);
  const read = useAccessLog(useCompanyId());
  return (
    <Card heading={log.heading} hint={log.hint} flush testID="access-log">
      <PagedList
        read={read}
        skeleton={[3]}
        empty={<Empty icon="none" title={log.none} testID="access-log-none" />}
        row={({ at, who, what, party }, place) => (
          <ListRow
            key={`${at} ${who} ${what} ${party?.partyId ?? ""}`}
            title={who}
            about={[log.looked[what], party?.name ?? log.all, momentText(at)]}
            isFirst={place === 0}
            testID={`access-${place}`}
          />
        )}
      />
    </Card>
  );
}
