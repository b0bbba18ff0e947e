/** A browser tells by itself whether the page is looked at. */
export function watchFocus(): void {}
