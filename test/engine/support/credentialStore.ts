import { createRequire } from 'node:module';

import { ICredentialsHelper, isExpression } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialType,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	IRequestOptionsSimplified,
	Workflow,
} from 'n8n-workflow';

import manifest from '../../../package.json';

const requireFrom = createRequire(__filename);

/** Every credential of the package: each file exports one class. */
const TYPES: readonly ICredentialType[] = manifest.n8n.credentials.flatMap((built) => {
	const source = built.replace(/^dist/, '../../..').replace(/\.js$/, '');
	const exported = requireFrom(source) as Record<string, new () => ICredentialType>;
	return Object.values(exported).map((Type) => new Type());
});

/** Credentials by type name. */
export type CredentialData = Readonly<Record<string, ICredentialDataDecryptedObject>>;

/**
 * n8n keeps credentials in its database, which the engine alone does not have: this keeps them in
 * memory and runs the real `authenticate` blocks with n8n's own expressions.
 */
export class CredentialStore extends ICredentialsHelper {
	/** How often a credential was looked up and decrypted. */
	lookUps = 0;

	constructor(private readonly data: CredentialData) {
		super();
	}

	override getParentTypes(): string[] {
		return [];
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const request = options as IHttpRequestOptions;
		const authenticate = TYPES.find(({ name }) => name === typeName)?.authenticate;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		const headers = Object.entries(authenticate?.properties.headers ?? {});
		for (const [name, value] of headers) {
			request.headers = {
				...request.headers,
				[name]: isExpression(value)
					? workflow.expression.getSimpleParameterValue(node, value, 'internal', {
							$credentials: credentials,
						})
					: value,
			};
		}
		return request;
	}

	override async preAuthentication(): Promise<undefined> {
		return await Promise.resolve(undefined);
	}

	override async getCredentials(): Promise<ICredentials> {
		return await Promise.reject(new Error('The engine asks for decrypted credentials only'));
	}

	override async getDecrypted(
		_additionalData: unknown,
		_details: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		this.lookUps++;
		const found = this.data[type];
		if (found === undefined) throw new Error(`No credential of type ${type} in this test`);
		return await Promise.resolve(found);
	}

	override async updateCredentials(): Promise<void> {
		await Promise.resolve();
	}

	override async updateCredentialsOauthTokenData(): Promise<void> {
		await Promise.resolve();
	}

	override getCredentialsProperties(type: string): INodeProperties[] {
		return TYPES.find(({ name }) => name === type)?.properties ?? [];
	}
}
