import { APP_LINK_PREFIXES } from "@cfa/contract/app-links";
import { Hono } from "hono";

import { ApiFailure } from "../errors.ts";
import type { WebEnv } from "../http/web-env.ts";
import type { AppLinks } from "./settings.ts";

const KEPT_SECONDS = 3_600;

/**
 * The files by which Apple's and Google's systems learn that an app belongs to this server. Without settings there is none:
 * an empty one would say that no app does.
 */
export function appLinkRoutes({ apple, android }: AppLinks): Hono<WebEnv> {
  return new Hono<WebEnv>()
    .get("/.well-known/apple-app-site-association", (context) => {
      if (apple === null) throw new ApiFailure("not-found");
      const components = APP_LINK_PREFIXES.map((prefix) => ({ "/": `${prefix}*` }));
      context.header("cache-control", `public, max-age=${KEPT_SECONDS}`);
      return context.json({ applinks: { details: [{ appIDs: [apple.appId], components }] } });
    })
    .get("/.well-known/assetlinks.json", (context) => {
      if (android === null) throw new ApiFailure("not-found");
      context.header("cache-control", `public, max-age=${KEPT_SECONDS}`);
      return context.json([
        {
          relation: ["delegate_permission/common.handle_all_urls"],
          target: {
            namespace: "android_app",
            package_name: android.package,
            sha256_cert_fingerprints: android.fingerprints,
          },
        },
      ]);
    });
}
