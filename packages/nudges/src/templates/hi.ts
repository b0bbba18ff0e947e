import type { TextSet } from "./text-set.ts";

const SIGNED = "\nविवरण देखने, भुगतान करने या कोई गड़बड़ी बताने के लिए: {{link}}\n{{brand}}";

/** The Hindi texts that are shipped. Those for SMS are short: a part holds seventy signs. */
export const HI: TextSet = {
  stages: {
    "before-due": {
      sms: "{{brand}}: {{bills}} के Rs {{amount}} जल्द देय हैं, तिथि {{dueDay}}। भुगतान: {{link}}",
      whatsapp: `प्रिय {{party}}, {{bills}} के {{amount}} जल्द देय हैं, तिथि {{dueDay}}।${SIGNED}`,
      subject: "{{amount}}, देय तिथि {{dueDay}}",
      opening: "सूचनार्थ: नीचे लिखी राशि की देय तिथि {{dueDay}} है।",
    },
    due: {
      sms: "{{brand}}: {{bills}} के Rs {{amount}} की देय तिथि {{dueDay}} है। भुगतान: {{link}}",
      whatsapp: `प्रिय {{party}}, {{bills}} के {{amount}} की देय तिथि {{dueDay}} है।${SIGNED}`,
      subject: "{{amount}} की देय तिथि {{dueDay}}",
      opening: "नीचे लिखी राशि की देय तिथि {{dueDay}} है।",
    },
    "after-3": {
      sms: "{{brand}}: {{bills}} के Rs {{amount}} की तिथि {{dueDay}} थी। भुगतान/सूचना: {{link}}",
      whatsapp: `प्रिय {{party}}, {{bills}} के {{amount}} की देय तिथि {{dueDay}} थी। भुगतान भेज दिया हो तो धन्यवाद।${SIGNED}`,
      subject: "{{amount}}, देय तिथि {{dueDay}} थी",
      opening: "नीचे लिखी राशि की देय तिथि {{dueDay}} थी। यदि भुगतान भेज दिया गया है तो कृपया इस संदेश पर ध्यान न दें।",
    },
    "after-7": {
      sms: "{{brand}}: {{bills}} के Rs {{amount}} अधिकतम {{days}} दिन से बकाया हैं। भुगतान या सूचना: {{link}}",
      whatsapp: `प्रिय {{party}}, {{bills}} के {{amount}} अधिकतम {{days}} दिन से बकाया हैं। कृपया बताएँ कि भुगतान कब तक होगा।${SIGNED}`,
      subject: "{{amount}} अधिकतम {{days}} दिन से बकाया",
      opening: "नीचे लिखी राशि अधिकतम {{days}} दिन से बकाया है। कृपया बताएँ कि भुगतान कब तक होगा।",
    },
    "after-15": {
      sms: "{{brand}}: {{bills}} के Rs {{amount}} अधिकतम {{days}} दिन से बकाया। चुकाएँ या दिन बताएँ: {{link}}",
      whatsapp: `प्रिय {{party}}, {{bills}} के {{amount}} अधिकतम {{days}} दिन से बकाया हैं। कृपया भुगतान करें या भुगतान का दिन बताएँ।${SIGNED}`,
      subject: "{{amount}}, अधिकतम {{days}} दिन से बकाया",
      opening: "नीचे लिखी राशि अधिकतम {{days}} दिन से बकाया है। कृपया भुगतान करें या भुगतान का दिन बताएँ।",
    },
    "after-30": {
      sms: "{{brand}}: {{bills}} के Rs {{amount}} अधिकतम {{days}} दिन से बकाया। इसी सप्ताह चुकाएँ: {{link}}",
      whatsapp: `प्रिय {{party}}, {{bills}} के {{amount}} अधिकतम {{days}} दिन से बकाया हैं। कृपया इसी सप्ताह भुगतान करें।${SIGNED}`,
      subject: "अधिकतम {{days}} दिन से बकाया {{amount}} चुकाएँ",
      opening: "नीचे लिखी राशि अधिकतम {{days}} दिन से बकाया है। कृपया इसी सप्ताह भुगतान करें।",
    },
    final: {
      sms: "{{brand}}: अंतिम लिखित सूचना। {{bills}} के Rs {{amount}} अधिकतम {{days}} दिन से बकाया। {{link}}",
      whatsapp: `प्रिय {{party}}, यह हमारी अंतिम लिखित सूचना है: {{bills}} के {{amount}} अधिकतम {{days}} दिन से बकाया हैं। हम आपको फ़ोन करेंगे।${SIGNED}`,
      subject: "{{amount}} की अंतिम सूचना",
      opening:
        "यह हमारी अंतिम लिखित सूचना है: नीचे लिखी राशि अधिकतम {{days}} दिन से बकाया है। हम इसके लिए आपको फ़ोन करेंगे।",
    },
    "promise-broken": {
      sms: "{{brand}}: वादे का भुगतान अभी नहीं मिला। {{bills}} के Rs {{amount}} बाकी हैं। {{link}}",
      whatsapp: `प्रिय {{party}}, जिस भुगतान का वादा था वह अभी नहीं मिला है। {{bills}} के {{amount}} बाकी हैं।${SIGNED}`,
      subject: "वादे का भुगतान अभी नहीं मिला",
      opening: "जिस भुगतान का वादा था वह हमें अभी नहीं मिला है। नीचे लिखी राशि बाकी है।",
    },
    offered: {
      sms: "{{brand}}: {{bill}} के लिए {{until}} तक Rs {{pay}} दें, Rs {{off}} बचाएँ। {{link}}",
      whatsapp:
        "प्रिय {{party}}, {{bill}} के लिए {{until}} तक {{pay}} दें और {{off}} बचाएँ। विवरण और भुगतान: {{link}}\n{{brand}}",
      subject: "{{bill}} पर {{until}} तक {{off}} की छूट",
      opening:
        "नीचे लिखे बिल के लिए {{until}} तक {{pay}} देने पर {{off}} की छूट है। उसके बाद पूरी राशि तय शर्तों पर देय है।",
    },
    ending: {
      sms: "{{brand}}: अंतिम दिन {{until}}: {{bill}} के Rs {{pay}} दें, Rs {{off}} बचाएँ। {{link}}",
      whatsapp:
        "प्रिय {{party}}, {{until}} तक {{bill}} के लिए {{pay}} देने पर {{off}} की बचत है। उसके बाद पूरी राशि तय शर्तों पर देय है। विवरण और भुगतान: {{link}}\n{{brand}}",
      subject: "{{bill}} पर {{off}} की छूट {{until}} को समाप्त",
      opening:
        "{{until}} तक नीचे लिखे बिल के लिए {{pay}} देने पर {{off}} की बचत है। उसके बाद पूरी राशि तय शर्तों पर देय है।",
    },
    paid: {
      sms: "{{brand}}: धन्यवाद। Rs {{amount}} मिल गए। {{bills}} चुकता है।",
      whatsapp: "प्रिय {{party}}, धन्यवाद। हमें {{amount}} मिल गए हैं। {{bills}} का भुगतान पूरा हुआ।\n{{brand}}",
      subject: "{{amount}} के लिए धन्यवाद",
      opening: "धन्यवाद। हमें {{amount}} मिल गए हैं। इससे ये बिल चुकता हो गए:",
    },
    asked: {
      sms: "{{brand}}: आपका विवरण। Rs {{amount}} बाकी हैं, कुल बिल: {{count}}। {{link}}",
      whatsapp:
        "प्रिय {{party}}, आपके कहने पर विवरण: {{amount}} बाकी हैं, कुल बिल: {{count}}, देखें {{link}}\n{{brand}}",
      subject: "आपका विवरण",
      opening: "आपके कहने पर विवरण भेजा जा रहा है। बाकी बिल:",
    },
  },
  greeting: "प्रिय {{party}},",
  total: "कुल: {{amount}}",
  closing: "बिल देखने, भुगतान करने या कोई गड़बड़ी बताने के लिए: {{link}}",
  months: ["जन", "फ़र", "मार्च", "अप्रैल", "मई", "जून", "जुल", "अग", "सित", "अक्टू", "नव", "दिस"],
  customer: "ग्राहक",
  more: (count) => `और ${count} अन्य`,
  due: (day) => `देय ${day}`,
  onwards: (day) => `${day} से`,
};
