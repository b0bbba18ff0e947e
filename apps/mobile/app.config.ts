import type { ConfigContext, ExpoConfig } from "expo/config";

/** What every page's path begins with; a test holds it against the server's own list. */
export const LINK_PREFIXES = ["/cmp_", "/invitations/", "/new-company", "/sign-in"];

/**
 * What stands in app.json, and links to the server that the app is built for (EXPO_PUBLIC_API_URL): they open in the app where the
 * server vouches for it. A build for a server without TLS has none.
 */
export default function appConfig({ config }: Pick<ConfigContext, "config">): ExpoConfig {
  const named = { ...config, name: config.name ?? "CFA", slug: config.slug ?? "cfa" };
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
