import type { Language } from "../engine/agent-view.ts";

/** What a person is told where there is no window to say it in. At a second start nothing is wrong. */
export const CALM_WORDS = {
  en: {
    "other-session":
      "CFA Agent is already at work for you in another session of this computer. It goes on there; nothing needs to be done here.",
    unreachable:
      "CFA Agent is already at work on this computer and is busy right now. Try again in a minute, or use its icon beside the clock.",
    cannotStart: (why: string) => `CFA Agent cannot start on this computer: ${why}`,
  },
  hi: {
    "other-session":
      "CFA Agent इस कंप्यूटर के आपके दूसरे सेशन में पहले से चल रहा है। वह वहीं चलता रहेगा; यहाँ कुछ करना नहीं है।",
    unreachable:
      "CFA Agent इस कंप्यूटर पर पहले से चल रहा है और अभी व्यस्त है। एक मिनट बाद फिर कोशिश करें, या घड़ी के पास उसके आइकन से खोलें।",
    cannotStart: (why: string) => `CFA Agent इस कंप्यूटर पर शुरू नहीं हो पा रहा: ${why}`,
  },
} as const satisfies Record<Language, Record<string, unknown>>;
