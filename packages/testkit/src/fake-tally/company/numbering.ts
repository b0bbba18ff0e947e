import { addDays, type LocalDate } from "@cfa/values/local-date";
import { financialYearOf, type Period } from "@cfa/values/period";

import { counted } from "./counted.ts";
import type { CompanyState, NumberShift } from "./state.ts";
import { vouchersBetween } from "./vouchers.ts";

/**
 * The number of a voucher that is entered now: the one after the last of its type and year, by date. None where numbers are
 * given by hand.
 */
export function numberFor(state: CompanyState, voucher: { type: string; date: LocalDate }): string {
  if (!isNumbered(state, voucher.type)) return "";
  const year = financialYearOf(voucher.date);
  const before = lastNumber(state, voucher, year);
  if (before !== undefined) return counted(before, 1);
  return nextOf(state, voucher, year)?.number ?? "1";
}

/**
 * What entering (1) or deleting (-1) a voucher does to the numbers of the later ones of its type and year. Their
 * AlterIds stay, so that only reading the numbers again tells.
 */
export function shiftAfter(
  state: CompanyState,
  voucher: { type: string; date: LocalDate; masterId: number },
  by: 1 | -1,
): readonly NumberShift[] {
  const { type, date, masterId } = voucher;
  const year = financialYearOf(date);
  if (!isNumbered(state, type) || !hasLater(state, voucher, year)) return state.shifts;
  return [...state.shifts, { type, year, date, masterId, by }];
}

function isNumbered(state: CompanyState, type: string): boolean {
  return [...state.voucherTypes.values()].some(
    (known) => known.name === type && known.numbering.toLowerCase() === "automatic",
  );
}

/** How far back the last number is looked for before the whole year is. */
const LOOK_BACK_DAYS = [7, 60];

function lastNumber(
  state: CompanyState,
  voucher: { type: string; date: LocalDate },
  year: Period,
): string | undefined {
  const starts = [...LOOK_BACK_DAYS.map((days) => addDays(voucher.date, -days)), year.from];
  for (const start of starts) {
    const from = start < year.from ? year.from : start;
    let number: string | undefined;
    for (const other of vouchersBetween(state, { from, to: voucher.date })) {
      if (other.type === voucher.type) ({ number } = other);
    }
    if (number !== undefined) return number;
  }
  return undefined;
}

function nextOf(
  state: CompanyState,
  voucher: { type: string; date: LocalDate },
  year: Period,
): { number: string } | undefined {
  const later = { from: addDays(voucher.date, 1), to: year.to };
  for (const other of vouchersBetween(state, later)) if (other.type === voucher.type) return other;
  return undefined;
}

function hasLater(
  state: CompanyState,
  voucher: { type: string; date: LocalDate; masterId: number },
  year: Period,
): boolean {
  for (const other of vouchersBetween(state, { from: voucher.date, to: year.to })) {
    if (other.type === voucher.type && (other.date > voucher.date || other.masterId > voucher.masterId))
      return true;
  }
  return false;
}
