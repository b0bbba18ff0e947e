import { randomUUID } from "node:crypto";

import type { SavedView } from "@cfa/contract/saved-views";
import { MOST_VIEWS } from "@cfa/contract/view-times";
import { idOut } from "@cfa/values/ids";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startDesk, type Desk, type Who } from "../test-desk.ts";

/* Owner and accountant keep views of the reports of test-correction-books.ts. */

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
});
beforeEach(() => desk.turnPage());
afterAll(() => desk.close());

const view = (of: object = {}) => ({
  requestId: randomUUID(),
  name: "What suppliers get",
  report: "ageing",
  choice: { side: "payable", when: "month-end", sort: "outstanding", order: "down" },
  shared: false,
  ...of,
});
const keep = (body: object, who: Who = "accountant") => desk.sent<SavedView>("/views", body, who);
const list = async (who: Who = "accountant") =>
  (await desk.read<{ views: SavedView[] }>("/views", who)).views;

const call = (method: "PATCH" | "DELETE", viewId: string, body: object | null, who: Who = "accountant") =>
  fetch(`${desk.server.url}/api/companies/${idOut("company", desk.books.companyId)}/views/${viewId}`, {
    method,
    headers: { authorization: `Bearer ${desk.tokens[who]}`, "content-type": "application/json" },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  });
const change = async (viewId: string, body: object, who?: Who) =>
  (await call("PATCH", viewId, body, who)).status;
const remove = async (viewId: string, who?: Who) => (await call("DELETE", viewId, null, who)).status;
const setRole = (role: string) =>
  desk.database.asOwner("update member set role = $2 where company_id = $1 and role = 'accountant'", [
    desk.books.companyId,
    role,
  ]);

test("a view is kept with all that was chosen, once however often it is sent", async () => {
  const body = view();
  const [one, again] = await Promise.all([keep(body), keep(body)]);
  expect(one).toEqual(again);
  expect(await list()).toEqual([
    {
      viewId: one.viewId,
      name: "What suppliers get",
      report: "ageing",
      choice: { side: "payable", when: "month-end", sort: "outstanding", order: "down" },
      shared: false,
      isMine: true,
      by: expect.any(String) as string,
      isDefault: false,
    },
  ]);
  expect(await list("owner")).toEqual([]);
});

test("a view that is shared is seen by others, who cannot change it; they may have it open by itself", async () => {
  const { viewId } = await keep(view({ shared: true }));
  expect(await list("owner")).toMatchObject([{ viewId, isMine: false, shared: true, isDefault: false }]);
  expect(await change(viewId, { name: "Mine now" }, "owner")).toBe(403);
  expect(await change(viewId, { isDefault: true }, "owner")).toBe(200);
  expect(await list("owner")).toMatchObject([{ isDefault: true }]);
  expect(await list()).toMatchObject([{ isDefault: false }]);
  expect(await change(viewId, { shared: false })).toBe(200);
  expect(await list("owner")).toEqual([]);
  expect(await change(viewId, { isDefault: true }, "owner")).toBe(404);
  expect(await change(viewId, { shared: true })).toBe(200);
  expect(await list("owner")).toMatchObject([{ isDefault: false }]);
});

test("one view opens by itself for a report; another takes its place, and none is no trouble", async () => {
  const [one, other] = [await keep(view({ name: "One" })), await keep(view({ name: "Two" }))];
  await change(one.viewId, { isDefault: true });
  await change(other.viewId, { isDefault: true });
  expect((await list()).map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ["One", false],
    ["Two", true],
  ]);
  await change(one.viewId, { isDefault: false });
  expect((await list()).filter(({ isDefault }) => isDefault)).toHaveLength(1);
  await change(other.viewId, { isDefault: false });
  expect((await list()).filter(({ isDefault }) => isDefault)).toEqual([]);
});

test("it is renamed and given other filters; a name is text, whatever it says", async () => {
  const { viewId } = await keep(view());
  const name = "<b>₹ & देय</b>";
  expect(await change(viewId, { name, choice: { side: "receivable", asOf: "2026-03-31" } })).toBe(200);
  expect(await list()).toMatchObject([{ name, choice: { side: "receivable", asOf: "2026-03-31" } }]);
  for (const bad of [{ name: " " }, { name: "x".repeat(81) }, { choice: { asOf: "2026-02-31" } }]) {
    expect([bad, await change(viewId, bad)]).toEqual([bad, 422]);
  }
});

test("let go it is gone for all, and kept once more it is there again", async () => {
  const body = view({ shared: true });
  const { viewId } = await keep(body);
  expect(await remove(viewId)).toBe(200);
  expect(await remove(viewId)).toBe(404);
  expect(await list("owner")).toEqual([]);
  await keep({ ...body, requestId: randomUUID() });
  expect(await list("owner")).toMatchObject([{ name: body.name }]);
});

test("an owner takes away what others share, and nobody what is somebody's own", async () => {
  const shared = await keep(view({ shared: true }));
  const owners = await keep(view({ shared: true }), "owner");
  const own = await keep(view({}), "owner");
  expect(await remove(owners.viewId)).toBe(403);
  expect(await remove(own.viewId)).toBe(404);
  expect(await remove(shared.viewId, "owner")).toBe(200);
});

test("there are so many and no more, counted by person", async () => {
  for (let at = 0; at < MOST_VIEWS; at++) await keep(view({ name: `View ${at}` }));
  const tried = await desk.send("/views", view());
  expect([tried.status, ((await tried.json()) as { message: string }).message]).toEqual([
    409,
    `You keep ${MOST_VIEWS} views already. Let one go that you do not need any more.`,
  ]);
  await keep(view(), "owner");
});

test("a viewer keeps views of what a viewer reads, and shares none", async () => {
  await keep(view({ report: "audit", choice: {}, shared: true }), "owner");
  await setRole("viewer");
  expect(await list()).toEqual([]);
  expect((await desk.send("/views", view({ report: "audit", choice: {} }))).status).toBe(403);
  expect((await desk.send("/views", view({ shared: true }))).status).toBe(403);
  expect(await keep(view())).toMatchObject({ isMine: true, shared: false });
});

test("a view of one company is none of another, and goes with its member", async () => {
  const { viewId } = await keep(view({ shared: true }));
  await desk.database.asOwner("delete from member where company_id = $1 and role = 'accountant'", [
    desk.books.companyId,
  ]);
  expect(await list("owner")).toEqual([]);
  await desk.turnPage();
  expect(await list()).toEqual([]);
  expect(await change(viewId, { name: "Found" })).toBe(404);
});
