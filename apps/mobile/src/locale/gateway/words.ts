import { gatewayEn } from "./en";
import { gatewayHi } from "./hi";

/** The words of a company's payment gateway. */
export const GATEWAY_WORDS = { en: gatewayEn, hi: gatewayHi };
