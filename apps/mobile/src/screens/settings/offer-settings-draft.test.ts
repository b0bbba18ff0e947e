import type { OfferSettings } from "@cfa/contract/offers";
import { describe, expect, it } from "vitest";

import { isSameOffers, offerSettingsDraft, saidByOfferSettings } from "./offer-settings-draft";

const SETTINGS: OfferSettings = {
  isOn: true,
  rule: "own-forecast",
  style: "percent",
  gstMode: "financial",
  margin: null,
  cap: 200,
  monthlyBudget: "2500000",
  partyYearCap: 50,
  gapDays: 90,
};

describe("how offers are proposed, as it is typed", () => {
  const draft = offerSettingsDraft(SETTINGS);

  it("begins with what holds, which is no change", () => {
    expect(draft).toMatchObject({ margin: "", cap: "2", budget: "25,000", share: "0.5", gap: "90" });
    expect(saidByOfferSettings(draft).settings).toEqual(SETTINGS);
    expect(isSameOffers(SETTINGS, saidByOfferSettings(draft))).toBe(true);
  });

  it("is another once anything is, also where it is not whole", () => {
    const others = [
      { isOn: false },
      { rule: "plain" },
      { margin: "12.5" },
      { budget: "0" },
      { gap: "x" },
    ] as const;
    for (const other of others) {
      expect(isSameOffers(SETTINGS, saidByOfferSettings({ ...draft, ...other }))).toBe(false);
    }
    expect(saidByOfferSettings({ ...draft, margin: "12.5" }).settings).toMatchObject({ margin: 1_250 });
    expect(saidByOfferSettings({ ...draft, budget: "₹0" }).settings).toMatchObject({ monthlyBudget: "0" });
  });

  it("says of each field what is wrong with it", () => {
    const wrong = { margin: "0", cap: "0.1", budget: "-1", share: "11", gap: "29" };
    expect(saidByOfferSettings({ ...draft, ...wrong }).problems).toEqual({
      margin: "marginWrong",
      cap: "capWrong",
      budget: "budgetWrong",
      share: "shareWrong",
      gap: "gapWrong",
    });
    expect(saidByOfferSettings({ ...draft, budget: "" }).problems).toEqual({ budget: "budgetWrong" });
  });
});
