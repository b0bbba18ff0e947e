import type { Upload } from "@cfa/contract/uploads";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { cursorIn, paged } from "./pages";
import { queryClient, showAnswer } from "./query-client";

const WHILE_MOVING_MILLIS = 1_000;

/** Files handed in lately. */
export function useUploads(companyId: string) {
  return useQuery({ ...api.uploads.list.queryOptions({ input: { companyId } }), staleTime: 1_000 });
}

/** One upload; asked often while it is read or taken in. */
export function useUpload(companyId: string, uploadId: string) {
  return useQuery({
    ...api.uploads.read.queryOptions({ input: { companyId, uploadId } }),
    staleTime: 500,
    refetchInterval: (query) => (isMoving(query.state.data) ? WHILE_MOVING_MILLIS : false),
  });
}

/** The rows of an upload that could not be read, page by page. */
export function useRefusedRows(companyId: string, uploadId: string) {
  return useInfiniteQuery(
    api.uploads.refused.infiniteOptions({
      input: (cursor: string | null) => ({
        companyId,
        uploadId,
        limit: 50,
        ...cursorIn(cursor),
      }),
      ...paged,
    }),
  );
}

/** What a person does with an upload; each answer is at once what the page shows. */
export function useUploadDeeds(companyId: string, uploadId: string) {
  const shown = {
    onSuccess: async (upload: Upload) => {
      await showAnswer(api.uploads.read.queryKey({ input: { companyId, uploadId } }), upload);
      void queryClient.invalidateQueries({ queryKey: api.uploads.list.key() });
      void queryClient.invalidateQueries({ queryKey: api.uploads.refused.key() });
    },
  };
  return {
    answer: useMutation(api.uploads.mapping.mutationOptions(shown)),
    commit: useMutation(api.uploads.commit.mutationOptions(shown)),
    takeBack: useMutation(api.uploads.takeBack.mutationOptions(shown)),
    cancel: useMutation(
      api.uploads.cancel.mutationOptions({
        onSuccess: () => void queryClient.invalidateQueries({ queryKey: api.uploads.list.key() }),
      }),
    ),
  };
}

/** Whether something is still under way with an upload. */
export function isMoving(upload: Upload | undefined): boolean {
  if (upload === undefined) return false;
  return upload.state === "reading" || upload.run?.state === "queued" || upload.takenBack?.state === "queued";
}
