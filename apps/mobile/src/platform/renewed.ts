/** On phones the app is whole and of one build. */
export async function isRenewed(): Promise<boolean> {
  return false;
}
