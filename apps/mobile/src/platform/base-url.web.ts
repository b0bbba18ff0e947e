/** On the web the server that gave the page is the API's too. */
export function baseUrl(): string {
  return window.location.origin;
}
