import { fail, ok, type Result } from "@cfa/values/result";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** The server's origin. A key only ever travels over TLS, or does not leave this machine. */
export function serverAddress(text: string): Result<string, string> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) {
    return fail(`--server takes an address such as https://app.example.in, not "${text}".`);
  }
  if (url.protocol === "http:" && !LOOPBACK.has(url.hostname)) {
    return fail(`The server must be reached over https, not http: ${url.origin.replace("http:", "https:")}`);
  }
  return ok(url.origin);
}
