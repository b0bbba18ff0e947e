import { useEffect, useRef } from "preact/hooks";
import type { VNode } from "preact";

import { useAgent } from "../agent-context.tsx";

const LOOK_EVERY_MILLIS = 200;

type CameraFault = "noCamera" | "denied" | "cameraBusy" | "failed";
type CameraProps = { readonly found: (text: string) => void; readonly failed: (why: CameraFault) => void };

/** Shows what the camera sees until there is a QR in it. The camera is let go with the view. */
export function CameraView({ found, failed }: CameraProps): VNode {
  const { scan } = useAgent().words;
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const over = new AbortController();
    const look = async (): Promise<void> => {
      const end = await watch(video.current!, over.signal);
      if (over.signal.aborted || end === undefined) return;
      if ("text" in end) found(end.text);
      else failed(end.fault);
    };
    void look();
    return () => over.abort();
  }, []);
  return (
    <div class="camera">
      <video ref={video} muted playsInline aria-label={scan.video} />
      <p role="status">{scan.looking}</p>
    </div>
  );
}

async function watch(
  video: HTMLVideoElement,
  over: AbortSignal,
): Promise<{ text: string } | { fault: CameraFault } | undefined> {
  const [reader, stream] = await Promise.all([import("./read-qr.ts").catch(() => undefined), openCamera()]);
  if (typeof stream === "string") return { fault: stream };
  try {
    if (reader === undefined) return { fault: "failed" };
    video.srcObject = stream;
    await video.play().catch(() => undefined);
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d", { willReadFrequently: true })!;
    while (!over.aborted) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MILLIS));
      if (video.videoWidth === 0) continue;
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      pen.drawImage(video, 0, 0);
      const text = await reader.readQr(pen.getImageData(0, 0, canvas.width, canvas.height));
      if (text !== undefined) return { text };
    }
    return undefined;
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

async function openCamera(): Promise<MediaStream | CameraFault> {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    if (name === "NotAllowedError") return "denied";
    return name === "NotReadableError" ? "cameraBusy" : "noCamera";
  }
}
