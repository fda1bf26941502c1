export * from './simulator';
export { Table } from './table';
export type { Filter, Row } from './filters';
