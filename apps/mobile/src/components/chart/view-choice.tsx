import { useWords } from "../../locale/locale";
import { Segmented } from "../segmented";

export type ChartView = "picture" | "table";

/** Whether figures are shown as a picture or as a table. */
export function ViewChoice(props: {
  chosen: ChartView;
  onChoose: (view: ChartView) => void;
  testID: string;
}) {
  const { view } = useWords();
  return (
    <Segmented
      label={view.choice}
      options={[
        { key: "picture", title: view.picture },
        { key: "table", title: view.table },
      ]}
      {...props}
    />
  );
}
