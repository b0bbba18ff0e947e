import type { TroubleCode } from "@cfa/contract/trouble-codes";

/** What an agent says in English of a Tally that cannot be read, in Hindi: what is wrong, and what to do. */
export const troublesHi: Record<TroubleCode, { message: string; fix: string }> = {
  "tally-closed": {
    message: "Tally जवाब नहीं दे रहा।",
    fix: "Tally खोलें, और F1 > Settings > Connectivity में देखें कि वह एजेंट वाले पोर्ट पर सर्वर है (आम तौर पर 9000)।",
  },
  "no-company": {
    message: "Tally में कोई कंपनी खुली नहीं है, या Tally पासवर्ड माँग रहा है।",
    fix: "Tally में कंपनी खोलें और वहाँ साइन इन करें।",
  },
  "company-closed": {
    message: "यह कंपनी Tally में खुली नहीं है।",
    fix: "इसे Tally में खोलें; पासवर्ड माँगती कंपनी भी बंद मानी जाती है।",
  },
  busy: {
    message: "Tally ने समय पर जवाब नहीं दिया।",
    fix: "Tally की स्क्रीन देखें: वहाँ कोई संदेश बटन दबाने का इंतज़ार कर रहा होगा, या कोई लंबी रिपोर्ट चल रही होगी।",
  },
  "connection-lost": {
    message: "जवाब के बीच Tally से संपर्क टूट गया।",
    fix: "देखें कि Tally चल रहा है; न चल रहा हो तो उसे फिर खोलें।",
  },
  truncated: {
    message: "Tally का जवाब बीच में ही रुक गया; उसे छोड़कर छोटे हिस्सों में फिर माँगा जा रहा है।",
    fix: "कुछ करना नहीं है; ऐसा ही रहे तो Tally फिर से शुरू करें और उस कंप्यूटर पर दूसरे भारी प्रोग्राम बंद करें।",
  },
  "not-tally": {
    message: "Tally के पते पर कोई दूसरा प्रोग्राम जवाब दे रहा है।",
    fix: "Tally में F1 > Settings > Connectivity में पोर्ट देखें, और एजेंट को वही पोर्ट दें।",
  },
  "wrong-encoding": {
    message: "Tally का जवाब ऐसे अक्षरों में आया जो पढ़े नहीं जा सकते।",
    fix: "Tally फिर से शुरू करें; तब भी ऐसा रहे तो Tally का सबसे नया संस्करण लगाएँ।",
  },
  "wrong-company": {
    message: "Tally ने किसी दूसरी कंपनी का जवाब दिया; उसमें से कुछ नहीं लिया गया।",
    fix: "Tally में इसी नाम की दूसरी कंपनियाँ बंद करें, या वे जिनके वाउचर इसमें आयात किए गए थे।",
  },
  educational: {
    message: "Tally ने माँगी गई तारीख़ें नहीं मानीं, जैसा Educational मोड में होता है।",
    fix: "Tally का लाइसेंस सक्रिय करें; तब तक पूरे महीने पढ़े जाते हैं, और Tally केवल 1, 2 और 31 तारीख़ रखता है।",
  },
  "bad-report": {
    message: "माँगी गई एक रिपोर्ट यह Tally नहीं जानता।",
    fix: "Tally और एजेंट को अपडेट करें; Tally के संस्करण के साथ यह हमें बताएँ।",
  },
  prompts: {
    message: "Tally ने जानकारी देने के बजाय एक स्क्रीन दिखाई।",
    fix: "Tally में Esc दबाकर वह स्क्रीन छोड़ें; Tally के संस्करण के साथ यह हमें बताएँ।",
  },
  "error-answer": {
    message: "Tally ने सवाल का जवाब देने से मना किया।",
    fix: "इस संदेश में Tally के अपने शब्द पढ़ें, और वे जो बताते हैं उसे Tally में ठीक करें।",
  },
  "unexpected-answer": {
    message: "Tally का जवाब सवाल से मेल नहीं खाता; उसमें से कुछ नहीं लिया गया।",
    fix: "एजेंट को अपडेट करें; Tally के संस्करण के साथ यह हमें बताएँ।",
  },
  "period-moved": {
    message: "खाते पढ़ते समय Tally की चालू अवधि बदल गई।",
    fix: "कुछ करना नहीं है।",
  },
  "agent-too-old": {
    message: "सर्वर इस एजेंट से अब कुछ नहीं लेता: यह बहुत पुराना है।",
    fix: "सेटिंग में ‘डेस्कटॉप एजेंट’ से नया डाउनलोड करके इसी पर लगाएँ; कुछ खोता नहीं।",
  },
};
