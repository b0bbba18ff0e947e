import { signFile, type Signing } from "./sign.ts";

/* Called by makensis with the uninstaller it has just made: it is packed into the setup as it comes from here. */

const [, , path = ""] = process.argv;
const signing = JSON.parse(process.env["CFA_AGENT_SIGNING"] ?? "{}") as Signing;
const signed = signFile(path, signing);
if (!signed.ok) console.error(signed.error);
process.exitCode = signed.ok ? 0 : 1;
