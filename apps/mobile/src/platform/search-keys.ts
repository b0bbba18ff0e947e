/** Phones have no keys to search by. */
export function useSlashKey(_onSlash: () => void): void {}

/** Nor any to go through what was found. */
export function useArrowKeys(_testIdPrefix: string): void {}
