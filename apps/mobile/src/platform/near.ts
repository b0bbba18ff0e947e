import type { RefObject } from "react";
import type { View, ViewStyle } from "react-native";

/** Near or far from what is shown, and how high it was when it was last near. */
export type Nearness = { isNear: boolean; height: number | null };

const NEAR: Nearness = { isNear: true, height: null };

/** On phones all that was asked for is there. */
export function useNearness(_ref: RefObject<View | null>, _first: Nearness): Nearness {
  return NEAR;
}

/** On phones more comes only when somebody asks for it. */
export function useIsNear(_ref: RefObject<View | null>): boolean {
  return false;
}

/** On phones there is no room without rows. */
export function outlineOf(_height: number, _colour: string): ViewStyle {
  return {};
}
