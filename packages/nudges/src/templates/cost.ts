import type { Paise } from "@cfa/values/money";

import type { Costs, TemplateFact } from "../rules.ts";

/** What a message is likely to cost; mail and letters nothing. WhatsApp is taken at its dearest where no category is known. */
export function costOf(
  { way, category }: Pick<TemplateFact, "way" | "category">,
  units: number,
  { sms, whatsapp }: Costs,
): Paise {
  if (way === "sms") return sms.unit * BigInt(units);
  if (way !== "whatsapp") return 0n;
  return whatsapp[category === "utility" || category === "service" ? category : "marketing"];
}
