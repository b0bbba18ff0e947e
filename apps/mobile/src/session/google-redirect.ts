/*
 * Where Google sends a phone back to: a scheme that is the app's own name turned around, as Google wants it of installed apps
 * (app.json declares it for both systems). What comes with it is good for nothing without the secret that this app holds.
 */
export const GOOGLE_REDIRECT = "app.cfa.mobile:/oauthredirect";

/**
 * The page that a link into the app opens; null: none, what is open stays. The way back from Google belongs to whoever
 * waits for it. Where nobody waits any more, because the system ended the app meanwhile, the app opens as it always does.
 */
export function pageOfLink(link: { path: string; initial: boolean }): string | null {
  if (!/^(?:app\.cfa\.mobile:\/*)?\/?oauthredirect(?:[/?#]|$)/i.test(link.path)) return link.path;
  return link.initial ? "/" : null;
}
