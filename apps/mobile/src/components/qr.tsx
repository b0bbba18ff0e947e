import { later } from "./later";

/** A QR code, whose making few people need. */
export const Qr = later(async () => (await import("./qr-code")).QrCode);
