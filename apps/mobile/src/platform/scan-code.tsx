import { CameraView, useCameraPermissions } from "expo-camera";
import { useEffect, useRef, type ComponentType, type ReactNode } from "react";
import { StyleSheet } from "react-native";

type Scan = { denied: ReactNode; onScanned: (text: string) => void };

/** Reads a QR with the phone's camera; asks for the camera first, and shows `denied` where it may not be used. */
export const ScanCode: ComponentType<Scan> | null = function Scanner({ denied, onScanned }: Scan) {
  const [permission, ask] = useCameraPermissions();
  const isDone = useRef(false);
  const isUnasked = permission !== null && !permission.granted && permission.canAskAgain;
  useEffect(() => {
    if (isUnasked) void ask();
  }, [isUnasked, ask]);
  if (permission === null || isUnasked) return null;
  if (!permission.granted) return denied;
  return (
    <CameraView
      style={styles.camera}
      barcodeScannerSettings={{ barcodeTypes: ["qr"] }}
      onBarcodeScanned={({ data }) => {
        if (isDone.current) return; // the camera sees the same QR many times a second
        isDone.current = true;
        onScanned(data);
      }}
    />
  );
};

const styles = StyleSheet.create({ camera: { height: 280, borderRadius: 10 } });
