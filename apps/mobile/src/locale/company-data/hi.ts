import type { CompanyDataWords } from "./en";

/** सब कुछ साथ ले जाना और कंपनी हटाना, हिन्दी में। */
export const companyDataHi: CompanyDataWords = {
  export: "सारा डेटा निर्यात करें",
  exportText: "कंपनी के सारे डेटा की एक ZIP फ़ाइल, हर तालिका की अलग फ़ाइल। यह एक दिन रखी जाती है।",
  start: "फ़ाइल बनाएँ",
  again: "फिर से बनाएँ",
  making: "फ़ाइल बन रही है…",
  ready: (size, rows) => `तैयार: ${size}, ${rows} पंक्तियाँ`,
  until: (moment) => `${moment} तक रखी जाएगी`,
  fetch: "डाउनलोड करें",
  share: "सहेजें या साझा करें",
  failed: "फ़ाइल नहीं बन सकी। फिर कोशिश करें।",
  askedBy: (by, moment) => `${by} ने माँगी, ${moment}`,
  remove: "कंपनी मिटाएँ",
  removeText:
    "इस कंपनी के सारे खाते, सुधार, लोग और कुंजियाँ हमेशा के लिए मिट जाएँगे। Tally वैसा ही रहेगा। ज़रूरत हो तो पहले सारा डेटा निर्यात करें।",
  removeDemo: "नमूना कंपनी मिटाई नहीं जा सकती।",
  removeName: (name) => `पक्का करने के लिए इसका नाम लिखें: ${name}`,
  removeField: "कंपनी का नाम",
  removeWrong: "यह इसका नाम नहीं है। ऊपर जैसा लिखा है वैसा लिखें।",
  removeYes: "हमेशा के लिए मिटाएँ",
};
