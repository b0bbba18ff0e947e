import type { ServerResponse } from "node:http";

/** Policy of an answer that is data: it may load and run nothing, and nobody may frame it. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const ONE_YEAR_SECONDS = 31_536_000;

/**
 * Sets the headers that every answer carries, errors included. What a page or a hashed file needs besides
 * (its own policy, another cache rule) its route sets over these.
 */
export function setSecurityHeaders(response: ServerResponse, options: { secure: boolean }): void {
  response.setHeader("content-security-policy", DATA_POLICY);
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("x-frame-options", "DENY");
  response.setHeader("referrer-policy", "no-referrer");
  response.setHeader("cross-origin-opener-policy", "same-origin");
  response.setHeader("cross-origin-resource-policy", "same-origin");
  response.setHeader("permissions-policy", "camera=(self), microphone=(), geolocation=()");
  response.setHeader("cache-control", "no-store");
  if (options.secure) {
    response.setHeader("strict-transport-security", `max-age=${ONE_YEAR_SECONDS}; includeSubDomains`);
  }
}

/**
 * Policy of the app's page: its own files only; inline scripts by their hash, never in general. Inline style stays
 * allowed because React Native for the web writes its style sheet into the page.
 */
export function pagePolicy(options: { scriptHashes: readonly string[] }): string {
  const scripts = ["'self'", ...options.scriptHashes.map((hash) => `'sha256-${hash}'`)].join(" ");
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
