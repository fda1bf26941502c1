import { judge } from './support/judge';

judge('azureDocumentIntelligence', {
	done: { end: 'succeeded', result: 'Invoice 42' },
	failed: { error: expect.stringContaining('The file is corrupted') as string },
	canceled: { error: expect.stringContaining('was canceled') as string },
});
