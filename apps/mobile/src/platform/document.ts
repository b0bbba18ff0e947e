/** Phones have no document to name. */
export function showLanguage(_page: { code: string; title: string }): void {}
