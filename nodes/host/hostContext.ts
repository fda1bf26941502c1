import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

/** The n8n contexts that send requests: executions, polls, and lists in the editor. */
export type HostContext = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;
