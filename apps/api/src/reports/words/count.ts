/** A number of things as people in India group it. */
export function countOf(n: number): string {
  return n.toLocaleString("en-IN");
}
