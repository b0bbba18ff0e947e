/** How many exceptions one request may be about (bulk.ts): the company's corrections wait for one another meanwhile. */
export const MOST_AT_ONCE = 100;
