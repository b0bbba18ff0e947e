import { counted } from "../counted";
import type { NudgeNames } from "./en";

/** ग्राहकों के संदेश, उनके चरण और माध्यम क्या कहलाते हैं और कहाँ तय होते हैं, हिन्दी में। */
export const nudgeNamesHi: NudgeNames = {
  ways: { whatsapp: "व्हाट्सऐप", sms: "एसएमएस", email: "ई-मेल", print: "पत्र" },
  kinds: { reminder: "रिमाइंडर", offer: "प्रस्ताव", thanks: "धन्यवाद", statement: "विवरण" },
  stages: {
    "before-due": "पहले से सूचना",
    due: "देय दिन पर",
    "after-3": "हल्का रिमाइंडर",
    "after-7": "पूछता है कि कब आएगा",
    "after-15": "दिन बताने को कहता है",
    "after-30": "इसी सप्ताह माँगता है",
    final: "अंतिम लिखित रिमाइंडर",
    "promise-broken": "वादा पूरा नहीं हुआ",
    offered: "प्रस्ताव दिया",
    ending: "प्रस्ताव समाप्त होने को",
    paid: "पैसे के लिए धन्यवाद",
    asked: "विवरण",
  },
  waiting: (n) => `ग्राहकों के ${counted(n, "संदेश", "संदेशों")} की मंज़ूरी बाक़ी है`,
  noneWaiting: "ग्राहकों को संदेश",
  reminders: { heading: "रिमाइंडर", hint: "ग्राहकों को लिखा जाए या नहीं, कब और कैसे" },
  templates: { heading: "संदेशों के पाठ", hint: "ग्राहकों को क्या लिखा जाए, आपके अपने शब्दों में" },
  channels: { heading: "लिखने के माध्यम", hint: "व्हाट्सऐप, एसएमएस और ई-मेल के आपके अपने खाते" },
};
