import type { CashNote } from "@cfa/contract/cash-forecast";

import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import { useWords } from "../../locale/locale";
import { useRouter } from "expo-router";
import { useCompanyId } from "../../session/view";

const LOUD: ReadonlySet<CashNote["kind"]> = new Set(["failed", "limit-missing", "stopped", "no-accounts"]);
const SAID: ReadonlySet<CashNote["kind"]> = new Set(["limit-missing", "floor-missing"]);

/** What is missing, and what to know before believing the figures, each with what to do about it. */
export function CashNotes({ notes }: { notes: readonly CashNote[] }) {
  const words = useWords();
  const router = useRouter();
  const companyId = useCompanyId();
  return notes.map(({ kind }) => (
    <Notice
      key={kind}
      icon={LOUD.has(kind) ? "warn" : kind === "behind" || kind === "not-yet" ? "sync" : "none"}
      kind={LOUD.has(kind) ? "warn" : "neutral"}
      testID={`cash-note-${kind}`}
      action={
        SAID.has(kind) ? (
          <Button
            title={words.cash.accounts.heading}
            onPress={() => router.push({ pathname: "/[companyId]/cash/accounts", params: { companyId } })}
            testID={`cash-note-${kind}-say`}
          />
        ) : undefined
      }
    >
      {words.cash.notes[kind]}
    </Notice>
  ));
}
