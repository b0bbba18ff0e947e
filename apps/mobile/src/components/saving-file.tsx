import { useWords } from "../locale/locale";
import type { useSaveFile } from "../queries/use-save-file";
import { Progress } from "./progress";
import { Refused } from "./refused";

/** How far a file is that is being fetched, or why it could not be. */
export function SavingFile({ saving }: { saving: ReturnType<typeof useSaveFile> }) {
  const words = useWords();
  const { percent, error } = saving;
  if (percent !== null) {
    return <Progress share={percent} label={words.data.fetching(percent)} testID="saving-file" />;
  }
  return <Refused error={error} testID="file-refused" />;
}
