import { Button } from "../components/button";
import { Busy } from "../components/busy";
import { Card } from "../components/card";
import { Empty, Notice } from "../components/notice";
import { Progress } from "../components/progress";
import { Failed, OfflineEmpty, ReadState, type Read } from "../components/read-state";
import { Refused } from "../components/refused";
import { SavingFile } from "../components/saving-file";
import { Skeleton } from "../components/skeleton";
import { Text } from "../components/text";
import { ApiFailure } from "../queries/failure";
import { useColours } from "../theme/theme";
import type { Group } from "./group";
import { LONG_PARTY, PARTY } from "./made-up";

const nothing = () => undefined;
const again = () => Promise.resolve();
const FAILED = new ApiFailure("unavailable", "req_made-up-118");
const UNTOLD = { data: undefined, error: null, isFetching: true, dataUpdatedAt: 0, refetch: again };
const TOLD: Read<string> = {
  ...UNTOLD,
  data: PARTY,
  isFetching: false,
  dataUpdatedAt: Date.now() - 7_200_000,
};
const SAVING = { save: nothing, isBusy: () => false, percent: null, error: null };

/** A read in each of its states. */
export const READS: Record<string, Read<string>> = {
  loading: UNTOLD,
  failed: { ...UNTOLD, isFetching: false, error: FAILED },
  there: TOLD,
  "old, not read again": { ...TOLD, error: FAILED },
};

export function TheRead({ read }: { read: Read<string> }) {
  return (
    <ReadState read={read} skeleton={[3]}>
      {(name) => <Text>{name}</Text>}
    </ReadState>
  );
}

function AtWork() {
  return <Busy color={useColours().brand} />;
}

/** Waiting, empty, failed, refused, without a connection. */
export const STATES: Group = [
  { of: "Busy", states: { usual: () => <AtWork /> } },
  {
    of: "Skeleton",
    states: {
      "of a page": () => <Skeleton cards={[3, 2]} />,
      "within a card": () => (
        <Card heading={PARTY}>
          <Skeleton cards={[3]} />
        </Card>
      ),
    },
  },
  {
    of: "Notice",
    states: {
      neutral: (words) => (
        <Notice icon="mail" kind="neutral">
          {words.start.ways.codeSent("asha.verma@example.in")}
        </Notice>
      ),
      "a warning with a way out": (words) => (
        <Notice icon="warn" kind="warn" action={<Button title={words.common.retry} onPress={nothing} />}>
          {words.data.notRefreshed(words.time.days(3))}
        </Notice>
      ),
      bad: (words) => (
        <Notice icon="bad" kind="bad">
          {words.failure.unavailable}
        </Notice>
      ),
      "inferred, long": () => (
        <Notice icon="calendar" kind="inferred">
          {LONG_PARTY}
        </Notice>
      ),
    },
  },
  {
    of: "Empty",
    states: {
      usual: (words) => <Empty title={words.settings.noCompany} />,
      "with a way on": (words) => (
        <Empty
          icon="search"
          title={words.settings.noCompany}
          text={words.app.promise}
          action={<Button title={words.common.showAll} onPress={nothing} />}
        />
      ),
    },
  },
  {
    of: "Failed",
    states: {
      "with a number to quote": () => <Failed error={FAILED} retry={again} />,
      "another build": () => <Failed error={new ApiFailure("renewed", null)} retry={again} />,
    },
  },
  {
    of: "OfflineEmpty",
    states: { usual: () => <OfflineEmpty />, "with a way on": () => <OfflineEmpty retry={again} /> },
  },
  {
    of: "ReadState",
    states: Object.fromEntries(
      Object.entries(READS).map(([name, read]) => [name, () => <TheRead read={read} />]),
    ),
  },
  {
    of: "Refused",
    states: {
      "not allowed": () => <Refused error={new ApiFailure("not-allowed", "req_made-up-119")} />,
      "in words of its own": (words) => (
        <Refused
          error={new ApiFailure("device", null)}
          own={{ device: words.start.googleRefused.noBrowser }}
        />
      ),
    },
  },
  {
    of: "Progress",
    states: {
      "not begun": (words) => <Progress share={0} label={words.data.fetching(0)} />,
      half: (words) => <Progress share={47} label={words.data.fetching(47)} />,
      whole: (words) => <Progress share={100} label={words.data.fetching(100)} />,
    },
  },
  {
    of: "SavingFile",
    states: {
      fetching: () => <SavingFile saving={{ ...SAVING, percent: 62 }} />,
      failed: () => <SavingFile saving={{ ...SAVING, error: new ApiFailure("unreachable", null) }} />,
    },
  },
];
