/** Phones use their system face. */
export const FONT_FAMILY: string | undefined = undefined;
