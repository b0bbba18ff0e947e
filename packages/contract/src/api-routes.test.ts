import { oc } from "@orpc/contract";
import { expect, it } from "vitest";

import { API_ROUTES } from "./api-routes.ts";
import { api } from "./api.ts";
import { routesOf } from "./routes-of.ts";

it("names the routes that the contract has now (`npm run contract:routes` writes them)", () => {
  expect(API_ROUTES).toEqual(routesOf(api));
});

it("refuses a call that a client could not send by method and path alone", () => {
  const whole = { whole: oc.route({ method: "POST", path: "/whole", inputStructure: "detailed" }) };
  expect(() => routesOf(whole)).toThrow("inputStructure");
});
