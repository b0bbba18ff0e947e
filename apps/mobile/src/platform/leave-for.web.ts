/** Lets the browser go to another site's page. */
export const leaveFor: ((url: string) => void) | null = (url) => {
  window.location.assign(url);
};
