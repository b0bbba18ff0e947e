/** Tells the browser and screen readers the page's language. */
export function showLanguage(code: string): void {
  document.documentElement.lang = code;
}

/** Names the page in the browser's tab and history. */
export function showTitle(title: string): void {
  document.title = title;
}
