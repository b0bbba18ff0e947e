import { companyDataEn } from "./en";
import { companyDataHi } from "./hi";

/** What is said where a company's data is taken along or deleted. */
export const COMPANY_DATA_WORDS = { en: companyDataEn, hi: companyDataHi };
