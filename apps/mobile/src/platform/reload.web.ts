/** Loads the page anew, with the app as the server has it now. */
export async function reload(): Promise<void> {
  window.location.reload();
}
