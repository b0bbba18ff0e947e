/** A message to one person, as plain text. */
export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

/** Hands a message over for delivery; throws when it could not. */
export type SendMail = (mail: Mail) => Promise<void>;
