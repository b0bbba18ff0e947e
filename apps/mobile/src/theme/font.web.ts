/** The reader's own system face, Latin first and then Devanagari. */
export const FONT_FAMILY: string | undefined =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Devanagari", "Nirmala UI", "Helvetica Neue", sans-serif';
