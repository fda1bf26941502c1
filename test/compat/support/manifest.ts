import manifest from '../../../package.json';

/** The names of what package.json lists, as n8n makes them of its files. */
export const NODES = manifest.n8n.nodes.map(nameOf);
export const CREDENTIALS = manifest.n8n.credentials.map(nameOf);

function nameOf(file: string): string {
	const [name = ''] = (file.split('/').at(-1) ?? '').split('.');
	return name.charAt(0).toLowerCase() + name.slice(1);
}
