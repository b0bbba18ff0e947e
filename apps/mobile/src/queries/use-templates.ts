import type { TemplatePlaces } from "@cfa/contract/templates";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { queryClient, showAnswer } from "./query-client";

type Previewing = Parameters<typeof api.templates.preview.queryOptions>[0]["input"];

/** The texts of messages, and how each stands. */
export function useTemplates(companyId: string) {
  return useQuery(api.templates.list.queryOptions({ input: { companyId } }));
}

/** Texts as they would go out; what stood there before stays until the new one is there. */
export function useTemplatePreview(input: Previewing) {
  return useQuery({ ...api.templates.preview.queryOptions({ input }), placeholderData: keepPreviousData });
}

/** Keeps a text as a draft, and says how one stands. `onKept` comes once one was kept. */
export function useTemplateDeeds(companyId: string, { onKept }: { onKept: () => void }) {
  const show = (places: TemplatePlaces): Promise<void> =>
    showAnswer(api.templates.list.queryKey({ input: { companyId } }), places);
  const kept = async (places: TemplatePlaces): Promise<void> => {
    await show(places);
    onKept();
  };
  return {
    keep: useMutation(api.templates.keep.mutationOptions({ onSuccess: kept })),
    setState: useMutation(
      api.templates.setState.mutationOptions({
        onSuccess: async ({ brand, ways, templates }) => {
          await show({ brand, ways, templates });
          void queryClient.invalidateQueries({ queryKey: api.nudges.key() });
        },
      }),
    ),
  };
}
