/** What is wrong, and the one thing to do; an empty fix says that nothing is to be done. */
export type Said = { readonly message: string; readonly fix: string };
