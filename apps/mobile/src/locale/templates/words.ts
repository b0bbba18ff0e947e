import { templatesEn } from "./en";
import { templatesHi } from "./hi";

/** The texts of messages to customers. */
export const TEMPLATE_WORDS = { en: templatesEn, hi: templatesHi };
