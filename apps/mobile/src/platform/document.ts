/** Phones have no document to name. */
export function showLanguage(_code: string): void {}

export function showTitle(_title: string): void {}
