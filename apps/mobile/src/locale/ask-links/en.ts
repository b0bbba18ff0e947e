/** What leads to the assistant, in English. */
export const askLinksEn = {
  party: {
    customer: "Ask about this customer",
    supplier: "Ask about this supplier",
    both: "Ask about them",
  },
  this: (text: string) => `Ask the books: “${text}”`,
  thisHint: "A question is answered from the books, with what is behind the answer.",
  settings: { heading: "Assistant", hint: "What may leave, keys for reading" },
};
export type AskLinkWords = typeof askLinksEn;
