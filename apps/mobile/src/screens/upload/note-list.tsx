import type { UploadNote } from "@cfa/contract/uploads";
import { View } from "react-native";

import { Notice } from "../../components/notice";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { SPACE } from "../../theme/tokens";

/** Why something is not taken, or what should be known about it, each in a sentence. */
export function NoteList({ notes, kind }: { notes: readonly UploadNote[]; kind: "bad" | "warn" }) {
  const words = useWords();
  if (notes.length === 0) return null;
  return (
    <View style={{ gap: SPACE.s }}>
      {notes.map((note) => (
        <Notice key={note.code} icon={kind} kind={kind} testID={`note-${note.code}`}>
          {noteText(note, words)}
        </Notice>
      ))}
    </View>
  );
}

/** The catalogue's sentence; the server's own where it says more (names, Tally's words) or the code is new. */
function noteText(note: UploadNote, words: Catalogue): string {
  const known = Object.entries(words.upload.notes).find(([code]) => code === note.code)?.[1];
  const names = /\(([^)]*)\)$/.exec(note.message)?.[1];
  if (known === undefined) return note.message;
  return note.code === "two-companies" && names !== undefined ? `${known} (${names})` : known;
}
