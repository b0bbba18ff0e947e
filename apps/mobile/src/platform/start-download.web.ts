/** Has the browser download a file that anybody may have; the page stays where it is, whatever comes of it. */
export function startDownload(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
