import type { CompanyProfile } from "@cfa/contract/company-profile";
import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { ApiFailure } from "./failure";
import { queryClient, showAnswer } from "./query-client";

/** What is said of a company. */
export function useProfile(companyId: string) {
  return useQuery(api.companies.profile.queryOptions({ input: { companyId } }));
}

/** Says something else of it. */
export function useChangeProfile() {
  return useMutation(
    api.companies.changeProfile.mutationOptions({
      onSuccess: async (profile) => {
        const input = { companyId: profile.companyId };
        await showAnswer(api.companies.profile.queryKey({ input }), profile);
        void queryClient.invalidateQueries({ queryKey: api.companies.list.key() });
      },
    }),
  );
}

type Wanted = Parameters<typeof api.companies.register.call>[0];

/**
 * Registers a company and answers its id. Registering has no request id, so an answer that was lost on its way is looked for among
 * my companies before anybody tries again.
 */
export function useRegister(options: { onDone: (companyId: string) => void }) {
  return useMutation({
    mutationFn: async (wanted: Wanted): Promise<string> => {
      const before = await myCompanies();
      try {
        return (await api.companies.register.call(wanted)).companyId;
      } catch (error) {
        const isLost = error instanceof ApiFailure && error.code === "unreachable";
        const made = isLost ? await registeredSince(before, wanted.name) : undefined;
        if (made === undefined) throw error;
        return made.companyId;
      }
    },
    onSuccess: async (companyId) => {
      await queryClient.invalidateQueries({ queryKey: api.companies.list.key() });
      options.onDone(companyId);
    },
  });
}

type Mine = Pick<CompanyProfile, "companyId" | "name">;

async function myCompanies(): Promise<readonly Mine[]> {
  return (await api.companies.list.call()).companies;
}

async function registeredSince(before: readonly Mine[], name: string): Promise<Mine | undefined> {
  const known = new Set(before.map((one) => one.companyId));
  const mine = await myCompanies().catch(() => []);
  return mine.find((one) => !known.has(one.companyId) && one.name === name);
}
