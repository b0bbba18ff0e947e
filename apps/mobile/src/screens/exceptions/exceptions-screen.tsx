import { EXCEPTION_KINDS } from "@cfa/contract/exception-kinds";
import { oneOf } from "@cfa/contract/typed";
import { useLocalSearchParams, useRouter } from "expo-router";

import { AsOf, AsOfNotice } from "../../components/as-of";
import { Page } from "../../components/page";
import { ReviewTabs } from "../../components/review-tabs";
import { Skeleton } from "../../components/skeleton";
import { useWords } from "../../locale/locale";
import { useExceptionCounts, useExceptions } from "../../queries/use-exceptions";
import { useAsOf, useCompanyId } from "../../session/view";
import { KindChips } from "./kind-chips";
import { Queue } from "./queue";

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
      {counts.isLoading ? (
        // The queue stands below the kinds: before they are known it would move away under a hand.
        <Skeleton cards={[3, 3, 3]} />
      ) : (
        <>
          <KindChips
            counts={counts.data?.kinds}
            chosen={kind}
            onChoose={(chosen) => router.setParams({ kind: chosen ?? undefined })}
          />
          <Queue key={companyId} kind={kind} read={read} counts={counts.data?.kinds} />
        </>
      )}
    </Page>
  );
}
