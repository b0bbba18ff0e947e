/** Phones close a sheet by their own way back. */
export function useEscape(_open: boolean, _onClose: () => void): void {}
