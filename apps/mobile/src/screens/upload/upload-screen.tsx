import type { Upload } from "@cfa/contract/uploads";
import { useLocalSearchParams } from "expo-router";
import { View } from "react-native";

import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { Progress } from "../../components/progress";
import { ReadState } from "../../components/read-state";
import { useWords } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { percentOf, sizeText } from "../../locale/size-text";
import { useUpload } from "../../queries/use-uploads";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { FileCard } from "./file-card";
import { NoteList } from "./note-list";
import { RefusedRows } from "./refused-rows";
import { UploadDeeds } from "./upload-deeds";
import { UploadStanding } from "./upload-standing";

/** One upload: what its files hold, what is asked, and the way into the books or out of them. */
export function UploadScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const { uploadId } = useLocalSearchParams<{ uploadId: string }>();
  const read = useUpload(companyId, uploadId);
  return (
    <Page title={words.upload.preview} back narrow onRefresh={read.refetch}>
      <ReadState read={read} skeleton={[3, 5]}>
        {(upload) => <Shown upload={upload} companyId={companyId} />}
      </ReadState>
    </Page>
  );
}

function Shown({ upload, companyId }: { upload: Upload; companyId: string }) {
  const words = useWords();
  const isOpen = upload.state !== "committed";
  return (
    <View style={{ gap: SPACE.l }} testID={`upload-${upload.state}`}>
      <UploadStanding upload={upload} />
      {upload.state === "reading" ? <Reading upload={upload} /> : null}
      {upload.refusal === null ? null : <NoteList notes={[upload.refusal]} kind="bad" />}
      {isOpen ? <NoteList notes={upload.warnings} kind="warn" /> : null}
      {upload.files.map((file) => (
        <FileCard key={file.fileNo} file={file} upload={upload} companyId={companyId} />
      ))}
      <UploadDeeds upload={upload} companyId={companyId} />
      {upload.files.some((file) => file.refusedRows > 0) && upload.state !== "reading" ? (
        <RefusedRows companyId={companyId} uploadId={upload.uploadId} />
      ) : null}
      {upload.expiresAt !== null && isOpen ? (
        <Notice icon="calendar" kind="neutral">
          {words.upload.goesAt(momentText(upload.expiresAt))}
        </Notice>
      ) : null}
    </View>
  );
}

function Reading({ upload }: { upload: Upload }) {
  const words = useWords();
  const total = upload.files.reduce((sum, file) => sum + file.bytes, 0);
  const read = upload.files.reduce((sum, file) => sum + Math.min(file.readBytes, file.bytes), 0);
  return (
    <Progress
      share={percentOf(read, total)}
      label={words.upload.reading(sizeText(read), sizeText(total))}
      testID="upload-progress"
    />
  );
}
