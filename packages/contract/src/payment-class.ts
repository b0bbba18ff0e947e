import { z } from "zod";

/** How a party pays. `new`: too little is known. */
export const PaymentClass = z.enum(["prompt", "on-time", "late", "risky", "new"]);
export type PaymentClass = z.infer<typeof PaymentClass>;
