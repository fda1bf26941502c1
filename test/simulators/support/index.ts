export * from './clock';
export * from './faults';
export * from './httpSimulator';
export * from './requestLog';
export { CONTROL_PREFIX } from './paths';
