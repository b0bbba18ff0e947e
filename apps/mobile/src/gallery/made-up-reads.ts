import { api } from "../queries/api";
import { queryClient } from "../queries/query-client";
import { COMPANY_ID, FRESH, HINDI_PARTY, LONG_PARTY, PARTY, SUMS } from "./made-up";

/** No server stands behind the gallery: what asks the API waits for ever, as on a slow connection. */
export function silenceApi(): void {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    const { url } = new Request(input, init);
    return new URL(url).pathname.startsWith("/api/") ? new Promise(() => undefined) : fetch(input, init);
  };
}

/** What the components that read by themselves would have read. */
export function seedReads(): void {
  queryClient.setQueryData(api.session.read.queryKey(), {
    user: { name: "Asha Verma", email: "asha.verma@example.in" },
    demo: true,
    ways: { google: true, mailCode: true },
  });
  queryClient.setQueryData(api.companies.list.queryKey(), {
    companies: [LONG_PARTY, HINDI_PARTY, ...Array.from({ length: 6 }, (_, at) => `${PARTY} ${at + 1}`)].map(
      (name, at) => ({
        companyId: at === 0 ? COMPANY_ID : `cmp_${String.fromCodePoint(104 + at).repeat(26)}`,
        name,
        role: at === 1 ? ("accountant" as const) : ("owner" as const),
        isDemo: at === 0,
      }),
    ),
  });
  const input = { companyId: COMPANY_ID };
  queryClient.setQueryData(api.companies.freshness.queryKey({ input }), FRESH);
  queryClient.setQueryData(api.approvals.count.queryKey({ input }), { count: 1_234, amount: SUMS.usual });
}
