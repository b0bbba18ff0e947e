import { PAIRING_QR, showCode } from "@cfa/contract/pairing-code";

import type { PairingEvent } from "./pair-by-code.ts";

/** Tells a person at a terminal how a pairing goes. */
export async function tellPairing(
  event: PairingEvent,
  { company, say }: { company: string; say: (line: string) => void },
): Promise<void> {
  if (event.kind === "retrying") say(`${event.message} Trying again…`);
  else if (event.kind === "claimed") say(`The app now shows this PC and "${company}". Confirm it there…`);
  else {
    say(`To pair "${company}", open CFA on your phone: Tally sync → Connect → scan or type this code.\n`);
    // Drawn here alone: an agent at work needs none of it in memory.
    const { default: qr } = await import("qrcode");
    const how = { type: "terminal", small: true, errorCorrectionLevel: "M" } as const;
    say(await qr.toString(`${PAIRING_QR}${event.code}`, how));
    say(`  ${showCode(event.code)}\n\nIt holds for ten minutes. Waiting for your confirmation in the app…`);
  }
}
