/**
 * A notice under the Digital Personal Data Protection Act to a company's customers, by itself and item by item: what is kept, what for, how to
 * end it, whom to complain to. What only the company knows stands in brackets. It is a draft: no lawyer has seen it.
 */
export const dpdpNoticeEn = {
  text: (company: string) =>
    [
      `${company}: what we keep of your contact details, and what for`,
      "What we keep: your name, phone and WhatsApp number, e-mail address and postal address; your bills, payments and promises to pay; what we wrote to you and your answers.",
      "What for: to tell you of bills that fall due or are overdue, to thank you for payments, to send you a statement when you ask for one. Offers, such as a discount for paying early, we send only if you agree to that by itself.",
      "How: by WhatsApp if you agreed to it, by SMS, by e-mail or by letter, by day only. We have these sent by companies that carry messages for us. We sell your details to nobody.",
      "How to end it: answer STOP to any message, use the link in it, or tell us. That is as easy as agreeing was, costs nothing, and changes nothing in what we sell you. Bills are kept as tax law demands.",
      "Your rights: you may ask us what we keep of you, have it put right or erased, and name somebody who may ask in your place.",
      "Whom to ask: [name], [phone], [e-mail]. If our answer does not help, you may complain to the Data Protection Board of India.",
    ].join("\n\n"),
};
export type DpdpNotice = typeof dpdpNoticeEn;
