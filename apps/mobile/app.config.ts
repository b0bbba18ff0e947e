import type { ConfigContext, ExpoConfig } from "expo/config";

/** What every page's path begins with; a test holds it against the server's own list. */
export const LINK_PREFIXES = ["/cmp_", "/invitations/", "/new-company", "/sign-in"];

/** Where the pages of the gallery lie: built in the place of the app where CFA_GALLERY is 1, and never with it. */
const GALLERY_ROOT = "src/gallery/routes";

/**
 * What stands in app.json, and links to the server that the app is built for (EXPO_PUBLIC_API_URL): they open in the app where the
 * server vouches for it. A build for a server without TLS has none.
 */
export default function appConfig({ config }: Pick<ConfigContext, "config">): ExpoConfig {
  const named = {
    ...config,
    name: config.name ?? "CFA",
    slug: config.slug ?? "cfa",
    ...(process.env.CFA_GALLERY === "1" ? { extra: { router: { root: GALLERY_ROOT } } } : {}),
  };
  const server = process.env.EXPO_PUBLIC_API_URL ?? "";
  if (!URL.canParse(server) || new URL(server).protocol !== "https:") return named;
  const { hostname } = new URL(server);
  return {
    ...named,
    ios: { ...named.ios, associatedDomains: [`applinks:${hostname}`] },
    android: {
      ...named.android,
      intentFilters: [
        {
          action: "VIEW",
          autoVerify: true,
          data: LINK_PREFIXES.map((pathPrefix) => ({ scheme: "https", host: hostname, pathPrefix })),
          category: ["BROWSABLE", "DEFAULT"],
        },
      ],
    },
  };
}
