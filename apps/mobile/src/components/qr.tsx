import { laterPart } from "./later";

/** A QR code, whose making few people need. */
export const Qr = laterPart(async () => (await import("./qr-code")).QrCode);
