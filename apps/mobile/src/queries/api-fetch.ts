import { baseUrl } from "../platform/base-url";
import { readToken } from "../platform/token-store";
import { ApiFailure, failureOf } from "./failure";

const PATIENCE_MILLIS = 30_000;

/** `fetch` with the session of this device; anything but a success is thrown as an `ApiFailure`. */
export const apiFetch: typeof globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const token = await readToken();
  if (token !== null) request.headers.set("authorization", `Bearer ${token}`);
  const answer = await send(request);
  if (answer.ok) return answer;
  const body = await answer.text().catch(() => "");
  throw failureOf({ status: answer.status, body, requestId: answer.headers.get("x-request-id") });
};

/** A call that is not part of the typed contract (sign-in and sign-out belong to the auth library). */
export async function postJson(path: string, body: unknown): Promise<Response> {
  return await apiFetch(`${baseUrl()}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function send(request: Request): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MILLIS);
  request.signal?.addEventListener("abort", () => patience.abort());
  try {
    return await fetch(request, { signal: patience.signal });
  } catch {
    throw new ApiFailure("unreachable", null);
  } finally {
    clearTimeout(timer);
  }
}
