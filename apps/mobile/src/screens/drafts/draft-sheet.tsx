import type { DraftPreview } from "@cfa/contract/drafts";
import { StyleSheet, View } from "react-native";

import { Money } from "../../components/money";
import { Notice } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Sheet } from "../../components/sheet";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { useDraft } from "../../queries/use-drafts";
import { SPACE } from "../../theme/tokens";
import { AcceptDraft } from "./accept-draft";
import { DraftDeeds } from "./draft-deeds";
import { DraftHistory } from "./draft-history";
import { outcomeText, stateOf } from "./draft-state";
import { DraftVoucher } from "./draft-voucher";

/** Everything about one draft, above the list: the voucher, what speaks against it, the ways to Tally, what became of it. */
export function DraftSheet(props: { companyId: string; draftId: string; onClose: () => void }) {
  const { companyId, draftId, onClose } = props;
  const words = useWords();
  const read = useDraft(companyId, draftId);
  const title = read.data ? words.drafts.kinds[read.data.draft.kind] : words.drafts.heading;
  return (
    <Sheet open title={title} onClose={onClose}>
      <ReadState read={read} skeleton={[4, 3]}>
        {(preview) => (
          <View style={styles.stack} testID="draft">
            <Head preview={preview} />
            <Outcome preview={preview} />
            <Cautions preview={preview} />
            <DraftVoucher preview={preview} />
            {preview.ways.length > 0 ? <AcceptDraft preview={preview} companyId={companyId} /> : null}
            <DraftDeeds preview={preview} companyId={companyId} />
            <DraftHistory preview={preview} />
          </View>
        )}
      </ReadState>
    </Sheet>
  );
}

function Head({ preview: { draft } }: { preview: DraftPreview }) {
  const words = useWords();
  const { key, kind } = stateOf(draft);
  return (
    <View style={styles.head}>
      <Tag title={words.drafts.states[key]} kind={kind} testID="draft-state" />
      <Money paise={draft.amount} type="title" testID="draft-amount" />
      <Text tone="textMuted">{`${draft.party.name} · ${words.drafts.forBill(draft.bill.name)}`}</Text>
    </View>
  );
}

/** What became of it, in words, with the differences where the voucher in Tally is another. */
function Outcome({ preview }: { preview: DraftPreview }) {
  const words = useWords();
  const { outcome, became, state } = preview.draft;
  return (
    <>
      {outcome === null ? null : (
        <Notice
          icon={state === "written" ? "good" : state === "refused" ? "bad" : "warn"}
          kind={state === "written" ? "neutral" : state === "refused" ? "bad" : "warn"}
          testID="draft-outcome"
        >
          {outcomeText(outcome, words)}
        </Notice>
      )}
      {preview.differences.map(({ field, wanted, found }) => (
        <View key={field} style={styles.difference}>
          <Text type="strong">{words.drafts.fields[field]}</Text>
          <Text type="small">{words.drafts.preview.wanted(wanted)}</Text>
          <Text type="small" tone="bad">
            {words.drafts.preview.found(found)}
          </Text>
        </View>
      ))}
      {became?.differs === true ? (
        <Notice icon="warn" kind="warn">
          {words.drafts.preview.becameDiffers}
        </Notice>
      ) : null}
    </>
  );
}

/** Why Tally would not take it, and what should be known beforehand. */
function Cautions({ preview: { problems, warnings } }: { preview: DraftPreview }) {
  const words = useWords();
  return (
    <>
      {problems.map((problem) => (
        <Notice key={problem.code + problem.about} icon="bad" kind="bad" testID={`problem-${problem.code}`}>
          {problemText(problem, words)}
        </Notice>
      ))}
      {warnings.map(({ code }) => (
        <Notice key={code} icon="warn" kind="warn" testID={`warning-${code}`}>
          {words.drafts.warnings[code]}
        </Notice>
      ))}
    </>
  );
}

/** A problem in the app's words, with the ledger, day or sum that it is about. */
export function problemText(
  { code, about }: Pick<DraftPreview["problems"][number], "code" | "about">,
  words: Catalogue,
): string {
  const sentence = words.drafts.problems[code];
  return about === "" ? sentence : `${sentence} (${about})`;
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.m },
  head: { gap: SPACE.xs },
  difference: { gap: 2, paddingHorizontal: SPACE.l },
});
