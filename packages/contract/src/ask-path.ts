/** Where a question is asked and its answer told as it is made (`text/event-stream`, each event an `AnswerEvent`); the body is that of `assistant.ask`. */
export function askPath(companyId: string): string {
  return `/api/companies/${companyId}/assistant/ask/stream`;
}
