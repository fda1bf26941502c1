export { JobApiSimulator, startJobApi, type JobPlan } from './simulator';
