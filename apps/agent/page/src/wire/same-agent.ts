/**
 * Whether the one who answers is still the agent that gave this window its session. When an agent ends, its port is free for every
 * program of the PC: one that took it would be shown as the agent, and given whatever is typed. undefined: nobody answers.
 */
export async function isSameAgent(session: string): Promise<boolean | undefined> {
  const chance = base64Url(crypto.getRandomValues(new Uint8Array(32)));
  let answer: { proofs?: unknown };
  try {
    const response = await fetch("/session/hello", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ chance }),
      cache: "no-store",
    });
    answer = (await response.json().catch(() => ({}))) as { proofs?: unknown };
  } catch {
    return undefined;
  }
  const proof = await proofOf(session, `cfa-agent-session ${location.port} ${chance}`);
  return Array.isArray(answer.proofs) && answer.proofs.includes(proof);
}

async function proofOf(session: string, about: string): Promise<string> {
  const bytes = new TextEncoder();
  const hash = await crypto.subtle.digest("SHA-256", bytes.encode(session));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", hash, algorithm, false, ["sign"]);
  return base64Url(new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes.encode(about))));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
