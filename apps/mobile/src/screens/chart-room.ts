import { SPACE, TYPE } from "../theme/tokens";

/* The height of each picture, in pixels: known before what draws it is there. */

/** Days of a forecast on a line. */
export const FORECAST_HEIGHT = 64;

/** The columns of the ageing chart: a sum above the highest of them, their names below. */
export const AGEING = { sum: 22, columns: 148, name: SPACE.xs + (TYPE.small.lineHeight ?? 0) } as const;
export const AGEING_HEIGHT = AGEING.sum + AGEING.columns + AGEING.name;

/** Dots of paid bills by the layout, and what the dots mean below them. */
export const DELAY = { phone: 210, tablet: 250, desktop: 250 } as const;
export const DELAY_KEY = SPACE.s + (TYPE.small.lineHeight ?? 0);
