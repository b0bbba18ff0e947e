/** Lets the browser keep a file of the server, by the session's cookie. */
export const saveFile: ((path: string) => void) | null = (path) => {
  const link = document.createElement("a");
  link.href = path;
  link.download = "";
  link.click();
};
