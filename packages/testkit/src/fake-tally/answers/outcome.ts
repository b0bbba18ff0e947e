/**
 * What a request comes to: an answer; a dialog on Tally's screen, behind which nothing is answered until somebody
 * dismisses it; or the end of Tally.
 */
export type Outcome =
  | { readonly kind: "answer"; readonly pieces: Iterable<string> }
  | { readonly kind: "modal"; readonly text: string; readonly after: Iterable<string> }
  | { readonly kind: "crash"; readonly reason: string };

/** An answer. */
export function answer(...pieces: string[]): Outcome {
  return { kind: "answer", pieces };
}
