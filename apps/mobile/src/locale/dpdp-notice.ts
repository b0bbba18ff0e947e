import type { Language } from "./languages";

/**
 * A notice under the Digital Personal Data Protection Act to a company's customers, by itself and item by item: what is kept, what for, how to
 * end it, whom to complain to. What only the company knows stands in brackets. It is a draft: no lawyer has seen it.
 */
export const DPDP_NOTICE: Readonly<Record<Language, (company: string) => string>> = {
  en: (company) =>
    [
      `${company}: what we keep of your contact details, and what for`,
      "",
      "What we keep: your name, phone and WhatsApp number, e-mail address and postal address; your bills, payments and promises to pay; what we wrote to you and your answers.",
      "What for: to tell you of bills that fall due or are overdue, to thank you for payments, to send you a statement when you ask for one. Offers, such as a discount for paying early, we send only if you agree to that by itself.",
      "How: by WhatsApp if you agreed to it, by SMS, by e-mail or by letter, by day only. We have these sent by companies that carry messages for us. We sell your details to nobody.",
      "How to end it: answer STOP to any message, use the link in it, or tell us. That is as easy as agreeing was, costs nothing, and changes nothing in what we sell you. Bills are kept as tax law demands.",
      "Your rights: you may ask us what we keep of you, have it put right or erased, and name somebody who may ask in your place.",
      "Whom to ask: [name], [phone], [e-mail]. If our answer does not help, you may complain to the Data Protection Board of India.",
    ].join("\n"),
  hi: (company) =>
    [
      `${company}: हम आपके संपर्क की कौन-सी जानकारी रखते हैं, और किस लिए`,
      "",
      "क्या रखते हैं: आपका नाम, फ़ोन और व्हाट्सऐप नंबर, ई-मेल और डाक का पता; आपके बिल, भुगतान और भुगतान के वादे; हमने आपको जो लिखा और आपके जवाब।",
      "किस लिए: देय होने वाले या बकाया बिलों की सूचना देने, भुगतान का धन्यवाद करने, और आपके माँगने पर विवरण भेजने के लिए। जल्दी भुगतान पर छूट जैसे प्रस्ताव तभी भेजते हैं जब आप उसके लिए अलग से सहमत हों।",
      "कैसे: व्हाट्सऐप से यदि आप सहमत हुए हों, एसएमएस, ई-मेल या पत्र से, केवल दिन में। ये संदेश हमारे लिए संदेश ले जाने वाली कंपनियाँ भेजती हैं। हम आपकी जानकारी किसी को नहीं बेचते।",
      "कैसे रोकें: किसी भी संदेश के जवाब में STOP लिखें, उसमें दिया लिंक खोलें, या हमें बताएँ। यह सहमति देने जितना ही आसान है, इसमें कोई ख़र्च नहीं, और आपके साथ हमारे व्यापार में कुछ नहीं बदलता। बिल कर क़ानून के अनुसार रखे जाते हैं।",
      "आपके अधिकार: आप पूछ सकते हैं कि हम आपकी क्या जानकारी रखते हैं, उसे ठीक या मिटवा सकते हैं, और अपनी जगह पूछने के लिए किसी का नाम दे सकते हैं।",
      "किससे पूछें: [नाम], [फ़ोन], [ई-मेल]। हमारे जवाब से काम न बने तो आप भारत के डेटा संरक्षण बोर्ड से शिकायत कर सकते हैं।",
    ].join("\n"),
};
