import { useRouter, type Href } from "expo-router";
import { useCallback } from "react";

import { useWords } from "../../locale/locale";
import { useSlashKey } from "../../platform/search-keys";
import { useCompanyId } from "../../session/view";
import { LineLink } from "./line-link";

/** The way to the search; the key "/" goes there too. */
export function SearchLink() {
  const words = useWords();
  const router = useRouter();
  const companyId = useCompanyId();
  const place: Href = { pathname: "/[companyId]/search", params: { companyId } };
  useSlashKey(
    useCallback(
      () => router.push({ pathname: "/[companyId]/search", params: { companyId } }),
      [router, companyId],
    ),
  );
  return <LineLink href={place} icon="search" title={words.today.search.open} testID="home-search" />;
}
