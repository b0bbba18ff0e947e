import { EXCEPTION_KINDS } from "@cfa/contract/exception-kinds";
import { oneOf } from "@cfa/contract/typed";
import { useLocalSearchParams, useRouter } from "expo-router";

import { AsOf, AsOfNotice } from "../../components/as-of";
import { Card } from "../../components/card";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { PagedList } from "../../components/paged-list";
import { ReviewTabs } from "../../components/review-tabs";
import { useWords } from "../../locale/locale";
import { useExceptionCounts, useExceptions } from "../../queries/use-exceptions";
import { useAsOf, useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { ExceptionItem } from "./exception-item";
import { KindChips } from "./kind-chips";

/** What in the books a person should look at, by rupees, all or one kind at a time. */
export function ExceptionsScreen() {
  const words = useWords();
  const router = useRouter();
  const companyId = useCompanyId();
  const { asOf } = useAsOf();
  const params = useLocalSearchParams<{ kind?: string }>();
  const kind = oneOf(EXCEPTION_KINDS, params.kind) ?? null;
  const counts = useExceptionCounts({ companyId, asOf });
  const read = useExceptions({ companyId, asOf, kind });
  const refresh = () => Promise.all([counts.refetch(), read.refetch()]);
  return (
    <Page
      title={words.exceptions.heading}
      subtitle={words.exceptions.subtitle}
      aside={<AsOf shown={read.data?.pages[0]?.asOf} />}
      onRefresh={refresh}
    >
      <ReviewTabs current="exceptions" />
      <AsOfNotice />
      <KindChips
        counts={counts.data?.kinds}
        chosen={kind}
        onChoose={(chosen) => router.setParams({ kind: chosen ?? undefined })}
      />
      <PagedList
        read={read}
        skeleton={[4, 4, 4]}
        gap={SPACE.m}
        empty={
          <Card>
            <Empty
              icon="good"
              title={kind === null ? words.exceptions.none : words.exceptions.nonSuch}
              {...(kind === null ? { text: words.exceptions.noneText } : {})}
              testID="exceptions-empty"
            />
          </Card>
        }
        row={(row, at) => <ExceptionItem key={`${row.kind} ${row.id}`} row={row} at={at} />}
      />
    </Page>
  );
}
