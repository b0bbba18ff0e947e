import type { SettingsStanding } from "@cfa/contract/settings";
import type { CompanySetting } from "@cfa/db/queries/settings/company-setting";

/** A company's settings as people see them. */
export function presentSettings({ derivedCreditDays, ...setting }: CompanySetting): SettingsStanding {
  return { ...setting, isBeingDerived: setting.defaultCreditDays !== derivedCreditDays };
}
