export type { CloudCoinTask } from './answers';
export { type CloudCoinPlan, TRANSMIT_CODE } from './plan';
export * from './simulator';
