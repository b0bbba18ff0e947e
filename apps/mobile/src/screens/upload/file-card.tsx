import type { Upload, UploadFile } from "@cfa/contract/uploads";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Fact, Facts } from "../../components/fact";
import { Money } from "../../components/money";
import { Tag, type TagKind } from "../../components/tag";
import { countText } from "../../locale/count-text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { sizeText } from "../../locale/size-text";
import { SPACE } from "../../theme/tokens";
import { FileCounts } from "./file-counts";
import { FirstRows } from "./first-rows";
import { NoteList } from "./note-list";
import { TableQuestionForm } from "./table-question-form";

/** One file: what it is, whose, of when, what it would change, and what is asked about it. */
export function FileCard(props: { file: UploadFile; upload: Upload; companyId: string }) {
  const { file, upload, companyId } = props;
  const words = useWords();
  const kind = file.kind === null ? null : words.upload.kinds[file.kind];
  const inside = file.insideOf === null ? [] : [words.upload.insideOf(file.insideOf)];
  const size = sizeText(file.bytes);
  return (
    <Card
      heading={file.name}
      hint={[...(kind === null ? [] : [kind]), ...inside, size].join(" · ")}
      aside={upload.state === "committed" && file.state === "read" ? undefined : <StateTag file={file} />}
      testID={`file-${file.fileNo}`}
    >
      <View style={styles.stack}>
        {file.refusal === null ? null : <NoteList notes={[file.refusal]} kind="bad" />}
        {file.state === "asking" && file.question !== null ? (
          <TableQuestionForm
            key={file.fileNo}
            question={file.question}
            ids={{ companyId, uploadId: upload.uploadId, fileNo: file.fileNo }}
          />
        ) : null}
        {file.state === "read" ? <Held file={file} isOpen={upload.state !== "committed"} /> : null}
      </View>
    </Card>
  );
}

function Held({ file, isOpen }: { file: UploadFile; isOpen: boolean }) {
  const words = useWords();
  const { period, asOf, company, debit, credit, outstanding, refusedRows } = file;
  return (
    <>
      <Facts>
        {company === null ? null : <Fact label={words.settings.company}>{company}</Fact>}
        {asOf === null ? null : <Fact label={words.upload.asOf}>{dayText(asOf)}</Fact>}
        {period === null ? null : <Fact label={words.upload.period}>{daysText(period)}</Fact>}
        {outstanding === null ? null : (
          <Fact label={words.side.outstanding}>
            <Money paise={outstanding} testID={`outstanding-${file.fileNo}`} />
          </Fact>
        )}
        {debit === null || debit === "0" ? null : (
          <Fact label={words.upload.debits}>
            <Money paise={debit} />
          </Fact>
        )}
        {credit === null || credit === "0" ? null : (
          <Fact label={words.upload.credits}>
            <Money paise={credit} tone={credit === debit ? "text" : "bad"} />
          </Fact>
        )}
        {refusedRows === 0 ? null : <Fact label={words.upload.refusedRows}>{countText(refusedRows)}</Fact>}
      </Facts>
      <FileCounts counts={file.counts} />
      {isOpen ? <NoteList notes={file.warnings} kind="warn" /> : null}
      {isOpen ? <FirstRows first={file.first} /> : null}
    </>
  );
}

/** A day is not broken in two; the line may break between the days. */
function daysText({ from, to }: { from: string; to: string }): string {
  return `${dayText(from)} – ${dayText(to)}`;
}

function StateTag({ file }: { file: UploadFile }) {
  const words = useWords();
  const kinds: Record<UploadFile["state"], TagKind> = {
    receiving: "neutral",
    waiting: "neutral",
    reading: "neutral",
    asking: "warn",
    read: "good",
    refused: "bad",
  };
  return <Tag title={words.upload.fileStates[file.state]} kind={kinds[file.state]} />;
}

const styles = StyleSheet.create({ stack: { gap: SPACE.m } });
