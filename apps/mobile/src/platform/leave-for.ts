/**
 * Phones sign in at Google by a flow of their own, which needs SHA-256 and a cryptographic chance; React Native brings neither.
 */
export const leaveFor: ((url: string) => void) | null = null;
