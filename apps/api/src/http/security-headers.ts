import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";

/** Policy of an answer that is data: it may load and run nothing, and nobody may frame it. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** React Native for the web puts an empty style element into the page and fills it rule by rule, which is no inline style. */
const EMPTY_SHA256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
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
  response.setHeader("permissions-policy", "camera=(self), microphone=(self), geolocation=()");
  response.setHeader("cache-control", "no-store");
  if (options.secure) {
    response.setHeader("strict-transport-security", `max-age=${ONE_YEAR_SECONDS}; includeSubDomains`);
  }
}

/**
 * Policy of the app's page: its own files only; what stands inline in the page itself by its
 * hash, nothing inline in general.
 */
export function pagePolicy(html: string): string {
  const scripts = ["'self'", ...inlineHashes(html, "script")].join(" ");
  const styles = ["'self'", `'sha256-${EMPTY_SHA256}'`, ...inlineHashes(html, "style")].join(" ");
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    `style-src ${styles}`,
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

/** Policy of a page that stands alone: its one style and its one script, if it has one, by their hashes, forms to ourselves, and nothing else. */
export function alonePolicy(page: { style: string; script: string | null }): string {
  return [
    "default-src 'none'",
    ...(page.script === null ? [] : [`script-src '${hashOf(page.script)}'`]),
    `style-src '${hashOf(page.style)}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Hashes of what the page holds between its tags; a script with an address of its own has nothing there. */
function inlineHashes(html: string, tag: "script" | "style"): string[] {
  const blocks = html.matchAll(new RegExp(`<${tag}(?![^>]*\\ssrc=)[^>]*>([\\s\\S]*?)</${tag}>`, "gi"));
  return [...blocks].map(([, text = ""]) => `'${hashOf(text)}'`);
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
