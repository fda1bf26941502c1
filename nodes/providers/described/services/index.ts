import type { Description } from '../description';
import { fal } from './fal';
import { googleGemini } from './googleGemini';
import { replicate } from './replicate';

/** Every known service. A new one is added here; the panel sorts them by name. */
export const services: readonly Description[] = [fal, googleGemini, replicate];
