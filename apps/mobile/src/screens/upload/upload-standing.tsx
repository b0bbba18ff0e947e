import type { Upload } from "@cfa/contract/uploads";

import { Notice } from "../../components/notice";
import { countText } from "../../locale/count-text";
import { useWords } from "../../locale/locale";

/** In one line where an upload stands: shown only, asked about, on its way, in the books, out of them again. */
export function UploadStanding({ upload }: { upload: Upload }) {
  const words = useWords();
  const { standing } = words.upload;
  const { run, takenBack, state } = upload;
  if (takenBack !== null && takenBack.state !== "failed") {
    const isOut = takenBack.state === "applied";
    return (
      <Notice icon={isOut ? "good" : "sync"} kind="neutral" testID="standing">
        {isOut ? standing.takenBack : standing.takingBack}
      </Notice>
    );
  }
  if (state === "committed") {
    if (run?.state === "applied") {
      return (
        <Notice icon="good" kind="neutral" testID="standing">
          {run.quarantined > 0 ? standing.appliedWith(countText(run.quarantined)) : standing.applied}
        </Notice>
      );
    }
    if (run?.state === "failed") {
      return (
        <Notice icon="bad" kind="bad" testID="standing">
          {standing.failed}
        </Notice>
      );
    }
    return (
      <Notice icon="sync" kind="neutral" testID="standing">
        {standing.queued}
      </Notice>
    );
  }
  const icon = state === "refused" || state === "failed" ? "bad" : state === "asking" ? "warn" : "none";
  return (
    <Notice icon={icon} kind={icon === "none" ? "neutral" : icon} testID="standing">
      {standing[state]}
    </Notice>
  );
}
