/** A reason why CFA cannot start, as one line that says what to do. The start ends with it and a non-zero code. */
export class StartProblem extends Error {
  override name = "StartProblem";
}
