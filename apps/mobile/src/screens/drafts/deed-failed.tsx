import type { DraftProblem } from "@cfa/contract/draft-voucher";

import { Notice } from "../../components/notice";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { ApiFailure, sentenceOf } from "../../queries/failure";

/** Why something could not be done with a draft, where it was tried. */
export function DeedFailed({ error }: { error: Error | null }) {
  const words = useWords();
  if (error === null) return null;
  return (
    <Notice icon="bad" kind="bad" testID="deed-failed">
      {failureText(error, words)}
    </Notice>
  );
}

function failureText(error: Error, words: Catalogue): string {
  if (error instanceof ApiFailure) {
    if (error.code === "conflict") return words.drafts.conflict;
    if (error.field !== null && isProblem(error.field, words)) return words.drafts.problems[error.field];
    if (error.field === "confirmedAmount") return words.drafts.accept.confirmWrong;
  }
  return words.failure[sentenceOf(error)];
}

function isProblem(field: string, words: Catalogue): field is DraftProblem["code"] {
  return Object.hasOwn(words.drafts.problems, field);
}
