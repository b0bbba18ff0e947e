import { z } from "zod";

import { PAYMENT_CLASSES } from "./correction-kinds.ts";

export const PaymentClass = z.enum(PAYMENT_CLASSES);
export type PaymentClass = z.infer<typeof PaymentClass>;
