import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { saveFile } from "../platform/save-file";

/** Keeps files of the server, or passes them on `by` another way, one at a time: while one is being fetched, no other is begun. */
export function useSaveFile(by: typeof saveFile = saveFile) {
  const [percent, setPercent] = useState<number | null>(null);
  const deed = useMutation({
    mutationFn: (path: string) => by(path, setPercent),
    onMutate: () => setPercent(null),
  });
  return {
    save: (path: string) => {
      if (!deed.isPending) deed.mutate(path);
    },
    isBusy: (path: string) => deed.isPending && deed.variables === path,
    /** How much of it is there; null where that cannot be told, or nothing is being fetched. */
    percent: deed.isPending ? percent : null,
    error: deed.error,
  };
}
