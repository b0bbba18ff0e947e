import { StyleSheet, View } from "react-native";
import QRCode from "react-native-qrcode-svg";

import { RADIUS, SPACE } from "../theme/tokens";

const SIZE = 168;

/** A QR code, always dark on white: scanners want it so in the dark scheme too. */
export function QrCode({ text, label }: { text: string; label: string }) {
  return (
    <View role="img" aria-label={label} style={styles.box} testID="qr">
      <QRCode value={text} size={SIZE} color="#000000" backgroundColor="#FFFFFF" ecl="M" />
    </View>
  );
}

const styles = StyleSheet.create({
  box: { alignSelf: "center", padding: SPACE.m, backgroundColor: "#FFFFFF", borderRadius: RADIUS.m },
});
