/** On phones the server's origin is fixed when the app is built (EXPO_PUBLIC_API_URL). */
export function baseUrl(): string {
  return process.env.EXPO_PUBLIC_API_URL ?? "http://127.0.0.1:4000";
}
