import { dpdpNoticeEn } from "./en";
import { dpdpNoticeHi } from "./hi";

/** The notice on personal data that a company gives its customers. */
export const DPDP_NOTICE = { en: dpdpNoticeEn, hi: dpdpNoticeHi };
