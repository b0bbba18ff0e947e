import { addressEnd } from "./address-end.ts";

/** A mobile number as people write it: ten digits from 6 to 9 on, with or without the country's code, in one piece or with blanks and dashes. */
const PHONE = /(?<![\d+])(?:(?:\+|00)?91[\s-]?|0)?[6-9](?:[\s-]?\d){9}(?!\d)/g;
const MAIL = /[^\s@<>()"',;|]+@(?:[a-z0-9-]+\.)+[a-z]{2,63}/gi;

/** A text without the numbers and mail addresses in it: each as its end, "…3210", "…@shop.example", by which who knows it knows it again. */
export function maskAddresses(text: string): string {
  return text
    .replaceAll(MAIL, (mail) => `…@${addressEnd("email", mail)}`)
    .replaceAll(PHONE, (phone) => `…${addressEnd("sms", phone.replaceAll(/\D/g, ""))}`);
}
