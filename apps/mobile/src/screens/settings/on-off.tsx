import { Segmented } from "../../components/segmented";
import { useWordsOf } from "../../locale/locale";
import { MY_ALERT_WORDS } from "../../locale/my-alerts/words";

/** Something that is on or off. */
export function OnOff(props: {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  testID: string;
}) {
  const { label, isOn, onChange, testID } = props;
  const words = useWordsOf(MY_ALERT_WORDS);
  return (
    <Segmented
      label={label}
      options={[
        { key: "on", title: words.on },
        { key: "off", title: words.off },
      ]}
      chosen={isOn ? "on" : "off"}
      onChoose={(key) => onChange(key === "on")}
      testID={testID}
    />
  );
}
