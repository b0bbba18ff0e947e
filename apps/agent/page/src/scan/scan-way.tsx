import { useEffect, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";

import { PAIRING_QR, pairingCodeOf } from "@cfa/contract/pairing-code";

import { useAgent, useAsking } from "../agent-context.tsx";
import { Button } from "../parts/button.tsx";
import { TroubleNotice } from "../parts/notice.tsx";
import { CameraView } from "./camera-view.tsx";
import { imageOfClipboard, imageOfPaste } from "./clipboard-image.ts";

type Said = "reading" | "unread" | "notOurs" | "noPicture" | "failed" | "noCamera" | "denied" | "cameraBusy";

/** Reads the app's QR: by the camera, from a picture, or from one that was copied. */
export function ScanWay({ companyGuid }: { companyGuid: string }): VNode {
  const { scan } = useAgent().words;
  const [said, setSaid] = useState<Said>();
  const [isCamera, setIsCamera] = useState(false);
  const { isBusy, trouble, ask } = useAsking();
  const found = async (text: string): Promise<void> => {
    setIsCamera(false);
    const isOurs = text.startsWith(PAIRING_QR) || pairingCodeOf(text) !== undefined;
    setSaid(isOurs ? undefined : "notOurs");
    if (isOurs) await ask({ deed: "pairByCode", companyGuid, code: text });
  };
  const readImage = async (image: Blob): Promise<void> => {
    setSaid("reading");
    // Loaded when it is needed: it is larger than all the rest of the page.
    const reader = await import("./read-qr.ts").catch(() => undefined);
    if (reader === undefined) return setSaid("failed");
    const text = await reader.readQr(image).catch(() => undefined);
    if (text === undefined) return setSaid("unread");
    await found(text);
  };
  useEffect(() => {
    const pasted = (event: ClipboardEvent): void => {
      const image = imageOfPaste(event);
      if (image !== undefined) void readImage(image);
    };
    document.addEventListener("paste", pasted);
    return () => document.removeEventListener("paste", pasted);
  }, [companyGuid]);
  const paste = async (): Promise<void> => {
    const image = await imageOfClipboard();
    if (image === undefined) setSaid("noPicture");
    else await readImage(image);
  };
  return (
    <div class="stack">
      <p class="hint">{scan.hint}</p>
      {isCamera && (
        <CameraView
          found={(text) => void found(text)}
          failed={(why) => {
            setIsCamera(false);
            setSaid(why);
          }}
        />
      )}
      <Button
        kind="main"
        isBusy={isBusy}
        onClick={() => {
          setSaid(undefined);
          setIsCamera(!isCamera);
        }}
      >
        {isCamera ? scan.stopCamera : scan.camera}
      </Button>
      <div class="row">
        <PictureChoice chosen={(image) => void readImage(image)} />
        <Button onClick={() => void paste()}>{scan.paste}</Button>
      </div>
      <p class="hint">{scan.pasteHint}</p>
      <p role="status" class={said === "reading" ? "hint" : "wrong"}>
        {said === undefined ? "" : scan[said]}
      </p>
      <TroubleNotice trouble={trouble} />
    </div>
  );
}

/** A button for the file chooser, which browsers draw each in their own way and language. */
function PictureChoice({ chosen }: { chosen: (image: Blob) => void }): VNode {
  const { scan } = useAgent().words;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={scan.file}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file !== undefined) chosen(file);
        }}
      />
      <Button onClick={() => input.current?.click()}>{scan.file}</Button>
    </>
  );
}
