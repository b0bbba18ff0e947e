import type { UploadSummary } from "@cfa/contract/uploads";
import { View } from "react-native";

import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { Empty } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Tag, type TagKind } from "../../components/tag";
import { Text } from "../../components/text";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { useUploads } from "../../queries/use-uploads";
import { SPACE } from "../../theme/tokens";

/** What was handed in lately, and what became of it. */
export function UploadList({ companyId }: { companyId: string }) {
  const words = useWords();
  return (
    <Card heading={words.upload.earlier} flush testID="uploads">
      <View style={{ paddingTop: SPACE.s }}>
        <ReadState read={useUploads(companyId)} skeleton={[3]}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty title={words.upload.none} testID="uploads-empty" />
            ) : (
              <View role="list">
                {rows.map((row, at) => (
                  <Row key={row.uploadId} row={row} at={at} companyId={companyId} />
                ))}
              </View>
            )
          }
        </ReadState>
      </View>
    </Card>
  );
}

function Row({ row, at, companyId }: { row: UploadSummary; at: number; companyId: string }) {
  const words = useWords();
  const { title, kind } = standing(row, words);
  return (
    <LinkRow
      to={{ pathname: "/[companyId]/upload/[uploadId]", params: { companyId, uploadId: row.uploadId } }}
      aside={
        <View>
          <Tag title={title} kind={kind} />
        </View>
      }
      testID={`upload-row-${at}`}
    >
      <Text type="strong" lines={2}>
        {row.files.join(", ")}
      </Text>
      <Text type="small" tone="textMuted">
        {[
          momentText(row.openedAt),
          ...(row.by === null ? [] : [row.by]),
          ...(row.records > 0 ? [words.upload.records(row.records)] : []),
        ].join(" · ")}
      </Text>
    </LinkRow>
  );
}

/** In one word what became of an upload. */
function standing(row: UploadSummary, words: Catalogue): { title: string; kind: TagKind } {
  if (row.isTakenBack) return { title: words.upload.states.takenBack, kind: "neutral" };
  if (row.state === "committed") {
    if (row.runState === "applied") return { title: words.upload.states.applied, kind: "good" };
    if (row.runState === "failed") return { title: words.upload.states.failed, kind: "bad" };
    return { title: words.upload.states.queued, kind: "warn" };
  }
  const kind = row.state === "refused" || row.state === "failed" ? "bad" : "warn";
  return { title: words.upload.states[row.state], kind };
}
