import type { TextSet } from "./text-set.ts";

const WAYS_TO_PAY = "Details and ways to pay: {{link}}";
const IF_PAID = "If you have paid or something is wrong, tell us: {{link}}";
const SIGNED = "\nDetails, ways to pay, or to tell us that something is wrong: {{link}}\n{{brand}}";

/** The English texts that are shipped. Those for SMS keep to the signs a text message has by itself. */
export const EN: TextSet = {
  stages: {
    "before-due": {
      sms: `{{brand}}: Rs {{amount}} for {{bills}} falls due {{dueDay}}. ${WAYS_TO_PAY}`,
      whatsapp: `Dear {{party}}, {{amount}} for {{bills}} falls due {{dueDay}}.${SIGNED}`,
      subject: "{{amount}} falls due {{dueDay}}",
      opening: "This is to let you know that the following falls due {{dueDay}}.",
    },
    due: {
      sms: `{{brand}}: Rs {{amount}} for {{bills}} is due {{dueDay}}. ${WAYS_TO_PAY}`,
      whatsapp: `Dear {{party}}, {{amount}} for {{bills}} is due {{dueDay}}.${SIGNED}`,
      subject: "{{amount}} is due {{dueDay}}",
      opening: "The following is due {{dueDay}}.",
    },
    "after-3": {
      sms: `{{brand}}: Rs {{amount}} for {{bills}} was due {{dueDay}}. ${IF_PAID}`,
      whatsapp: `Dear {{party}}, {{amount}} for {{bills}} was due {{dueDay}}. If it is on its way, thank you.${SIGNED}`,
      subject: "{{amount}} was due {{dueDay}}",
      opening:
        "The following was due {{dueDay}}. If the payment is on its way, please take no notice of this.",
    },
    "after-7": {
      sms: `{{brand}}: Rs {{amount}} for {{bills}} is overdue by up to {{days}} days. ${IF_PAID}`,
      whatsapp: `Dear {{party}}, {{amount}} for {{bills}} is overdue by up to {{days}} days. Please tell us when we may expect it.${SIGNED}`,
      subject: "{{amount}} is overdue by up to {{days}} days",
      opening: "The following is overdue by up to {{days}} days. Please tell us when we may expect it.",
    },
    "after-15": {
      sms: `{{brand}}: Rs {{amount}} for {{bills}} is overdue by up to {{days}} days. Please pay or name a day: {{link}}`,
      whatsapp: `Dear {{party}}, {{amount}} for {{bills}} is overdue by up to {{days}} days. Please pay, or name the day on which you will.${SIGNED}`,
      subject: "{{amount}}, overdue by up to {{days}} days",
      opening:
        "The following is overdue by up to {{days}} days. Please pay it, or name the day on which you will.",
    },
    "after-30": {
      sms: `{{brand}}: Rs {{amount}} for {{bills}} is overdue by up to {{days}} days. Please pay this week: {{link}}`,
      whatsapp: `Dear {{party}}, {{amount}} for {{bills}} is overdue by up to {{days}} days. Please pay it this week.${SIGNED}`,
      subject: "{{amount}}, overdue by up to {{days}} days, is to be paid",
      opening: "The following is overdue by up to {{days}} days. Please pay it this week.",
    },
    final: {
      sms: `{{brand}}: last reminder. Rs {{amount}} for {{bills}} is overdue by up to {{days}} days. We will call you. {{link}}`,
      whatsapp: `Dear {{party}}, this is our last written reminder: {{amount}} for {{bills}} is overdue by up to {{days}} days. We will call you about it.${SIGNED}`,
      subject: "last reminder of {{amount}}",
      opening:
        "This is our last written reminder: the following is overdue by up to {{days}} days. We will call you about it.",
    },
    "promise-broken": {
      sms: `{{brand}}: we have not yet received the payment promised. Rs {{amount}} for {{bills}} is open. ${IF_PAID}`,
      whatsapp: `Dear {{party}}, we have not yet received the payment that was promised. {{amount}} for {{bills}} is open.${SIGNED}`,
      subject: "the payment promised has not come yet",
      opening: "We have not yet received the payment that was promised. The following is open.",
    },
    offered: {
      sms: "{{brand}}: pay Rs {{pay}} by {{until}} for {{bill}} and save Rs {{off}}. {{link}}",
      whatsapp: `Dear {{party}}, pay {{pay}} by {{until}} for {{bill}} and save {{off}}. Details and payment: {{link}}\n{{brand}}`,
      subject: "{{off}} off {{bill}} until {{until}}",
      opening:
        "If you pay {{pay}} by {{until}} for the following, {{off}} is taken off. After that day the full sum is due as agreed.",
    },
    ending: {
      sms: "{{brand}}: until {{until}} you pay Rs {{pay}} for {{bill}} and save Rs {{off}}. Then the full sum is due. {{link}}",
      whatsapp: `Dear {{party}}, until {{until}} you pay {{pay}} for {{bill}} and save {{off}}. After that the full sum is due as agreed. Details and payment: {{link}}\n{{brand}}`,
      subject: "{{off}} off {{bill}} ends on {{until}}",
      opening:
        "Until {{until}} you can pay {{pay}} for the following and save {{off}}. After that day the full sum is due as agreed.",
    },
    paid: {
      sms: "{{brand}}: thank you. We have received Rs {{amount}}; {{bills}} is settled.",
      whatsapp: "Dear {{party}}, thank you. We have received {{amount}}; {{bills}} is settled.\n{{brand}}",
      subject: "thank you for {{amount}}",
      opening: "Thank you. We have received {{amount}}. This is settled with it:",
    },
    asked: {
      sms: "{{brand}}: as asked, your statement. Rs {{amount}} is open. Bills: {{count}}. {{link}}",
      whatsapp:
        "Dear {{party}}, here is your statement, as asked: {{amount}} is open. Bills: {{count}}, see {{link}}\n{{brand}}",
      subject: "your statement",
      opening: "Here is your statement, as asked. This is open:",
    },
  },
  greeting: "Dear {{party}},",
  total: "Together: {{amount}}",
  closing: "To see the bills, to pay, or to tell us that something is wrong: {{link}}",
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  customer: "Customer",
  more: (count) => `and ${count} more`,
  due: (day) => `due ${day}`,
  onwards: (day) => `${day} onwards`,
};
