/** Whether the server has another build of the app than this page is of; false also where that cannot be found out. */
export async function isRenewed(): Promise<boolean> {
  try {
    const answer = await fetch("/", { cache: "no-store", headers: { accept: "text/html" } });
    if (!answer.ok) return false;
    const served = scriptsIn(new DOMParser().parseFromString(await answer.text(), "text/html"));
    const own = new Set(scriptsIn(document));
    return served.some((script) => !own.has(script));
  } catch {
    return false;
  }
}

/** The scripts that the page begins with; their names are made of what is in them. */
function scriptsIn(page: Document): string[] {
  return [...page.querySelectorAll("script[src][defer]")].map((script) => script.getAttribute("src") ?? "");
}
