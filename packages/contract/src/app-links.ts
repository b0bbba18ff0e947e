/*
 * Which addresses of the server open in the phone apps, where those are installed: all pages of people, and nothing that is data. The
 * apps declare them when they are built (apps/mobile/app.config.ts), and the server vouches for the apps (appLinkFiles in apps/api).
 */

/** What every page's path begins with: a company's id, an invitation, registering one, signing in. */
export const APP_LINK_PREFIXES = ["/cmp_", "/invitations/", "/new-company", "/sign-in"] as const;

/** How both stores know the app. */
export const APP_ID = "app.cfa.mobile";
