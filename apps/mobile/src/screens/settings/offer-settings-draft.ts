import type { OfferSettings } from "@cfa/contract/offers";
import { paiseFromJson } from "@cfa/values/money";

import type { OfferSettingWords } from "../../locale/offer-settings/en";
import { typedAmount } from "../../locale/typed-money";
import { typedSum } from "../cash/accounts-draft";
import { typedRate } from "./typed-rate";

type Chosen = Pick<OfferSettings, "isOn" | "rule" | "style" | "gstMode">;
type Typed = Record<"margin" | "cap" | "budget" | "share" | "gap", string>;

/** What is chosen, and what is typed as it is typed. */
export type OfferSettingsDraft = Chosen & Typed;

/** Which sentence says what is wrong with a field. */
export type OfferSettingsProblems = Partial<Record<keyof Typed, keyof OfferSettingWords>>;

const CAPS = { least: 25, most: 1_000 }; // as the contract has them
const MOST_SHARE = 1_000;
const GAPS = { least: 30, most: 366 };

/** What the form begins with. */
export function offerSettingsDraft(settings: OfferSettings): OfferSettingsDraft {
  const { isOn, rule, style, gstMode, margin, cap, monthlyBudget, partyYearCap, gapDays } = settings;
  return {
    isOn,
    rule,
    style,
    gstMode,
    margin: margin === null ? "" : percent(margin),
    cap: percent(cap),
    budget: typedAmount(monthlyBudget).replace(/\.00$/, ""),
    share: percent(partyYearCap),
    gap: String(gapDays),
  };
}

/** What is said by a draft, or what is wrong with it by field. */
export function saidByOfferSettings(
  draft: OfferSettingsDraft,
): { settings: OfferSettings; problems: null } | { settings: null; problems: OfferSettingsProblems } {
  const { isOn, rule, style, gstMode } = draft;
  const margin = draft.margin.trim() === "" ? null : (typedRate(draft.margin) ?? undefined);
  const cap = between(typedRate(draft.cap), CAPS);
  const monthlyBudget = typedSum(draft.budget) ?? undefined;
  const partyYearCap = between(typedRate(draft.share), { least: 1, most: MOST_SHARE });
  const gapDays = between(/^\s*\d{1,3}\s*$/.test(draft.gap) ? Number(draft.gap) : null, GAPS);
  if (
    margin !== undefined &&
    cap !== undefined &&
    monthlyBudget !== undefined &&
    partyYearCap !== undefined &&
    gapDays !== undefined
  ) {
    const settings = { isOn, rule, style, gstMode, margin, cap, monthlyBudget, partyYearCap, gapDays };
    return { settings, problems: null };
  }
  const problems: OfferSettingsProblems = {
    ...(margin === undefined ? { margin: "marginWrong" } : {}),
    ...(cap === undefined ? { cap: "capWrong" } : {}),
    ...(monthlyBudget === undefined ? { budget: "budgetWrong" } : {}),
    ...(partyYearCap === undefined ? { share: "shareWrong" } : {}),
    ...(gapDays === undefined ? { gap: "gapWrong" } : {}),
  };
  return { settings: null, problems };
}

/** Whether a draft says what holds already. */
export function isSameOffers(held: OfferSettings, { settings }: { settings: OfferSettings | null }): boolean {
  if (settings === null) return false;
  const { monthlyBudget, ...others } = held;
  const { monthlyBudget: typed, ...typedOthers } = settings;
  const isSame = (Object.keys(others) as (keyof typeof others)[]).every(
    (key) => others[key] === typedOthers[key],
  );
  return isSame && paiseFromJson(monthlyBudget) === paiseFromJson(typed);
}

function percent(hundredths: number): string {
  return String(hundredths / 100);
}

function between(value: number | null, { least, most }: { least: number; most: number }): number | undefined {
  return value === null || value < least || value > most ? undefined : value;
}
