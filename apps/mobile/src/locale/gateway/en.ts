/** A company's own payment gateway, in English. */
export const gatewayEn = {
  heading: "Payment gateway (Razorpay)",
  text: "With your own Razorpay account customers can also pay by card, netbanking or UPI from an offer's page. The money goes to your account there; we never hold it.",
  none: "No gateway is set. Customers pay by UPI or bank transfer.",
  notAvailable: "This server keeps no secrets yet. Ask the person who runs it to set a master key.",
  keyId: "Key id",
  keyIdHint: "In Razorpay under Account & Settings, API keys. It begins with rzp_live_ or rzp_test_.",
  keyIdWrong: "A key id begins with rzp_live_ or rzp_test_, and has no blank in it.",
  keySecret: "Key secret",
  keySecretHint: "Kept sealed. Nobody can read it out again, you neither.",
  secretWrong: "At least 16 characters without a blank. Copy it again.",
  saveKeys: "Save the keys",
  asking: "Saved. Razorpay is asked whether these keys open your account…",
  good: (moment: string) =>
    `Razorpay took these keys on ${moment}. Live offers have their links within a minute.`,
  bad: (moment: string) =>
    `Razorpay refused these keys on ${moment}. Until right ones are set, offers' pages have no gateway. Copy both from Razorpay again.`,
  set: (name: string, end: string) => `${name}: set, ends in ${end}`,
  setBy: (moment: string, by: string) => `on ${moment} by ${by}`,
  hooks: "Webhooks",
  hooksText:
    "They tell at once when somebody has paid. In Razorpay under Webhooks enter this address and a secret of your own, tick the events of payment links, and write the same secret here.",
  address: "Address",
  copy: "Copy the address",
  hookSecret: "Webhook secret",
  hookSecretHint: "The one before stays good until you remove it, so that nothing is lost on the way.",
  saveHook: "Save the secret",
  hookSaved: "Saved.",
  hookOf: (slot: string) => `Webhook secret ${slot}`,
  removeHook: "Remove",
  remove: "Remove the gateway",
  removeSure:
    "Keys and secrets are deleted here. Links that are out can still be paid until their step ends.",
  removeYes: "Remove it",
  claim: "What a gateway says is paid counts as paid once the receipt comes from Tally.",
};
export type GatewayWords = typeof gatewayEn;
