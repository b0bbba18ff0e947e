import { ChartOrTable } from "../components/chart/chart-or-table";
import { FanChart, type FanStep } from "../components/chart/fan-chart";
import type { FanPoint } from "../components/chart/fan-shape";
import { FigureTable } from "../components/chart/figure-table";
import { Equation, type Sums } from "../components/equation";
import { ExchangeFact } from "../components/exchange-fact";
import { Fact, Facts } from "../components/fact";
import { Money } from "../components/money";
import { Sideways } from "../components/sideways";
import { Text } from "../components/text";
import type { Group } from "./group";
import { Kept } from "./kept";
import { COMPANY_ID, HINDI_PARTY, LONG_PARTY, PARTY, SUMS, UNBROKEN } from "./made-up";

const NO_SUMS: Sums = { outstanding: "0", due: "0", overdue: "0", tdsAwaited: "0", unapplied: "0" };
const USUAL_SUMS: Sums = {
  outstanding: "12345678",
  due: "9000000",
  overdue: "4000000",
  tdsAwaited: "345678",
  unapplied: "1000000",
};
const HUGE_SUMS: Sums = {
  outstanding: SUMS.huge,
  due: SUMS.huge,
  overdue: SUMS.huge,
  tdsAwaited: SUMS.huge,
  unapplied: SUMS.huge,
};

/** A fan over thirteen weeks that widens from `from` rupees. */
function fan(from: number, drift: number): FanPoint[] {
  return Array.from({ length: 14 }, (_, at) => {
    const middle = from + drift * at;
    const wide = (Math.abs(from) / 12) * Math.sqrt(at);
    return {
      low: middle - 2 * wide,
      lower: middle - wide,
      middle,
      upper: middle + wide,
      high: middle + 2 * wide,
    };
  });
}

const STEPS: FanStep[] = Array.from({ length: 13 }, (_, at) => ({ key: `${at}`, short: `${at + 1}/12` }));
const CHART = { steps: STEPS, height: 220, testID: "fan", label: PARTY };
const USUAL_FAN = fan(4_500_000, -250_000);

const row = (key: string, title: string, paise: string) => ({
  key,
  title,
  cells: ["a", "b", "c"].map((column) => <Money key={column} paise={paise} type="small" />),
});

function Table({ sum }: { sum: string }) {
  return (
    <FigureTable
      label={PARTY}
      head={["", "2026", "2027", "2028"]}
      rows={[row("1", PARTY, sum), row("2", LONG_PARTY, SUMS.none), row("3", HINDI_PARTY, sum)]}
      testID="table"
    />
  );
}

/** Sums, facts, tables and pictures. */
export const FIGURES: Group = [
  {
    of: "Equation",
    states: {
      usual: () => <Equation sums={USUAL_SUMS} side="receivable" total testID="usual" />,
      "leading to the tax": () => (
        <Equation
          sums={USUAL_SUMS}
          side="payable"
          total
          tdsHref={`/gallery/${COMPANY_ID}`}
          testID="leading"
        />
      ),
      nothing: () => <Equation sums={NO_SUMS} side="receivable" total testID="nothing" />,
      huge: () => <Equation sums={HUGE_SUMS} side="payable" total testID="huge" />,
    },
  },
  {
    of: "Facts",
    states: {
      usual: (words) => (
        <Facts>
          <Fact label={words.side.due}>{PARTY}</Fact>
          <Fact label={words.side.overdue}>{HINDI_PARTY}</Fact>
          <Fact label={words.side.outstanding}>
            <Money paise={SUMS.huge} type="strong" />
          </Fact>
        </Facts>
      ),
    },
  },
  {
    of: "Fact",
    states: {
      usual: (words) => <Fact label={words.side.due}>{PARTY}</Fact>,
      "without a space": (words) => <Fact label={words.side.due}>{UNBROKEN}</Fact>,
    },
  },
  {
    of: "ExchangeFact",
    states: {
      "gain, booked": () => (
        <ExchangeFact exchange={{ difference: "120050", booked: "120050" }} testID="gain" />
      ),
      "loss, not booked": () => (
        <ExchangeFact exchange={{ difference: "-9876543", booked: "0" }} testID="loss" />
      ),
    },
  },
  {
    of: "FigureTable",
    states: {
      usual: () => <Table sum={SUMS.usual} />,
      huge: () => <Table sum={SUMS.huge} />,
      empty: () => <FigureTable label={PARTY} head={["", "2026"]} rows={[]} testID="empty-table" />,
    },
  },
  {
    of: "FanChart",
    states: {
      "a week chosen": () => (
        <Kept first={5}>
          {(chosen, onChoose) => (
            <FanChart {...CHART} points={USUAL_FAN} floor={2_000_000} chosen={chosen} onChoose={onChoose} />
          )}
        </Kept>
      ),
      "below nothing": () => <FanChart {...CHART} points={fan(1_000_000, -200_000)} floor={null} />,
      huge: () => <FanChart {...CHART} points={fan(987_654_321_098, 9_876_543_210)} floor={null} />,
      "nothing at all": () => <FanChart {...CHART} points={fan(0, 0)} floor={null} />,
    },
  },
  {
    of: "Sideways",
    states: {
      "wider than its place": () => (
        <Sideways label={PARTY}>
          <Text>{`${LONG_PARTY} `.repeat(12)}</Text>
        </Sideways>
      ),
      "narrower than its place": () => (
        <Sideways label={PARTY}>
          <Text>{PARTY}</Text>
        </Sideways>
      ),
    },
  },
  {
    of: "ChartOrTable",
    states: {
      usual: (words) => (
        <ChartOrTable
          summary={words.app.promise}
          chart={<FanChart {...CHART} points={USUAL_FAN} floor={null} />}
          table={<Text>{PARTY}</Text>}
          testID="either"
        />
      ),
    },
  },
];
