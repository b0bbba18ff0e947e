/** Tells the browser and screen readers the page's language and title. */
export function showLanguage(page: { code: string; title: string }): void {
  document.documentElement.lang = page.code;
  document.title = page.title;
}
