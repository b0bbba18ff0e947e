/* The words by which days, months and runs of days are named: English, Hindi, and Hindi in Latin letters as people type it. */

export type Unit = "day" | "week" | "month" | "quarter" | "half" | "year" | "financial-year";
export type Turn = "this" | "last" | "next";

const units: Readonly<Record<Unit, string>> = {
  day: "day days din dino dinon dinn दिन दिनों",
  week: "week weeks hafta hafte hafton haftey hafte saptah हफ़्ता हफ्ता हफ़्ते हफ्ते हफ़्तों हफ्तों सप्ताह",
  month: "month months mahina mahine mahino mahinon maheena maheene mahiney महीना महीने महीनों माह",
  quarter: "quarter quarters qtr timahi timaahi तिमाही क्वार्टर",
  half: "half halfyear chhamahi छमाही",
  year: "year years yr saal sal varsh वर्ष साल सालों barsh",
  "financial-year": "fy",
};

const turns: Readonly<Record<Turn, string>> = {
  this: "this current yeh ye is iss isi chalu running इस इसी चालू",
  last: "last बीते बीती beete beeti previous past prior pichle pichhle pichla pichhla pichli pichhli pichley gaye gat पिछले पिछला पिछली गत गए",
  next: "next coming upcoming following agle agla agli aane aanewale अगले अगला अगली आने आगामी",
};

const months = [
  "january jan janvari janwari जनवरी जन",
  "february feb farvari farwari फ़रवरी फरवरी",
  "march mar maarch मार्च",
  "april apr aprail अप्रैल",
  "may मई",
  "june jun joon जून",
  "july jul julai जुलाई",
  "august aug agast अगस्त",
  "september sep sept sitambar सितंबर सितम्बर",
  "october oct aktubar अक्टूबर अक्तूबर",
  "november nov navambar नवंबर नवम्बर",
  "december dec disambar दिसंबर दिसम्बर",
];

const numbers = [
  "zero shunya शून्य",
  "one ek एक",
  "two do दो",
  "three teen तीन",
  "four char chaar चार",
  "five paanch panch पाँच पांच",
  "six chhe chhah che छह छः छे",
  "seven saat सात",
  "eight aath आठ",
  "nine nau नौ",
  "ten das दस",
  "eleven gyarah ग्यारह",
  "twelve barah बारह",
  "thirteen terah तेरह",
  "fourteen chaudah चौदह",
  "fifteen pandrah पंद्रह पन्द्रह",
];

const splitInto = <Value>(words: string, value: Value): [string, Value][] =>
  words.split(" ").map((word) => [word, value]);

const tens: Readonly<Record<number, string>> = {
  20: "twenty bees बीस",
  25: "pachees pachis पच्चीस",
  30: "thirty tees तीस",
  40: "forty fourty chalis chalees चालीस",
  45: "paintalis paintalees पैंतालीस",
  50: "fifty pachas pachaas पचास",
  60: "sixty saath साठ",
  70: "seventy sattar सत्तर",
  75: "seventyfive pachhattar पचहत्तर",
  80: "eighty assi अस्सी",
  90: "ninety nabbe नब्बे",
};
const others: Readonly<Record<number, string>> = {
  16: "sixteen solah सोलह",
  18: "eighteen atharah अठारह",
  100: "hundred sau सौ",
};

/** A unit of time by the words for it. */
export const UNITS: ReadonlyMap<string, Unit> = new Map(
  Object.entries(units).flatMap(([unit, words]) => splitInto(words, unit as Unit)),
);

/** This, the last or the next one by the words for it. */
export const TURNS: ReadonlyMap<string, Turn> = new Map(
  Object.entries(turns).flatMap(([turn, words]) => splitInto(words, turn as Turn)),
);

/** The month, 1 to 12, by its names. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  months.flatMap((words, index) => splitInto(words, index + 1)),
);

const numbered = (words: Readonly<Record<number, string>>): [string, number][] =>
  Object.entries(words).flatMap(([number, list]) => splitInto(list, Number(number)));

/** The rounder numbers from twenty on, by the words for them. */
export const TENS: ReadonlyMap<string, number> = new Map(numbered(tens));

/** Numbers up to fifteen, and the rounder ones, by the words for them. */
export const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...numbers.flatMap((words, index) => splitInto(words, index)),
  ...numbered(tens),
  ...numbered(others),
]);

/** Days from today by one word. Hindi has one word for yesterday and tomorrow, and one for the day before and after: the sign is the sentence's. */
export const NEAR_DAYS: ReadonlyMap<string, { days: number; isEither: boolean }> = new Map([
  ...splitInto("today todays aaj aj आज now abhi अभी", { days: 0, isEither: false }),
  ...splitInto("yesterday yesterdays", { days: -1, isEither: false }),
  ...splitInto("tomorrow", { days: 1, isEither: false }),
  ...splitInto("kal कल", { days: 1, isEither: true }),
  ...splitInto("parso parson परसों", { days: 2, isEither: true }),
]);

/** The day of the week, 0 Sunday to 6 Saturday, by its names. */
export const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  [
    "sunday ravivar itwar itvar रविवार इतवार",
    "monday somvar somwar सोमवार",
    "tuesday mangalvar mangalwar mangal मंगलवार",
    "wednesday budhvar budhwar budh बुधवार",
    "thursday guruvar guruwar brihaspativar गुरुवार",
    "friday shukravar shukrawar शुक्रवार",
    "saturday shanivar shaniwar शनिवार",
  ].flatMap((words, index) => splitInto(words, index)),
);

/** "Until": before an English day, after a Hindi one. */
export const UNTIL_BEFORE = new Set(["till", "until", "upto", "by", "before"]);
export const UNTIL_AFTER = new Set(["tak", "तक"]);
export const SINCE_BEFORE = new Set(["since", "from", "after"]);
export const SINCE_AFTER = new Set(["se", "से"]);
export const RANGE = new Set(["to", "till", "until", "and", "se", "aur", "से", "और", "through"]);
export const YEAR_LIKE = new Set(
  "financial fiscal vittiya vittiy vitt वित्तीय वित्त accounting fin".split(" "),
);
