import type { PageFiles } from "../page-server/answer.ts";

/** The window's files: built here and now in development, and out of the bundle once packed, where this module is another one. */
export async function pageFiles(): Promise<PageFiles> {
  const { buildPage } = await import("../../page/build.ts");
  return buildPage();
}
