import type { MsmeProfile, SettingsStanding } from "@cfa/contract/settings";
import type { CompanySetting } from "@cfa/db/queries/settings/company-setting";
import type { PartyProfile } from "@cfa/db/queries/settings/msme";

/** A company's settings as people see them. */
export function presentSettings({ derivedCreditDays, ...setting }: CompanySetting): SettingsStanding {
  return { ...setting, isBeingDerived: setting.defaultCreditDays !== derivedCreditDays };
}

/** What was said of a party. */
export function presentProfile({ udyamClass, activity, hasWrittenTerms }: PartyProfile): MsmeProfile {
  return { udyamClass, activity, hasWrittenTerms };
}
