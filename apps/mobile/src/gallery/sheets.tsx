import { CompaniesSheet } from "../components/company/companies-sheet";
import { Choice } from "../components/choice";
import { Sheet } from "../components/sheet";
import { SignInAgain } from "../components/sign-in/sign-in-again";
import { Sure } from "../components/sure";
import { Text } from "../components/text";
import { ApiFailure } from "../queries/failure";
import type { Group } from "./group";
import { HINDI_PARTY, LONG_PARTY, PARTY } from "./made-up";
import { READS, TheRead } from "./states";

const nothing = () => undefined;
const QUIET = { isPending: false, error: null, reset: nothing };

/** What lies above the page: one at a time, by its name in the address. */
export const SHEETS: Group = [
  {
    of: "Sheet",
    states: {
      "longer than the window": () => (
        <Sheet open title={LONG_PARTY} onClose={nothing}>
          {Array.from({ length: 24 }, (_, at) => (
            <Choice key={at} title={`${HINDI_PARTY} ${at + 1}`} chosen={at === 2} onPress={nothing} />
          ))}
        </Sheet>
      ),
    },
  },
  {
    of: "Sure",
    states: {
      refused: (words) => (
        <Sure
          open
          title={words.settings.signOut}
          text={words.today.waiting.signOut(3)}
          yes={words.today.waiting.signOutAnyway}
          isDanger
          deed={{ ...QUIET, error: new ApiFailure("unreachable", null) }}
          onYes={nothing}
          onClose={nothing}
          testID="sure"
        >
          <Text type="strong">{PARTY}</Text>
        </Sure>
      ),
    },
  },
  {
    of: "SignInAgain",
    states: {
      "every way": () => (
        <SignInAgain
          deed={{
            error: new ApiFailure("sign-in-again", null),
            variables: undefined,
            mutate: nothing,
            reset: nothing,
          }}
        />
      ),
    },
  },
  { of: "CompaniesSheet", states: { many: () => <CompaniesSheet onClose={nothing} /> } },
];

/** What a read shows where there is no connection. */
export const OFFLINE: Group = [
  {
    of: "ReadState",
    states: Object.fromEntries(
      Object.entries(READS).map(([name, read]) => [name, () => <TheRead read={read} />]),
    ),
  },
];
