export * from './simulator';
export type { Table } from './table';
