import { toTallyDayNumber, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type { View } from "../company/view.ts";
import type { Field } from "./shape.ts";

type Get<T, V> = (object: T, view: View) => V;

export function text<T>(tag: string, value: Get<T, string | undefined>): Field<T> {
  return { tag, type: "String", value };
}

export function number<T>(tag: string, value: Get<T, number>): Field<T> {
  return { tag, type: "Number", value };
}

export function logical<T>(tag: string, value: Get<T, boolean>): Field<T> {
  return { tag, type: "Logical", value };
}

export function date<T>(tag: string, value: Get<T, LocalDate | null | undefined>): Field<T> {
  return { tag, type: "Date", value };
}

/** A sum; `foreign` is the text where it was entered in another currency. */
export function amount<T>(
  tag: string,
  value: Get<T, Paise | undefined>,
  foreign?: Get<T, string | undefined>,
): Field<T> {
  const plain: Field<T> = { tag, type: "Amount", value };
  if (foreign === undefined) return plain;
  return { ...plain, text: (object, view) => foreign(object, view) ?? rupees(value(object, view)) };
}

function rupees(value: Paise | undefined): string {
  const size = value ?? 0n;
  const digits = (size < 0n ? -size : size).toString().padStart(3, "0");
  return `${size < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A credit period: so many days after a base day, whose number stands beside it. */
export function period<T>(
  tag: string,
  value: Get<T, { days: number | null | undefined; base: LocalDate }>,
): Field<T> {
  const days = (object: T, view: View): string => {
    const { days: count } = value(object, view);
    return count === null || count === undefined ? "" : `${count} Days`;
  };
  return {
    tag,
    type: "Due Date",
    value: days,
    attributes: (object, view) => {
      const written = days(object, view);
      return written === "" ? "" : ` JD="${toTallyDayNumber(value(object, view).base)}" P="${written}"`;
    },
  };
}
