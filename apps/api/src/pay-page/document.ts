import type { PayLanguage } from "./figures.ts";
import { html, Html } from "./html.ts";
import { PAY_STYLE } from "./style.ts";
import type { PayWords } from "./words-en.ts";

/** A page for customers, whole: its style stands in it, and nothing is fetched besides. */
export function documentOf(
  { htmlLang, title }: { htmlLang: string; title: string },
  body: readonly Html[],
): string {
  const head = html`<!doctype html>
    <html lang="${htmlLang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex,nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${new Html(`<style>${PAY_STYLE}</style>`)}
      </head>
      <body>
        ${body}
      </body>
    </html>`;
  return head.text.replaceAll(/>\s+</g, "><");
}

/** What a page says: first what did not go well, then its columns; one that is null is not there. */
export function mainPart(
  notice: string | null,
  columns: readonly (Html | null)[],
  after: Html | null = null,
): Html {
  const there = columns.filter((column) => column !== null);
  return html`<main>
    ${notice === null ? null : html`<p class="notice" role="alert">${notice}</p>`}
    <div class="${there.length === 1 ? "grid one" : "grid"}">
      ${there.map((column) => html`<div class="side">${column}</div>`)}
    </div>
    ${after}
  </main>`;
}

/** Whose page it is and what it is about, and the same page in the other language. */
export function sellerHead(
  seller: string,
  about: string,
  {
    language,
    words,
  }: { language: PayLanguage; words: Pick<PayWords, "otherLanguage" | "otherLanguageLabel"> },
): Html {
  const other = language === "en" ? "hi" : "en";
  return html`<header>
    <span class="mark" aria-hidden="true">${initials(seller)}</span>
    <span class="who"><b>${seller}</b><span>${about}</span></span>
    <a
      class="lang"
      href="${queryOf(other)}"
      hreflang="${other}"
      lang="${other}"
      aria-label="${words.otherLanguageLabel}"
      rel="nofollow"
      >${words.otherLanguage}</a
    >
  </header>`;
}

/** What asks for a page in a language. */
export function queryOf(language: PayLanguage): string {
  return `?lang=${language}`;
}

function initials(seller: string): string {
  const letters = seller.split(/\s+/).flatMap((word) => /[\p{L}\p{N}]\p{M}*/u.exec(word)?.[0] ?? []);
  return letters.slice(0, 2).join("").toUpperCase();
}
