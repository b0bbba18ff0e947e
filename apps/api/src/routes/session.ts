import type { guarded } from "../guard.ts";
import type { Services } from "../context.ts";

/** Who am I: answered to anyone, so that the app can choose its first screen. */
export function sessionRoutes(services: Services, { routes }: ReturnType<typeof guarded>) {
  return {
    read: routes.session.read.handler(({ context }) => ({
      user: context.user && { name: context.user.name, email: context.user.email },
      demo: services.demo,
      ways: services.ways,
    })),
  };
}
