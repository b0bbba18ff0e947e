import { answerWords } from "@cfa/assistant/answer/words";
import { MEASURES } from "@cfa/contract/assistant-kinds";
import type { Database } from "@cfa/db/client";
import { readCompany } from "@cfa/db/queries/snapshot";
import { localDateAt } from "@cfa/values/local-date";
import type { LanguageModel } from "ai";

import { keepCompanyNames, type CompanyNames } from "./company-names.ts";
import type { ModelDesk } from "./model/desk.ts";
import { findNames } from "./model/find-names.ts";
import { openModel } from "./model/open-model.ts";
import type { ModelSettings } from "./model/settings.ts";
import { answerOrRefused } from "./run-query.ts";

/** What the assistant of this process works with. */
export type Assistant = {
  readonly names: CompanyNames;
  readonly model: LanguageModel | null;
  readonly settings: ModelSettings | null;
};

export function openAssistant(settings: ModelSettings | null): Assistant {
  return { names: keepCompanyNames(), model: settings && openModel(settings), settings };
}

/** The catalogue of one company for a program that asks by itself: in English, as of the moment it asks. */
export function catalogueDesk(
  { db, now, names }: { db: Database; now: () => Date; names: CompanyNames },
  companyId: string,
): Pick<ModelDesk, "findNames" | "ask"> {
  const on = () => ({ now: now(), today: localDateAt(now()), language: "en" as const });
  return {
    findNames: (text) =>
      readCompany(db, companyId, async (snapshot) =>
        findNames(text, await names.of(snapshot, text, on().today)),
      ),
    ask: (query) => answerOrRefused(db, companyId, { ...on(), query }),
  };
}

/** How each measure is made, in English. */
export const DEFINITIONS: Readonly<Record<string, string>> = Object.fromEntries(
  MEASURES.map((measure) => [measure, answerWords("en").measures[measure].how]),
);
