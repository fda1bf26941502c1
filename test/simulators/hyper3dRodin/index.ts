export { awkwardFiles, defaultFiles, type RodinFile, type RodinPlan } from './plan';
export type { RodinTask } from './answers';
export * from './simulator';
